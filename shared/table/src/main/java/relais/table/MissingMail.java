package relais.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// An original of which nobody knows what came of it, or not of all its items.
///
/// @param size in bytes
/// @param tries how often taking it in was begun and failed; 0 when nobody ever began
/// @param trouble what went wrong the last time, as a stable word; null when nothing did
/// @param found how many of its items are known
/// @param copies how many items it should have become; 1 while none is known
public record MissingMail(
    String rawKey,
    Instant storedAt,
    long size,
    long tries,
    @Nullable String trouble,
    int found,
    int copies) {

  /// Lambda begins an event three times, then parks it.
  private static final int TRIES_OF_LAMBDA = 3;

  /// The day it counts for.
  public LocalDate day() {
    return storedAt.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /// Why it is missing.
  public Why why() {
    if (found > 0) {
      return Why.INCOMPLETE;
    }
    if (tries == 0) {
      return Why.NEVER_READ;
    }
    return tries < TRIES_OF_LAMBDA ? Why.FAILED : Why.GIVEN_UP;
  }

  /// Why an original is missing.
  public enum Why {
    /// Nobody ever began to read it: the call about it got lost.
    NEVER_READ("never-read"),
    /// Reading it failed and was not tried again yet.
    FAILED("failed"),
    /// Reading it failed each time; the call about it waits in the dead-letter queue of intake.
    GIVEN_UP("given-up"),
    /// Some of its inboxes got it, others did not.
    INCOMPLETE("incomplete");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }
  }
}
