package relais.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.TokenLife;
import relais.conversation.TokenLife.Prolonging;
import relais.runtime.ChannelSecrets;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Health;

/// The clock strikes, and tokens of accounts that were signed in at Instagram get more time.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProlongedTokensTest {
  private static final InboxId INBOX = new InboxId("account");
  private static final String GIVEN = "IGAAharbourgoods0001";
  private static final String ACCEPTED = "{\"user_id\":\"17841405550142\"}";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SIXTY_DAYS = Duration.ofDays(60);

  private final EachMinute minute;
  private final Health health;
  private final Instant start;

  ProlongedTokensTest(AwsParts parts) throws IOException {
    minute = new EachMinute(parts, ACCEPTED);
    start = minute.clock.instant();
    minute.connect(
        new Inbox.Connected(
            INBOX,
            "Account",
            HarbourGoods.SUPPORT,
            Channel.of("instagram"),
            "17841405550142",
            "@harbourgoods",
            Map.of("login", "instagram")),
        GIVEN);
    health = new Health(minute.table());
    health.tokenChanged(INBOX, start);
  }

  @AfterEach
  void close() {
    minute.close();
  }

  private @Nullable TokenLife known() {
    return health.load(minute.clock.instant()).getOrDefault(INBOX, Health.Line.UNKNOWN).token();
  }

  private String inUse() {
    return minute.secrets().findNewest(INBOX).orElseThrow().accessToken();
  }

  private void gives(String token) {
    minute.answer =
        "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%d}"
            .formatted(token, SIXTY_DAYS.toSeconds());
  }

  private void aDayPasses() {
    minute.clock.advance(DAY);
  }

  /// Strikes, where only what Instagram is asked counts.
  private void strike() {
    minute.asked = "";
    minute.strike();
  }

  private void prolonged(String token) {
    minute.strike();
    aDayPasses();
    gives(token);
    strike();
    assertThat(inUse()).isEqualTo(token);
  }

  @Test
  void a_young_token_is_accepted_and_its_end_is_not_known_yet() {
    strike();
    assertThat(minute.asked).isEqualTo("/v23.0/me?fields=user_id as Bearer " + GIVEN);
    assertThat(known()).isEqualTo(new TokenLife(true, null, new Prolonging(null, false)));
  }

  @Test
  void a_token_of_a_day_is_prolonged_so_that_its_end_is_known_and_then_left_alone() {
    prolonged("IGAAharbourgoods0002");
    Instant at = start.plus(DAY);
    assertThat(minute.asked)
        .isEqualTo(
            "/refresh_access_token?grant_type=ig_refresh_token&access_token=" + GIVEN + " as null");
    assertThat(known())
        .isEqualTo(new TokenLife(true, at.plus(SIXTY_DAYS), new Prolonging(at, false)));
    minute.answer = ACCEPTED;
    aDayPasses();
    strike();
    assertThat(minute.asked).isEqualTo("/v23.0/me?fields=user_id as Bearer IGAAharbourgoods0002");
    assertThat(known())
        .isEqualTo(new TokenLife(true, at.plus(SIXTY_DAYS), new Prolonging(at, false)));
  }

  @Test
  void it_is_prolonged_again_thirty_days_before_its_end() {
    prolonged("IGAAharbourgoods0002");
    minute.clock.advance(Duration.ofDays(30));
    gives("IGAAharbourgoods0003");
    strike();
    Instant at = minute.clock.instant();
    assertThat(minute.asked).contains("access_token=IGAAharbourgoods0002");
    assertThat(inUse()).isEqualTo("IGAAharbourgoods0003");
    assertThat(known())
        .isEqualTo(new TokenLife(true, at.plus(SIXTY_DAYS), new Prolonging(at, false)));
  }

  @Test
  void the_same_token_with_more_time_is_as_good() {
    prolonged(GIVEN);
    assertThat(minute.secrets().findNewest(INBOX).orElseThrow().prolonged())
        .isEqualTo(
            new ChannelSecrets.Prolonged(
                minute.clock.instant(), minute.clock.instant().plus(SIXTY_DAYS)));
  }

  @Test
  void one_that_ended_or_was_taken_back_is_over_until_another_is_put_in() {
    minute.strike();
    aDayPasses();
    minute.status = 400;
    minute.answer = "{\"error\":{\"code\":190,\"error_subcode\":460}}";
    strike();
    assertThat(known()).isEqualTo(new TokenLife(false, null, new Prolonging(null, false)));
    minute.token(INBOX, "IGAAanothertoken0001");
    health.tokenChanged(INBOX, minute.clock.instant());
    assertThat(known()).isNull();
    minute.status = 200;
    minute.answer = ACCEPTED;
    strike();
    assertThat(known()).isEqualTo(new TokenLife(true, null, new Prolonging(null, false)));
  }

  @Test
  void one_taken_back_long_before_its_end_is_told_the_next_day() {
    prolonged("IGAAharbourgoods0002");
    aDayPasses();
    minute.status = 400;
    minute.answer = "{\"error\":{\"code\":190}}";
    strike();
    Instant at = start.plus(DAY);
    assertThat(known())
        .isEqualTo(new TokenLife(false, at.plus(SIXTY_DAYS), new Prolonging(at, false)));
  }

  @Test
  void a_refusal_is_told_and_asked_about_again_the_next_day() {
    minute.strike();
    aDayPasses();
    minute.status = 400;
    minute.answer = "{\"error\":{\"code\":10}}";
    strike();
    assertThat(known()).isEqualTo(new TokenLife(true, null, new Prolonging(null, true)));
    assertThat(inUse()).isEqualTo(GIVEN);
    aDayPasses();
    minute.status = 200;
    gives("IGAAharbourgoods0002");
    strike();
    Instant at = minute.clock.instant();
    assertThat(known())
        .isEqualTo(new TokenLife(true, at.plus(SIXTY_DAYS), new Prolonging(at, false)));
  }

  @Test
  void while_instagram_is_down_what_was_known_stays_and_an_hour_later_it_is_asked_again() {
    prolonged("IGAAharbourgoods0002");
    TokenLife before = known();
    minute.clock.advance(Duration.ofDays(31));
    minute.status = 500;
    minute.answer = "";
    strike();
    assertThat(known()).isEqualTo(before);
    assertThat(inUse()).isEqualTo("IGAAharbourgoods0002");
    minute.clock.advance(Duration.ofMinutes(59));
    strike();
    assertThat(minute.asked).isEmpty();
    minute.clock.advance(Duration.ofMinutes(1));
    minute.status = 200;
    gives("IGAAharbourgoods0003");
    strike();
    assertThat(inUse()).isEqualTo("IGAAharbourgoods0003");
  }

  @Test
  void what_an_admin_puts_in_between_stands() {
    minute.strike();
    aDayPasses();
    gives("IGAAharbourgoods0002");
    minute.whileAsked =
        () -> {
          minute.token(INBOX, "IGAAanothertoken0001");
          health.tokenChanged(INBOX, minute.clock.instant());
        };
    strike();
    assertThat(inUse()).isEqualTo("IGAAanothertoken0001");
    assertThat(known()).isNull();
  }

  @Test
  void what_was_prolonged_for_a_token_ends_with_it() {
    prolonged("IGAAharbourgoods0002");
    minute.token(INBOX, "IGAAanothertoken0001");
    assertThat(inUse()).isEqualTo("IGAAanothertoken0001");
    assertThat(minute.secrets().findNewest(INBOX).orElseThrow().prolonged()).isNull();
  }

  @Test
  void two_who_strike_at_once_ask_once() {
    minute.strike();
    aDayPasses();
    gives("IGAAharbourgoods0002");
    Runnable second =
        () -> {
          minute.whileAsked = () -> {};
          assertThat(minute.strike()).contains("tokens 0");
        };
    minute.whileAsked = second;
    strike();
    assertThat(inUse()).isEqualTo("IGAAharbourgoods0002");
  }

  @Test
  void a_token_lost_between_the_answer_and_its_storing_is_asked_for_again_with_the_one_before() {
    minute.strike();
    aDayPasses();
    Health.TokenDue taken =
        health
            .takeTokenDue(
                INBOX, minute.clock.instant(), minute.clock.instant().plus(Duration.ofHours(1)))
            .orElseThrow();
    assertThat(taken.since()).isEqualTo(start);
    gives("IGAAharbourgoods0002");
    strike();
    assertThat(minute.asked).isEmpty();
    minute.clock.advance(Duration.ofHours(1));
    strike();
    assertThat(minute.asked).contains("access_token=" + GIVEN);
    assertThat(inUse()).isEqualTo("IGAAharbourgoods0002");
  }

  @Test
  void a_token_stored_before_the_health_was_told_is_not_prolonged_twice_and_told_later() {
    minute.strike();
    aDayPasses();
    Instant at = minute.clock.instant();
    ChannelSecrets.Prolonged kept = new ChannelSecrets.Prolonged(at, at.plus(SIXTY_DAYS));
    assertThat(minute.secrets().prolong(INBOX, GIVEN, "IGAAharbourgoods0002", kept)).isTrue();
    strike();
    assertThat(minute.asked).isEqualTo("/v23.0/me?fields=user_id as Bearer IGAAharbourgoods0002");
    assertThat(known()).isEqualTo(new TokenLife(true, kept.endsAt(), new Prolonging(at, false)));
  }

  @Test
  void a_token_that_is_no_longer_in_use_is_not_prolonged() {
    prolonged("IGAAharbourgoods0002");
    Instant at = minute.clock.instant();
    assertThat(
            minute
                .secrets()
                .prolong(INBOX, GIVEN, "IGAAlatecomer00001", new ChannelSecrets.Prolonged(at, at)))
        .isFalse();
    assertThat(inUse()).isEqualTo("IGAAharbourgoods0002");
  }
}
