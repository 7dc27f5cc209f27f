package relais.samples;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what another thread or server will do.
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /// Returns what `find` finds, as soon as it does.
  ///
  /// @throws AssertionError when that takes longer than 20 seconds
  public static <T> T found(String what, Supplier<Optional<T>> find) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Optional<T> found = find.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within %d s: %s".formatted(LIMIT.toSeconds(), what));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting for " + what, e);
      }
    }
  }

  /// Returns as soon as it is so.
  ///
  /// @throws AssertionError when that takes longer than 20 seconds
  public static void holds(String what, BooleanSupplier condition) {
    found(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }
}
