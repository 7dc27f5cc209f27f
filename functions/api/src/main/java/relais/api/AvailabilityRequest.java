package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Says whether conversations are assigned to the caller now.
@Serdeable
@Schema(name = "AvailabilityRequest", requiredProperties = "available")
record AvailabilityRequest(@Nullable Boolean available) {}
