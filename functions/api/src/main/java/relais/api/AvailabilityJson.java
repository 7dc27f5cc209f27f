package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// Whether conversations are assigned to the caller now.
@Serdeable
@Schema(name = "Availability")
record AvailabilityJson(boolean available) {}
