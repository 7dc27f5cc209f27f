package relais.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is noted about a mail when it is taken in, beside what it says itself.
///
/// @param storedAt when its original was stored, by the clock of the raw bucket; the ledger counts
///     the mail on this day (UTC)
/// @param copies into how many items the mail was split, one for each inbox it is for and each
///     recipient nobody knows; the ledger misses what did not arrive
/// @param verdicts null when nobody checked it
public record Postmark(Instant storedAt, int copies, @Nullable Verdicts verdicts) {
  public Postmark {
    if (copies < 1) {
      throw new IllegalArgumentException(
          "A mail becomes at least one item, not %d".formatted(copies));
    }
  }
}
