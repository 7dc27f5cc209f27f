package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The whole text of a message.
@Serdeable
@Schema(
    name = "Body",
    requiredProperties = {"html"})
record BodyJson(String text, @Nullable String html) {}
