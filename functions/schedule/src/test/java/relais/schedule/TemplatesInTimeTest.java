package relais.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Templates;

/// The clock strikes, and lists of templates are read when it is time.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplatesInTimeTest {
  private static final InboxId INBOX = HarbourGoods.WHATSAPP_INBOX;

  private final EachMinute minute;
  private final Templates templates;

  TemplatesInTimeTest(AwsParts parts) throws IOException {
    minute =
        new EachMinute(
            parts, "{\"data\":[{\"name\":\"hello\",\"language\":\"nl\",\"status\":\"APPROVED\"}]}");
    minute.connect(
        new Inbox.Connected(
            INBOX,
            "WhatsApp",
            HarbourGoods.SUPPORT,
            Channel.WHATSAPP,
            HarbourGoods.PHONE_NUMBER_ID,
            "+31 20 555 0142",
            Map.of("businessAccountId", "102290129340398")),
        "token");
    templates = new Templates(minute.table());
  }

  @AfterEach
  void close() {
    minute.close();
  }

  @Test
  void a_list_is_read_at_first_and_every_six_hours() {
    assertThat(minute.strike()).contains("templates 1");
    assertThat(templates.load(INBOX).templates()).hasSize(1);
    minute.clock.advance(Duration.ofHours(5));
    assertThat(minute.strike()).contains("templates 0");
    minute.clock.advance(Duration.ofHours(1));
    assertThat(minute.strike()).contains("templates 1");
  }

  @Test
  void a_provider_that_fails_is_asked_again_in_half_an_hour() {
    minute.status = 500;
    assertThat(minute.strike()).contains("templates 0");
    assertThat(templates.load(INBOX).trouble()).isNotNull();
    minute.status = 200;
    minute.clock.advance(Duration.ofMinutes(29));
    assertThat(minute.strike()).contains("templates 0");
    minute.clock.advance(Duration.ofMinutes(1));
    assertThat(minute.strike()).contains("templates 1");
    assertThat(templates.load(INBOX).trouble()).isNull();
  }
}
