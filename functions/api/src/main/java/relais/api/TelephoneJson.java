package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Which number of the caller's own is rung when they call a customer.
///
/// @param number with its country (E.164); null for none
@Serdeable
@Schema(
    name = "Telephone",
    requiredProperties = {"number"})
record TelephoneJson(@Nullable String number) {}
