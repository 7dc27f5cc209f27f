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
/// @param digest of all that its author wrote, and of nothing that a mail server adds on the way:
///     the same for two deliveries of one mail. Null where it has no Message-ID to go by, and where
///     it was not read
public record Postmark(
    Instant storedAt, int copies, @Nullable Verdicts verdicts, @Nullable String digest) {
  public Postmark {
    if (copies < 1) {
      throw new IllegalArgumentException(
          "A mail becomes at least one item, not %d".formatted(copies));
    }
  }

  /// Of a mail that cannot be known again.
  public Postmark(Instant storedAt, int copies, @Nullable Verdicts verdicts) {
    this(storedAt, copies, verdicts, null);
  }

  /// The same with another digest.
  public Postmark withDigest(@Nullable String digest) {
    return new Postmark(storedAt, copies, verdicts, digest);
  }

  /// Whether a mail that is here is this very one, brought again. Anybody can copy a Message-ID, so
  /// only all of its words make it the same.
  ///
  /// @param other the digest of the mail that is here
  public boolean isOf(@Nullable String other) {
    return digest != null && digest.equals(other);
  }
}
