package relais.table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One walk through the bucket of originals for some days. It is kept as far as it came, so that
/// anybody can take the next step.
///
/// @param from the first day
/// @param to the last day
/// @param startedBy the user who asked for it, null when the clock did
/// @param after the key behind which the next step begins; empty at the start
/// @param listed how many originals were looked at, those of other days too
/// @param days the balance so far, by day
/// @param finishedAt null while it goes on
/// @param version counts the steps
public record LedgerRun(
    LocalDate from,
    LocalDate to,
    Instant startedAt,
    @Nullable String startedBy,
    String after,
    long listed,
    Map<LocalDate, DayBalance> days,
    @Nullable Instant finishedAt,
    long version) {
  public LedgerRun {
    days = Map.copyOf(days);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("A run ends on %s before it begins".formatted(to));
    }
  }

  /// A run that has not begun to walk.
  public static LedgerRun begin(
      LocalDate from, LocalDate to, Instant startedAt, @Nullable String startedBy) {
    Map<LocalDate, DayBalance> days = new TreeMap<>();
    from.datesUntil(to.plusDays(1)).forEach(day -> days.put(day, DayBalance.empty(day)));
    return new LedgerRun(from, to, startedAt, startedBy, "", 0, days, null, 1);
  }

  /// Whether it came to its end.
  public boolean isFinished() {
    return finishedAt != null;
  }

  /// Whether a day belongs to it.
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /// The run one page further on.
  public LedgerRun further(String after, long listed, List<DayBalance> found) {
    Map<LocalDate, DayBalance> sum = new TreeMap<>(days);
    found.forEach(day -> sum.merge(day.day(), day, DayBalance::plus));
    return new LedgerRun(
        from, to, startedAt, startedBy, after, this.listed + listed, sum, null, version);
  }

  /// The run at its end.
  public LedgerRun finished(Instant at) {
    return new LedgerRun(from, to, startedAt, startedBy, after, listed, days, at, version);
  }

  LedgerRun withVersion(long version) {
    return new LedgerRun(from, to, startedAt, startedBy, after, listed, days, finishedAt, version);
  }
}
