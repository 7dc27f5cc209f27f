package relais.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.TokenLife;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Health;

/// The clock strikes, and providers are asked about access tokens when it is time.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TokensInTimeTest {
  private static final InboxId INBOX = HarbourGoods.WHATSAPP_INBOX;
  private static final Instant END = Instant.parse("2026-12-04T00:00:00Z");

  private final EachMinute minute;
  private final Health health;

  TokensInTimeTest(AwsParts parts) throws IOException {
    minute =
        new EachMinute(
            parts,
            """
            {"data":{"app_id":"1","is_valid":true,"expires_at":0,"data_access_expires_at":%d}}\
            """
                .formatted(END.getEpochSecond()));
    minute.token(INBOX, "to|ken");
    minute.connect(
        new Inbox.Connected(
            new InboxId("bot"),
            "Bot",
            HarbourGoods.SUPPORT,
            Channel.of("telegram"),
            "110201543",
            "@shop_bot"),
        "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw");
    health = new Health(minute.table());
  }

  @AfterEach
  void close() {
    minute.close();
  }

  private @Nullable TokenLife known() {
    return health.load(minute.clock.instant()).getOrDefault(INBOX, Health.Line.UNKNOWN).token();
  }

  @Test
  void a_token_is_asked_about_by_itself_once_a_day() {
    assertThat(minute.strike()).contains("tokens 1");
    assertThat(minute.asked).isEqualTo("/debug_token?input_token=to%7Cken as Bearer to|ken");
    assertThat(known()).isEqualTo(new TokenLife(true, END));
    minute.asked = "";
    minute.clock.advance(Duration.ofHours(23));
    assertThat(minute.strike()).contains("tokens 0");
    assertThat(minute.asked).isEmpty();
    minute.clock.advance(Duration.ofHours(1));
    minute.answer = "{\"data\":{\"is_valid\":true,\"expires_at\":0}}";
    assertThat(minute.strike()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(true, null));
  }

  @Test
  void a_token_that_is_over_is_told_by_a_refusal_too() {
    minute.status = 401;
    minute.answer = "{\"error\":{\"code\":190,\"message\":\"Session has expired\"}}";
    assertThat(minute.strike()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(false, null));
  }

  @Test
  void who_tells_nothing_is_asked_again_in_an_hour_and_what_was_known_stays() {
    minute.strike();
    minute.clock.advance(Duration.ofDays(1));
    minute.status = 500;
    minute.answer = "";
    assertThat(minute.strike()).contains("tokens 0");
    assertThat(known()).isEqualTo(new TokenLife(true, END));
    minute.status = 200;
    minute.answer = "{\"data\":{\"is_valid\":false}}";
    minute.clock.advance(Duration.ofMinutes(59));
    assertThat(minute.strike()).contains("tokens 0");
    minute.clock.advance(Duration.ofMinutes(1));
    assertThat(minute.strike()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(false, null));
  }

  @Test
  void another_token_is_asked_about_at_once() {
    minute.strike();
    health.tokenChanged(INBOX, minute.clock.instant());
    assertThat(known()).isNull();
    assertThat(minute.strike()).contains("tokens 1");
  }

  @Test
  void what_was_told_of_the_token_before_is_not_kept_for_another() {
    Health.TokenDue asked =
        health
            .takeTokenDue(
                INBOX, minute.clock.instant(), minute.clock.instant().plus(Duration.ofHours(1)))
            .orElseThrow();
    health.tokenChanged(INBOX, minute.clock.instant());
    health.tokenTold(
        INBOX, asked, new TokenLife(false, null), minute.clock.instant().plus(Duration.ofDays(1)));
    assertThat(known()).isNull();
    assertThat(minute.strike()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(true, END));
  }

  @Test
  void another_token_is_the_one_that_is_asked_about() {
    minute.strike();
    minute.token(INBOX, "another");
    health.tokenChanged(INBOX, minute.clock.instant());
    minute.strike();
    assertThat(minute.asked).isEqualTo("/debug_token?input_token=another as Bearer another");
  }
}
