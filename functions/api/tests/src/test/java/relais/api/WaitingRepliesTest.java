package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.Entry.OutboundMessage;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Scheduling;
import relais.conversation.UserId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.OutboundMessages;

@Aws
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class WaitingRepliesTest {
  private final Desk desk;

  WaitingRepliesTest(AwsParts parts) {
    desk = Desk.open(parts.fresh());
  }

  @BeforeAll
  void give_ten_seconds_for_taking_back() {
    assertThat(undoWindow("amelie", 10).number("undoSeconds")).isEqualTo(10);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void how_long_replies_can_be_taken_back_is_set_within_its_bounds_by_admins() {
    assertThat(desk.get("marco", "/v1/session").number("workspace.undoSeconds")).isEqualTo(10);
    assertThat(undoWindow("marco", 5).code()).isEqualTo("admins-only");
    assertThat(undoWindow("amelie", 61).code()).isEqualTo("invalid-field");
    assertThat(undoWindow("amelie", -1).code()).isEqualTo("invalid-field");
  }

  @Test
  void a_reply_waits_for_as_long_as_it_can_be_taken_back() {
    Conversation before = lamp();
    Answer written = reply(before, "{\"text\":\"Sorry\",\"close\":true}");
    assertThat(written.text("entry.status.state")).isEqualTo("scheduled");
    assertThat(Instant.parse(written.text("entry.status.dueAt")))
        .isEqualTo(Instant.parse(written.text("entry.at")).plusSeconds(10));
    assertThat(written.at("conversation.nextDueAt")).isEqualTo(written.at("entry.status.dueAt"));
    assertThat(written.text("conversation.status")).isEqualTo("open");
    assertThat(written.at("conversation.waitingSince")).isNotEqualTo(Answer.NONE);
  }

  @Test
  void a_reply_taken_back_gives_its_author_words_receivers_and_files() throws Exception {
    Conversation before = lamp();
    String upload = desk.uploaded("marco", "lamp.pdf", "application/pdf", new byte[] {1, 2, 3});
    Answer written =
        reply(
            before,
            """
            {"html":"<p>Dear <b>Jo</b></p>","to":[{"name":"Jo","address":"jo@example.org"}],"cc":[],
             "files":[{"upload":"%s","name":"lamp.pdf","type":"application/pdf"}]}\
            """
                .formatted(upload));
    Answer back = act("marco", before, written, "/cancel");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("entry.status.state")).isEqualTo("cancelled");
    assertThat(back.text("entry.status.by.name")).isEqualTo("Marco Bianchi");
    assertThat(back.at("conversation.nextDueAt")).isEqualTo(Answer.NONE);
    assertThat(back.text("words.html")).isEqualTo("<p>Dear <b>Jo</b></p>");
    assertThat(back.text("words.to.0.address")).isEqualTo("jo@example.org");
    assertThat(back.text("words.files.0.name")).isEqualTo("lamp.pdf");
    Answer again =
        reply(
            desk.now(before),
            "{\"text\":\"Dear Jo\",\"files\":[{\"upload\":\"%s\",\"name\":\"lamp.pdf\"}]}"
                .formatted(back.text("words.files.0.upload")));
    assertThat(again.number("entry.files.0.size")).isEqualTo(3);
    assertThat(act("marco", before, written, "/cancel").text("words.text")).isEqualTo("Dear Jo");
  }

  @Test
  void a_colleague_takes_a_reply_back_but_is_not_given_its_words() {
    Conversation before = lamp();
    Answer written = reply(before, "{\"text\":\"Sorry\"}");
    Answer back = act("sanne", before, written, "/cancel");
    assertThat(back.text("entry.status.by.name")).isEqualTo("Sanne de Vries");
    assertThat(back.at("words")).isEqualTo(Answer.NONE);
  }

  @Test
  void what_has_gone_out_is_not_taken_back_or_moved_and_is_not_sent_twice() {
    Conversation before = lamp();
    Answer written = reply(before, "{\"text\":\"Sorry\"}");
    release(before, written);
    assertThat(act("marco", before, written, "/cancel").code()).isEqualTo("not-waiting");
    assertThat(schedule(before, written, desk.clock().instant().plusSeconds(60)).code())
        .isEqualTo("not-waiting");
    Answer sent = sendNow(desk.now(before), written);
    assertThat(sent.status()).isEqualTo(200);
    assertThat(message(before, written).status()).isInstanceOf(DeliveryStatus.Queued.class);
  }

  @Test
  void a_reply_for_later_can_be_moved_and_sent_at_once() {
    Conversation before = lamp();
    Instant evening = Instant.parse("2026-11-24T18:00:00Z");
    Answer written = reply(before, "{\"text\":\"Sorry\",\"sendAt\":\"%s\"}".formatted(evening));
    assertThat(written.text("entry.status.dueAt")).isEqualTo(evening.toString());
    Instant tomorrow = Instant.parse("2026-11-25T09:00:00Z");
    Answer moved = schedule(before, written, tomorrow);
    assertThat(moved.text("entry.status.dueAt")).isEqualTo(tomorrow.toString());
    assertThat(moved.text("conversation.nextDueAt")).isEqualTo(tomorrow.toString());
    Answer sent = sendNow(desk.now(before), written);
    assertThat(sent.text("entry.status.state")).isEqualTo("queued");
    assertThat(sent.at("conversation.waitingSince")).isEqualTo(Answer.NONE);
  }

  @Test
  void a_reply_waits_for_a_year_at_most() {
    Answer refused = reply(lamp(), "{\"text\":\"Sorry\",\"sendAt\":\"2029-01-01T00:00:00Z\"}");
    assertThat(refused.text("field")).isEqualTo("sendAt");
  }

  @Test
  void a_reply_is_held_when_the_customer_writes_first_and_goes_when_somebody_has_read_that() {
    Conversation before = lamp();
    Answer written = reply(before, "{\"text\":\"Sorry\"}");
    Conversation waiting = desk.now(before);
    Conversation crossed = desk.more(waiting, "It is mended");
    Answer shown = desk.get("marco", Desk.path(before, ""));
    assertThat(shown.at("conversation.held")).isEqualTo(true);
    assertThat(statesOfReplies(shown)).containsExactly("held");
    assertThat(schedule(before, written, desk.clock().instant().plusSeconds(60)).code())
        .isEqualTo("reply-held");
    Answer refused = sendNow(waiting, written);
    assertThat(refused.code()).isEqualTo("reply-crossed");
    assertThat(refused.list("crossedBy")).hasSize(1);
    assertThat(sendNow(crossed, written).text("entry.status.state")).isEqualTo("queued");
    assertThat(desk.now(before).activity().outbox()).isEqualTo(Conversation.Outbox.EMPTY);
  }

  @Test
  void conversations_are_not_merged_while_a_reply_waits() {
    Conversation before = lamp();
    Conversation other = lamp();
    reply(before, "{\"text\":\"Sorry\"}");
    Answer refused =
        desk.post(
            "marco",
            Desk.path(before, "/merge"),
            "{\"into\":\"%s\",\"version\":%d}".formatted(other.id(), other.versions().current()),
            Desk.seen(desk.now(before)));
    assertThat(refused.code()).isEqualTo("not-mergeable");
    assertThat(refused.text("detail")).contains("has not gone out");
  }

  private Conversation lamp() {
    return desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
  }

  private Answer undoWindow(String user, int seconds) {
    return desk.ask(
        user, "PUT", "/v1/workspace/undo-window", "{\"seconds\":%d}".formatted(seconds), Map.of());
  }

  private Answer reply(Conversation conversation, String body) {
    return desk.post(
        "marco", Desk.path(conversation, "/replies"), body, Desk.seen(conversation, Desk.newKey()));
  }

  private Answer act(String user, Conversation conversation, Answer written, String act) {
    return desk.post(user, path(conversation, written, act), "{}", Map.of());
  }

  private Answer schedule(Conversation conversation, Answer written, Instant at) {
    return desk.post(
        "marco",
        path(conversation, written, "/schedule"),
        "{\"sendAt\":\"%s\"}".formatted(at),
        Map.of());
  }

  private Answer sendNow(Conversation seen, Answer written) {
    return desk.post("marco", path(seen, written, "/send"), "{}", Desk.seen(seen));
  }

  private static String path(Conversation conversation, Answer written, String act) {
    return Desk.path(conversation, "/messages/" + written.text("entry.id") + act);
  }

  private static List<String> statesOfReplies(Answer shown) {
    return shown.list("timeline").stream()
        .map(entry -> ((Map<?, ?>) entry).get("status"))
        .filter(Map.class::isInstance)
        .map(status -> String.valueOf(((Map<?, ?>) status).get("state")))
        .toList();
  }

  private OutboundMessage message(Conversation conversation, Answer written) {
    return desk.part(OutboundMessages.class)
        .find(conversation.id(), new EntryId(written.text("entry.id")))
        .orElseThrow();
  }

  /// What the clock does when the reply is due.
  private void release(Conversation conversation, Answer written) {
    desk.clock().advance(Duration.ofSeconds(10));
    Instant now = desk.clock().instant();
    Conversation before = desk.now(conversation);
    Entry.OutboundMessage message = message(conversation, written);
    assertThat(
            desk.part(OutboundMessages.class)
                .step(
                    before,
                    message,
                    Scheduling.release(before, message, EntryIds.derived(now, "release"), now)
                        .orElseThrow()))
        .isTrue();
    assertThat(desk.now(conversation).ownership().assignee()).isEqualTo(new UserId("marco"));
  }
}
