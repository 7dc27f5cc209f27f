package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who a conversation is with from now on.
///
/// @param message a mail of the conversation that passes another one on
/// @param who the one who wrote what it passes on, or the one who passed it on
@Serdeable
@Schema(
    name = "ContactRequest",
    requiredProperties = {"message", "who"})
record ContactRequest(
    @Nullable String message,
    @Schema(
            type = "string",
            allowableValues = {"original-sender", "sender"})
        @Nullable String who) {}
