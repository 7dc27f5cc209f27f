package relais.api;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.samples.TestClock;

/// A clock that tests can turn, in place of the machine's.
@Factory
final class TestWorld {
  @Singleton
  @Replaces(InstantSource.class)
  TestClock clock() {
    return new TestClock();
  }
}
