package relais.runtime;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The only place that asks the machine for the time, for chance and for its variables.
@Factory
final class WorldFactory {
  @Singleton
  Environment environment(io.micronaut.context.env.Environment micronaut) {
    Map<String, String> process = System.getenv();
    return Environment.of(micronaut, process);
  }

  /// Whole milliseconds: that is what the table keeps. Goes before the one Micronaut may bring.
  @Singleton
  @Primary
  InstantSource time(@Nullable GivenClock given) {
    return given == null ? Clock.tickMillis(ZoneOffset.UTC) : given.clock();
  }

  /// A new source of chance for each use: one made at start would be the same in every copy of a
  /// restored snapshot.
  @Singleton
  Ids ids(InstantSource time) {
    return new Ids(time, SecureRandom::new);
  }

  @Singleton
  Metrics metrics(InstantSource time, Environment environment) {
    return new Metrics(time, environment.onLambda() ? System.out::println : line -> {});
  }
}
