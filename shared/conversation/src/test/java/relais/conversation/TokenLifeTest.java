package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenLifeTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private static TokenLife.State endingIn(Duration rest) {
    return new TokenLife(true, NOW.plus(rest)).state(NOW);
  }

  @Test
  void C197_a_token_without_an_end_lasts() {
    assertThat(new TokenLife(true, null).state(NOW)).isEqualTo(TokenLife.State.LASTS);
  }

  @Test
  void C197_a_token_is_warned_of_for_its_last_two_weeks() {
    assertThat(endingIn(Duration.ofDays(14))).isEqualTo(TokenLife.State.LASTS);
    assertThat(endingIn(Duration.ofDays(14).minusSeconds(1))).isEqualTo(TokenLife.State.ENDS_SOON);
    assertThat(endingIn(Duration.ofSeconds(1))).isEqualTo(TokenLife.State.ENDS_SOON);
    assertThat(endingIn(Duration.ZERO)).isEqualTo(TokenLife.State.ENDED);
  }

  @Test
  void C197_a_token_that_will_not_be_prolonged_is_warned_of_at_once() {
    assertThat(prolonged(null, true)).isEqualTo(TokenLife.State.ENDS_SOON);
    assertThat(prolonged(NOW.plus(Duration.ofDays(29)), true)).isEqualTo(TokenLife.State.ENDS_SOON);
    assertThat(prolonged(NOW, true)).isEqualTo(TokenLife.State.ENDED);
    assertThat(prolonged(null, false)).isEqualTo(TokenLife.State.LASTS);
  }

  private static TokenLife.State prolonged(@Nullable Instant endsAt, boolean refused) {
    return new TokenLife(true, endsAt, new TokenLife.Prolonging(null, refused)).state(NOW);
  }

  @Test
  void C197_a_token_that_was_taken_back_is_over_before_its_end() {
    assertThat(new TokenLife(false, NOW.plus(Duration.ofDays(50))).state(NOW))
        .isEqualTo(TokenLife.State.ENDED);
  }
}
