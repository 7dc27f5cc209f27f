package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How the caller's mail shall look.
///
/// @param signature HTML, cleaned before it is kept; null or blank for what their inbox has
/// @param quotes whether the mail they answer follows below
@Serdeable
@Schema(name = "WritingHabitRequest", requiredProperties = "quotes")
record WritingHabitRequest(@Nullable String signature, @Nullable Boolean quotes) {}
