package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import relais.conversation.WritingHabit;

/// How the caller's mail looks unless they say otherwise.
///
/// @param signature safe HTML; null when it is what their inbox has
/// @param quotes whether the mail they answer follows below
@Serdeable
@Schema(name = "WritingHabit", requiredProperties = "signature")
record WritingHabitJson(@Nullable String signature, boolean quotes) {
  static WritingHabitJson of(WritingHabit habit) {
    return new WritingHabitJson(habit.signature(), habit.quotes());
  }
}
