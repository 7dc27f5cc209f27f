package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list, newest activity first.
///
/// @param next the cursor of the next page; null after the last
@Serdeable
@Schema(name = "RowPage", requiredProperties = "next")
record RowPageJson(List<RowJson> items, @Nullable String next) {}
