package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A token to be made.
///
/// @param name which telephone system it is for
@Serdeable
@Schema(
    name = "TelephoneTokenRequest",
    requiredProperties = {"name"})
record TelephoneTokenRequest(@Nullable String name) {}
