package relais.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PercentilesTest {
  @Test
  void of_a_hundred_times_one_in_a_hundred_is_longer_than_the_99th() {
    Percentiles hundred =
        new Percentiles(
            IntStream.rangeClosed(1, 100).map(n -> 101 - n).mapToObj(Duration::ofMillis).toList());

    assertThat(hundred.at(0.5)).isEqualTo(Duration.ofMillis(50));
    assertThat(hundred.at(0.99)).isEqualTo(Duration.ofMillis(99));
    assertThat(hundred.at(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(hundred.words()).isEqualTo("p50 50.0 ms, p99 99.0 ms");
  }

  @Test
  void of_one_time_every_share_is_that_time() {
    Percentiles one = new Percentiles(List.of(Duration.ofMillis(7)));

    assertThat(one.at(0)).isEqualTo(Duration.ofMillis(7));
    assertThat(one.at(0.99)).isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void of_nothing_there_are_none() {
    assertThatThrownBy(() -> new Percentiles(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
