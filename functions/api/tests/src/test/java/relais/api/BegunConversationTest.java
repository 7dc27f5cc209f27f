package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Contacts;
import relais.table.Conversations;

/// Conversations that the team begins.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BegunConversationTest {
  private final Desk desk;

  BegunConversationTest(AwsParts aws) {
    desk = Desk.open(aws.fresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Answer begin(String user, String key, String to) {
    return desk.post(
        user,
        "/v1/conversations",
        "{\"inbox\":\"support\",\"to\":[{\"name\":\"Kim\",\"address\":\"%s\"}],\"subject\":\" Your lamp \",\"html\":\"<p>Dear {{contact.name}}, {{case}}</p>\"}"
            .formatted(to),
        Desk.key(key));
  }

  private Conversation begun(Answer answer) {
    return desk.part(Conversations.class)
        .find(Fields.conversation(answer.text("conversation.id")))
        .orElseThrow();
  }

  @Test
  void it_is_its_authors_and_its_mail_is_queued() {
    Answer answer = begin("marco", Desk.newKey(), "kim@new.example");
    assertThat(answer.status()).isEqualTo(201);
    Conversation conversation = begun(answer);
    assertThat(answer.text("conversation.assignee")).isEqualTo("marco");
    assertThat(answer.text("conversation.subject")).isEqualTo("Your lamp");
    assertThat(answer.text("entry.text")).isEqualTo("Dear Kim, " + conversation.caseReference());
    assertThat(answer.text("entry.status.state")).isEqualTo("queued");
    MailFields mail =
        Objects.requireNonNull(
            ((Entry.OutboundMessage) desk.timeline(conversation).getFirst()).mail());
    assertThat(mail.subject()).isEqualTo("Your lamp [" + conversation.caseReference() + "]");
    assertThat(mail.inReplyTo()).isNull();
    assertThat(desk.get("marco", "/v1/conversations?view=mine").list("items")).isNotEmpty();
    assertThat(desk.part(Contacts.class).find(Identity.email("kim@new.example")).orElseThrow().id())
        .isEqualTo(conversation.origin().contact());
  }

  @Test
  void the_same_wish_twice_begins_one_and_answers_the_same() {
    String key = Desk.newKey();
    Answer first = begin("marco", key, "twice@new.example");
    Answer second = begin("marco", key, "twice@new.example");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void who_is_known_stays_one_contact() {
    Conversation earlier = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    Answer answer = begin("marco", Desk.newKey(), "Jo@Example.org");
    assertThat(begun(answer).origin().contact()).isEqualTo(earlier.origin().contact());
    assertThat(answer.text("entry.text")).startsWith("Dear Jo Customer, ");
  }

  @Test
  void an_answer_finds_back_by_the_message_id() {
    Conversation conversation = begun(begin("marco", Desk.newKey(), "answers@new.example"));
    MailFields mail =
        Objects.requireNonNull(
            ((Entry.OutboundMessage) desk.timeline(conversation).getFirst()).mail());
    assertThat(
            desk.part(Conversations.class)
                .findByMimeMessageId(
                    HarbourGoods.SUPPORT_INBOX, List.of(Objects.requireNonNull(mail.messageId()))))
        .singleElement()
        .satisfies(mention -> assertThat(mention.conversation()).isEqualTo(conversation.id()));
  }

  @Test
  void nobody_writes_from_an_inbox_of_another_team() {
    assertThat(begin("tom", Desk.newKey(), "kim@new.example").text("field")).isEqualTo("inbox");
    assertThat(begin("marco", Desk.newKey(), "no address").text("field")).isEqualTo("to[0]");
    assertThat(
            desk.post(
                    "marco",
                    "/v1/conversations",
                    "{\"inbox\":\"support\",\"to\":[{\"address\":\"a@b.example\"}],\"subject\":\""
                        + " \",\"text\":\"x\"}",
                    Desk.key(Desk.newKey()))
                .text("field"))
        .isEqualTo("subject");
  }

  private Answer undoWindow(int seconds) {
    return desk.ask(
        "amelie",
        "PUT",
        "/v1/workspace/undo-window",
        "{\"seconds\":%d}".formatted(seconds),
        java.util.Map.of());
  }

  @Test
  void C230_it_can_be_taken_back_like_a_reply_and_is_closed_then() {
    assertThat(undoWindow(10).status()).isEqualTo(200);
    try {
      Answer answer = begin("marco", Desk.newKey(), "back@new.example");
      assertThat(answer.text("entry.status.state")).isEqualTo("scheduled");
      assertThat(answer.text("conversation.preview")).startsWith("Dear Kim");
      Conversation conversation = begun(answer);
      Answer back =
          desk.post(
              "marco",
              Desk.path(conversation, "/messages/" + answer.text("entry.id") + "/cancel"),
              "{}",
              java.util.Map.of());
      assertThat(back.text("entry.status.state")).isEqualTo("cancelled");
      assertThat(back.text("conversation.status")).isEqualTo("closed");
      assertThat(back.text("words.to.0.address")).isEqualTo("back@new.example");
    } finally {
      undoWindow(0);
    }
  }

  @Test
  void it_is_previewed_as_it_would_leave_and_nothing_is_written() {
    Answer preview =
        desk.post(
            "marco",
            "/v1/conversations/preview",
            "{\"inbox\":\"support\",\"to\":[{\"name\":\"Kim\",\"address\":\"kim@seen.example\"}],"
                + "\"subject\":\"Your lamp\",\"html\":\"<p>Dear {{contact.name}}, {{case}}</p>\"}",
            java.util.Map.of());
    assertThat(preview.text("text")).startsWith("Dear Kim, #");
    assertThat(desk.part(Contacts.class).find(Identity.email("kim@seen.example"))).isEmpty();
    assertThat(begin("marco", Desk.newKey(), "kim@seen.example").text("entry.text"))
        .isEqualTo(preview.text("text").lines().findFirst().orElseThrow());
  }
}
