package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An address under which the contact is known too.
///
/// @param value a phone number with its country, or an e-mail address
@Serdeable
@Schema(name = "IdentityRequest")
record IdentityRequest(
    @Schema(
            type = "string",
            allowableValues = {"phone", "email"})
        @Nullable String kind,
    @Nullable String value) {}
