package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.conversation.Inbox;
import relais.conversation.MessageBody;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;

/// What a reply consists of when it leaves: words, signature, and the mail it answers.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposedReplyTest {
  private final Desk desk;

  ComposedReplyTest(AwsParts aws) {
    desk = Desk.open(aws.fresh());
    Inbox.Email sales =
        (Inbox.Email) HarbourGoods.settings().findInbox(HarbourGoods.SALES_INBOX).orElseThrow();
    desk.part(SettingsStore.class)
        .save(sales.with(sales.outgoing().withSignature("<p>{{inbox.name}}, open till 6</p>")));
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Conversation lamp(String text) {
    return desk.mail(
        HarbourGoods.SALES_INBOX,
        "A lamp",
        new MessageBody(text, "<p>" + text + "<img src=\"cid:x\"></p>", null),
        List.of());
  }

  private Answer written(Conversation conversation, String user, String body) {
    return desk.post(
        user, Desk.path(conversation, "/replies"), body, Desk.seen(conversation, Desk.newKey()));
  }

  private Answer whole(Conversation conversation, Answer written) {
    return desk.get(
        "amelie", Desk.path(conversation, "/messages/" + written.text("entry.id") + "/body"));
  }

  @Test
  void names_are_filled_in_for_the_customer_and_in_the_timeline() {
    Conversation conversation = lamp("Where is the lamp that I bought?");
    Answer answer =
        written(
            conversation,
            "marco",
            "{\"html\":\"<p>Dear {{contact.first_name|you}}, {{case}}: {{agent.name}}</p>\","
                + "\"text\":\"Dear {{contact.first_name|you}}, {{case}}: {{agent.name}}\"}");
    assertThat(answer.status()).isEqualTo(201);
    String words = "Dear Jo, " + conversation.caseReference() + ": Marco Bianchi";
    assertThat(answer.text("entry.text")).isEqualTo(words);
    assertThat(answer.text("entry.html")).isEqualTo("<p>" + words + "</p>");
  }

  @Test
  void what_cannot_be_filled_in_is_named_and_nothing_is_written() {
    Conversation conversation = lamp("Where is it?");
    Answer refused = written(conversation, "marco", "{\"html\":\"<p>Dear {{contact.nam}}</p>\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("html");
    assertThat(refused.text("detail")).contains("{{contact.nam}}");
    assertThat(desk.now(conversation)).isEqualTo(conversation);
  }

  @Test
  void below_the_words_stand_the_signature_and_the_mail_that_is_answered() {
    Conversation conversation = lamp("Where is the lamp that I bought?");
    Answer answer =
        written(
            conversation,
            "tom",
            "{\"html\":\"<p>It comes on Friday.</p>\",\"signature\":\"inbox\"}");
    assertThat(answer.text("entry.html")).isEqualTo("<p>It comes on Friday.</p>");
    assertThat(answer.at("entry.whole")).isEqualTo(false);
    Answer whole = whole(conversation, answer);
    assertThat(whole.text("text"))
        .isEqualTo(
            "It comes on Friday.\n\n-- \nHarbour Goods Sales, open till 6\n\n"
                + whole
                    .text("text")
                    .lines()
                    .filter(line -> line.startsWith("On "))
                    .findFirst()
                    .orElseThrow()
                + "\n> Where is the lamp that I bought?");
    assertThat(whole.text("text")).contains(", Jo Customer wrote:");
    assertThat(whole.text("html"))
        .startsWith(
            "<p>It comes on Friday.</p><!-- below --><br><div class=\"gmail_signature\"><p>Harbour"
                + " Goods Sales")
        .contains("<blockquote type=\"cite\"><p>Where is the lamp")
        .doesNotContain("cid:");
  }

  @Test
  void signature_and_history_are_left_out_when_asked() {
    Conversation conversation = lamp("Where is it?");
    Answer answer =
        written(
            conversation,
            "tom",
            "{\"html\":\"<p>Friday.</p>\",\"signature\":\"none\",\"quote\":false}");
    assertThat(answer.at("entry.whole")).isEqualTo(true);
    assertThat(answer.text("entry.html")).isEqualTo("<p>Friday.</p>");
    assertThat(
            written(desk.now(conversation), "tom", "{\"html\":\"<p>x</p>\",\"signature\":\"mine\"}")
                .text("field"))
        .isEqualTo("signature");
  }

  @Test
  void a_reply_that_is_taken_back_comes_back_without_what_stood_below() {
    Conversation conversation = lamp("Where is it?");
    for (String words : List.of("Friday.", "word ".repeat(3_000).strip())) {
      Answer answer =
          written(
              desk.now(conversation),
              "tom",
              "{\"html\":\"<p>%s</p>\",\"signature\":\"inbox\",\"sendAt\":\"%s\"}"
                  .formatted(words, desk.clock().instant().plus(Duration.ofHours(2))));
      assertThat(answer.text("entry.status.state")).isEqualTo("scheduled");
      Answer back =
          desk.post(
              "tom",
              Desk.path(conversation, "/messages/" + answer.text("entry.id") + "/cancel"),
              "{}",
              Desk.seen(desk.now(conversation), Desk.newKey()));
      assertThat(back.text("words.html")).isEqualTo("<p>" + words + "</p>");
      assertThat(back.text("words.text")).isEqualTo(words);
    }
  }

  @Test
  void an_agents_own_habit_goes_before_the_inboxs() {
    Answer kept =
        desk.ask(
            "amelie",
            "PUT",
            "/v1/me/writing",
            "{\"signature\":\"<p>Best,"
                + " {{agent.first_name}}<script>x()</script></p>\",\"quotes\":false}",
            Map.of());
    assertThat(kept.text("signature")).isEqualTo("<p>Best, {{agent.first_name}}</p>");
    assertThat(desk.get("amelie", "/v1/me/writing").json()).isEqualTo(kept.json());
    assertThat(desk.get("chiara", "/v1/me/writing").at("quotes")).isEqualTo(true);
    Conversation conversation = lamp("Where is it?");
    Answer answer = written(conversation, "amelie", "{\"html\":\"<p>Friday.</p>\"}");
    assertThat(whole(conversation, answer).text("text")).isEqualTo("Friday.\n\n-- \nBest, Amélie");
    assertThat(
            desk.ask(
                    "amelie",
                    "PUT",
                    "/v1/me/writing",
                    "{\"signature\":\"<p>{{agent.nam}}</p>\",\"quotes\":true}",
                    Map.of())
                .text("field"))
        .isEqualTo("signature");
  }

  @Test
  void the_workspace_decides_for_whoever_has_said_nothing() {
    assertThat(quoting(false).at("quotes")).isEqualTo(false);
    assertThat(desk.get("tom", "/v1/session").number("workspace.undoSeconds")).isZero();
    assertThat(desk.get("tom", "/v1/me/writing").at("quotes")).isEqualTo(false);
    desk.ask("marco", "PUT", "/v1/me/writing", "{\"signature\":null,\"quotes\":true}", Map.of());
    Conversation conversation = lamp("Where is it?");
    Answer bare = written(conversation, "tom", "{\"html\":\"<p>Friday.</p>\"}");
    assertThat(whole(conversation, bare).text("text")).doesNotContain("> ");
    Answer quoting = written(desk.now(conversation), "marco", "{\"html\":\"<p>Or Monday.</p>\"}");
    assertThat(whole(conversation, quoting).text("text")).contains("> ");
    quoting(true);
  }

  private Answer quoting(boolean quotes) {
    return desk.ask(
        "amelie", "PUT", "/v1/workspace/quoting", "{\"quotes\":%s}".formatted(quotes), Map.of());
  }

  @Test
  void a_preview_shows_all_of_it_and_writes_nothing() {
    Conversation conversation = lamp("Where is it?");
    Answer preview =
        desk.post(
            "tom",
            Desk.path(conversation, "/replies/preview"),
            "{\"html\":\"<p>Dear {{contact.name}}<img src=\\\"cid:upload\\\"></p>\"}",
            Map.of());
    assertThat(preview.text("html"))
        .contains("Dear Jo Customer", "cid:upload", "open till 6", "Where is it?");
    assertThat(desk.now(conversation)).isEqualTo(conversation);
  }
}
