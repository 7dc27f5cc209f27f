package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Conversations;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionTest {
  private static final String PATH = "/v1/inboxes/support/connection";
  private static final String TESTS = "/v1/inboxes/support/test-messages";

  private final AwsParts aws;
  private final Desk desk;

  ConnectionTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  private Answer send(Map<String, String> key) {
    return desk.post("amelie", TESTS, "{}", key);
  }

  @Test
  void an_inbox_that_nobody_tried_has_nothing_to_say() {
    Answer answer = desk.get("amelie", PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("testMessage")).isEqualTo(Answer.NONE);
    assertThat(answer.list("requests")).isEmpty();
  }

  @Test
  void a_test_message_is_sent_once_and_stands_in_no_list() {
    Map<String, String> key = Desk.key(Desk.newKey());
    Answer sent = send(key);
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("state")).isEqualTo("queued");
    assertThat(send(key).text("id")).isEqualTo(sent.text("id"));
    assertThat(desk.get("amelie", PATH).text("testMessage.id")).isEqualTo(sent.text("id"));
    for (String view : List.of("new", "mine", "closed", "team&team=support")) {
      assertThat(desk.get("amelie", "/v1/conversations?view=" + view).list("items")).isEmpty();
    }
    Entry.OutboundMessage mail =
        (Entry.OutboundMessage)
            desk.part(Conversations.class)
                .page(new ConversationId(sent.text("id")), 5)
                .orElseThrow()
                .entries()
                .getFirst();
    assertThat(mail.recipients().toString()).contains("support@harbourgoods.example");
  }

  @Test
  void nobody_writes_in_it() {
    String id = send(Desk.key(Desk.newKey())).text("id");
    Map<String, String> headers = new HashMap<>(Desk.key(Desk.newKey()));
    headers.put("If-Match", "1");
    assertThat(
            desk.post(
                    "amelie",
                    "/v1/conversations/" + id + "/notes",
                    "{\"html\":\"<p>x</p>\",\"text\":\"x\"}",
                    headers)
                .status())
        .isEqualTo(404);
  }

  @Test
  void a_request_to_forward_is_shown_with_what_to_type_in_for_a_while() {
    ask("https://mail-settings.google.com/mail/vf-abc");
    Answer answer = desk.get("amelie", PATH);
    assertThat(answer.text("requests.0.provider")).isEqualTo("google");
    assertThat(answer.text("requests.0.code")).isEqualTo("123456789");
    assertThat(answer.text("requests.0.forwards")).isEqualTo("ada@example.org");
    assertThat(answer.text("requests.0.link"))
        .isEqualTo("https://mail-settings.google.com/mail/vf-abc");
    assertThat(desk.get("amelie", "/v1/conversations?view=new").list("items")).isEmpty();
    desk.clock().advance(Duration.ofDays(15));
    assertThat(desk.get("amelie", PATH).list("requests")).isEmpty();
  }

  private void ask(String link) {
    InboundItem.Received mail =
        desk.received(
            HarbourGoods.SUPPORT_INBOX,
            "forwarding-noreply@google.com",
            "(#123456789) Forwarding Confirmation - Receive Mail from ada@example.org",
            MessageBody.ofText("Agree: " + link),
            List.of());
    desk.begin(
        new InboundItem.Received(
            mail.source(),
            mail.receivedAt(),
            mail.inbox(),
            mail.channel(),
            mail.from(),
            mail.fromName(),
            mail.at(),
            mail.mail(),
            mail.body(),
            mail.files(),
            mail.providerId(),
            mail.rawKey(),
            Incoming.FORWARDING_REQUEST));
  }
}
