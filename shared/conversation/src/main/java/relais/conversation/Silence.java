package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether nothing has come for so long that something is probably broken.
///
/// Compared are the same hours of the same days of the weeks before: a night or a Sunday without
/// mail is no news where it is usual.
public final class Silence {
  /// So many weeks are compared.
  public static final int WEEKS = 4;

  /// Less of the past than this says nothing about what is usual.
  private static final int MIN_WEEKS = 2;

  private static final Duration MIN_SILENCE = Duration.ofHours(2);
  private static final Duration WEEK = Duration.ofDays(7);

  /// An hour in which something came each week may stay empty all the same.
  private static final double MAX_LIKELY = 0.9;

  /// A silence that chance makes once in two hundred times is worth a look.
  private static final double RARE = 0.005;

  private Silence() {}

  /// Whether there is anything to ask about the past: most inboxes got something just now.
  ///
  /// @param lastIn when something last came; null when never
  public static boolean mayBe(@Nullable Instant lastIn, Instant now) {
    return lastIn != null && !now.isBefore(lastIn.plus(MIN_SILENCE));
  }

  /// Whether it is unusual that nothing came since.
  ///
  /// @param lastIn when something last came; null when never: then nothing is usual
  /// @param hours the beginnings of the hours in which something came, of the weeks before
  /// @param first since when hours are kept
  public static boolean isUnusual(
      @Nullable Instant lastIn, Set<Instant> hours, Instant first, Instant now) {
    if (!mayBe(lastIn, now) || lastIn == null) {
      return false;
    }
    int weeks = (int) Math.min(WEEKS, Duration.between(first, now).dividedBy(WEEK));
    if (weeks < MIN_WEEKS) {
      return false;
    }
    double chance = 1;
    // The hour that runs is not over; that of the last one was not silent.
    Instant end = now.truncatedTo(ChronoUnit.HOURS);
    Instant hour = lastIn.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    // More than a week of it compares with itself: what is rare by then stays so.
    Instant last = hour.plus(WEEK).isBefore(end) ? hour.plus(WEEK) : end;
    for (; hour.isBefore(last); hour = hour.plus(1, ChronoUnit.HOURS)) {
      int filled = 0;
      for (int week = 1; week <= weeks; week++) {
        filled += hours.contains(hour.minus(WEEK.multipliedBy(week))) ? 1 : 0;
      }
      chance *= 1 - Math.min(MAX_LIKELY, (double) filled / weeks);
    }
    return chance < RARE;
  }
}
