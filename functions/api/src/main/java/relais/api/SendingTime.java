package relais.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// When a reply goes out, as somebody asked for it.
final class SendingTime {
  private static final Duration AT_MOST = Duration.ofDays(366);

  private SendingTime() {}

  /// Reads one. What is past by the time it is read means now.
  ///
  /// @param field as the request calls it
  static Instant of(String field, Instant wanted, Instant now) {
    if (wanted.isAfter(now.plus(AT_MOST))) {
      throw Problem.field(
          field,
          "A reply waits for %d days at most. Choose an earlier time.".formatted(AT_MOST.toDays()));
    }
    return (wanted.isBefore(now) ? now : wanted).truncatedTo(ChronoUnit.MILLIS);
  }

  /// When what a caller writes goes out: when they say, or once it cannot be taken back any more.
  ///
  /// @param sendAt null for as soon as may be
  static Instant dueAt(Caller caller, @Nullable Instant sendAt, Instant now) {
    Instant soonest = now.plus(caller.settings().workspace().undoWindow());
    Instant wanted = atOnce(sendAt, now);
    return wanted.isAfter(soonest) ? wanted : soonest;
  }

  /// When what is never taken back goes out: when its author says, or now.
  ///
  /// @param sendAt null for now
  static Instant atOnce(@Nullable Instant sendAt, Instant now) {
    return sendAt == null ? now : of("sendAt", sendAt, now);
  }
}
