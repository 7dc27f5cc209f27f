package relais.table;

import java.util.EnumMap;
import java.util.Map;

/// How many items of mails came to which end.
///
/// @param counts what is not in it did not happen
public record Tally(Map<Outcome, Long> counts) {
  /// Nothing yet.
  public static final Tally NONE = new Tally(Map.of());

  public Tally {
    counts = Map.copyOf(counts);
  }

  /// How many came to this end.
  public long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /// How many there are in all.
  public long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// This and all of another.
  public Tally plus(Tally other) {
    Map<Outcome, Long> sum = new EnumMap<>(Outcome.class);
    sum.putAll(counts);
    other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
    return new Tally(sum);
  }

  /// This and one more.
  public Tally plus(Outcome outcome) {
    Map<Outcome, Long> more = new EnumMap<>(Outcome.class);
    more.putAll(counts);
    more.merge(outcome, 1L, Long::sum);
    return new Tally(more);
  }
}
