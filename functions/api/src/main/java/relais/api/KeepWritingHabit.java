package relais.api;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import relais.conversation.Placeholders;
import relais.conversation.WritingHabit;
import relais.mail.HtmlSanitizer;
import relais.table.WritingHabits;

/// How the caller's mail looks unless they say otherwise: their signature, and whether they quote.
@Singleton
final class KeepWritingHabit {
  private static final int MAX_SIGNATURE = 8_000;

  /// A signature is written for every mail, so only what no mail could fill in is wrong with it.
  private static final Placeholders.Values ANYBODY =
      new Placeholders.Values("Contact", "#10000", "Agent", "Inbox");

  private final WritingHabits habits;

  KeepWritingHabit(WritingHabits habits) {
    this.habits = habits;
  }

  WritingHabitJson show(Caller caller) {
    return WritingHabitJson.of(
        habits
            .find(caller.user().id())
            .orElseGet(() -> WritingHabit.usual(caller.settings().workspace())));
  }

  WritingHabitJson keep(Caller caller, WritingHabitRequest request) {
    boolean quotes = Fields.required("quotes", request.quotes());
    WritingHabit habit = new WritingHabit(signature(request.signature()), quotes);
    habits.save(caller.user().id(), habit);
    return WritingHabitJson.of(habit);
  }

  private static @Nullable String signature(@Nullable String html) {
    if (html == null || html.isBlank()) {
      return null;
    }
    String clean = HtmlSanitizer.safe(html, HtmlSanitizer.RemoteImages.SHOWN, _ -> null);
    if (clean.length() > MAX_SIGNATURE) {
      throw Problem.field(
          "signature",
          "A signature has at most %d characters, its formatting included. Shorten it."
              .formatted(MAX_SIGNATURE));
    }
    Filled.html("signature", clean, ANYBODY);
    return HtmlSanitizer.text(clean).isBlank() && !clean.contains("<img") ? null : clean;
  }
}
