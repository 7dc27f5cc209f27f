package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AddressMark;
import relais.conversation.Conversation;
import relais.conversation.Identity;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.AddressMarks;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnmarkingTest {
  private static final Identity JO = Identity.email("jo@example.org");

  private final KnownIdentities ses = new KnownIdentities();
  private final AwsParts aws;
  private final Desk desk;

  UnmarkingTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws, ses.variables());
  }

  @AfterEach
  void close() {
    desk.close();
    ses.close();
    aws.close();
  }

  private Instant mark(Identity address) {
    Instant since = desk.clock().instant();
    desk.part(AddressMarks.class)
        .save(address, new AddressMark(AddressMark.Kind.BOUNCING, since, "user unknown"));
    return since;
  }

  private Answer unmark(Conversation conversation, String address, Instant since) {
    return desk.post(
        "sanne",
        "/v1/conversations/%s/unmark".formatted(conversation.id()),
        "{\"address\":\"%s\",\"since\":\"%s\"}".formatted(address, since),
        Map.of());
  }

  private Answer read(Conversation conversation) {
    return desk.get("sanne", "/v1/conversations/" + conversation.id());
  }

  @Test
  void a_warning_is_taken_back_in_SES_and_here_and_the_timeline_says_who_did_so() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    Instant since = mark(JO);
    ses.suppress("jo@example.org");
    assertThat(read(conversation).list("recipientWarnings")).hasSize(1);
    assertThat(unmark(conversation, "Jo@example.org", since).status()).isEqualTo(200);
    Answer after = read(conversation);
    assertThat(after.list("recipientWarnings")).isEmpty();
    int entries = after.list("timeline").size();
    String newest = "timeline.%d.".formatted(entries - 1);
    assertThat(after.text(newest + "event")).isEqualTo("unmarked");
    assertThat(after.text(newest + "to")).isEqualTo("jo@example.org");
    assertThat(after.text(newest + "author.id")).isEqualTo("sanne");
    assertThat(ses.suppresses("jo@example.org")).isFalse();
    assertThat(unmark(conversation, "jo@example.org", since).status()).isEqualTo(200);
    assertThat(read(conversation).list("timeline")).hasSize(entries);
  }

  @Test
  void what_is_newer_than_the_warning_stays() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    Instant since = mark(JO);
    assertThat(unmark(conversation, "jo@example.org", since.minus(Duration.ofDays(1))).status())
        .isEqualTo(200);
    assertThat(read(conversation).list("recipientWarnings")).hasSize(1);
  }

  @Test
  void nobody_else_s_address_is_touched() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    Instant since = mark(Identity.email("eve@example.org"));
    assertThat(unmark(conversation, "eve@example.org", since).status()).isEqualTo(400);
  }

  @Test
  void while_SES_does_not_answer_the_warning_stays() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    Instant since = mark(JO);
    ses.breakDown();
    assertThat(unmark(conversation, "jo@example.org", since).status()).isEqualTo(503);
    assertThat(read(conversation).list("recipientWarnings")).hasSize(1);
  }
}
