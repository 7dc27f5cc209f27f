package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whether the caller is writing a reply in a chat.
@Serdeable
@Schema(
    name = "TypingRequest",
    requiredProperties = {"typing"})
record TypingRequest(@Nullable Boolean typing) {}
