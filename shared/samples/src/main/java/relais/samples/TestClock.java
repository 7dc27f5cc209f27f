package relais.samples;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it.
public final class TestClock implements InstantSource {
  /// Where a new clock stands.
  public static final Instant START = Instant.parse("2026-11-24T09:30:00Z");

  private volatile Instant now;

  /// A clock that stands at [#START].
  public TestClock() {
    this(START);
  }

  /// A clock that stands at this moment.
  public TestClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /// Lets time pass.
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
