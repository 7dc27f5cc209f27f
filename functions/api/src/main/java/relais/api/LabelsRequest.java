package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Labels to put on and to take off.
@Serdeable
@Schema(name = "LabelsRequest")
record LabelsRequest(@Nullable List<String> add, @Nullable List<String> remove) {}
