package relais.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// How long many tries of the same thing took.
record Percentiles(List<Duration> sorted) {
  Percentiles {
    List<Duration> copy = new ArrayList<>(sorted);
    Collections.sort(copy);
    sorted = List.copyOf(copy);
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
  }

  /// The time that this share of the tries stayed within.
  ///
  /// @param share between 0 and 1
  Duration at(double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.clamp(index, 0, sorted.size() - 1));
  }

  /// Such as `p50 12.3 ms, p99 45.0 ms`.
  String words() {
    return "p50 %s, p99 %s".formatted(milliseconds(at(0.5)), milliseconds(at(0.99)));
  }

  static String milliseconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
