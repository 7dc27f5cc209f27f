package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Says which number of the caller's own is rung when they call a customer.
///
/// @param number null or empty for none
@Serdeable
@Schema(
    name = "TelephoneRequest",
    requiredProperties = {"number"})
record TelephoneRequest(@Nullable String number) {}
