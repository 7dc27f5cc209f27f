package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DraftsTest {
  private final Desk desk;

  DraftsTest(AwsParts parts) {
    desk = Desk.open(parts.fresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void a_draft_is_found_on_every_device_of_its_author_and_by_nobody_else() {
    Conversation conversation = lamp();
    Answer kept = keep("marco", conversation, "reply", 0, "Dear Jo");
    assertThat(kept.status()).isEqualTo(200);
    assertThat(drafts("marco", conversation)).containsExactly("reply Dear Jo");
    assertThat(drafts("amelie", conversation)).isEmpty();
    assertThat(keep("amelie", conversation, "reply", 0, "Mine").status()).isEqualTo(200);
    assertThat(drafts("marco", conversation)).containsExactly("reply Dear Jo");
  }

  @Test
  void two_devices_do_not_wipe_each_other() {
    Conversation conversation = lamp();
    long version = keep("marco", conversation, "reply", 0, "Train").number("version");
    assertThat(keep("marco", conversation, "reply", 0, "Home").code()).isEqualTo("draft-changed");
    assertThat(drafts("marco", conversation)).containsExactly("reply Train");
    assertThat(keep("marco", conversation, "reply", version, "Both").status()).isEqualTo(200);
    assertThat(drafts("marco", conversation)).containsExactly("reply Both");
  }

  @Test
  void a_reply_and_a_note_forget_their_draft_as_they_are_written() {
    Conversation conversation = lamp();
    long reply = keep("marco", conversation, "reply", 0, "Dear Jo").number("version");
    long note = keep("marco", conversation, "note", 0, "Careful").number("version");
    desk.post(
        "marco",
        Desk.path(conversation, "/replies"),
        "{\"text\":\"Dear Jo\",\"draft\":%d}".formatted(reply),
        Desk.seen(conversation, Desk.newKey()));
    assertThat(drafts("marco", conversation)).containsExactly("note Careful");
    desk.post(
        "marco",
        Desk.path(conversation, "/notes"),
        "{\"text\":\"Careful\",\"draft\":%d}".formatted(note),
        Desk.key(Desk.newKey()));
    assertThat(drafts("marco", conversation)).isEmpty();
  }

  @Test
  void a_refused_reply_keeps_its_draft() {
    Conversation conversation = lamp();
    long version = keep("marco", conversation, "reply", 0, "Dear Jo").number("version");
    desk.more(conversation, "Wait");
    Answer refused =
        desk.post(
            "marco",
            Desk.path(conversation, "/replies"),
            "{\"text\":\"Dear Jo\",\"draft\":%d}".formatted(version),
            Desk.seen(conversation, Desk.newKey()));
    assertThat(refused.code()).isEqualTo("reply-crossed");
    assertThat(drafts("marco", conversation)).containsExactly("reply Dear Jo");
  }

  @Test
  void what_others_do_to_the_conversation_leaves_a_draft_alone() {
    Conversation conversation = lamp();
    keep("marco", conversation, "reply", 0, "Dear Jo");
    desk.post(
        "amelie",
        Desk.path(conversation, "/assign"),
        "{\"agent\":\"sanne\",\"team\":null}",
        Desk.seen(conversation));
    desk.post("amelie", Desk.path(conversation, "/close"), "{}", Desk.seen(desk.now(conversation)));
    assertThat(drafts("marco", conversation)).containsExactly("reply Dear Jo");
  }

  @Test
  void the_view_of_drafts_shows_where_one_has_some_as_long_as_one_may_see_it() {
    Conversation older = lamp();
    Conversation newer = lamp();
    keep("noor", older, "reply", 0, "A");
    keep("noor", newer, "note", 0, "B");
    assertThat(conversationsWithDrafts("noor"))
        .containsExactly(newer.id().value(), older.id().value());
    assertThat(conversationsWithDrafts("sanne")).isEmpty();
    desk.post(
        "amelie",
        Desk.path(newer, "/assign"),
        "{\"agent\":null,\"team\":\"sales\"}",
        Desk.seen(newer));
    assertThat(conversationsWithDrafts("noor")).containsExactly(older.id().value());
  }

  @Test
  void a_draft_that_is_thrown_away_is_out_of_the_view() {
    Conversation conversation = lamp();
    assertThat(keep("tom", conversation, "reply", 0, "A").status()).isEqualTo(404);
    long kept = keep("sanne", conversation, "reply", 0, "A").number("version");
    assertThat(keep("sanne", conversation, "reply", kept, "").status()).isEqualTo(200);
    assertThat(conversationsWithDrafts("sanne")).isEmpty();
  }

  @Test
  void mail_to_others_has_a_draft_beside_the_reply_and_shows_in_the_view() {
    Conversation conversation = lamp();
    assertThat(keep("marco", conversation, "aside", 0, "For the workshop").status()).isEqualTo(200);
    assertThat(drafts("marco", conversation)).containsExactly("aside For the workshop");
    assertThat(conversationsWithDrafts("marco")).contains(conversation.id().value());
  }

  @Test
  void first_messages_are_kept_outside_of_conversations_for_their_author_alone() {
    assertThat(first("tom").number("version")).isZero();
    long kept = keepFirst("tom", 0, "Dear all").number("version");
    assertThat(first("tom").text("content")).isEqualTo("Dear all");
    assertThat(first("amelie").text("content")).isEmpty();
    assertThat(keepFirst("tom", 0, "Wiped").code()).isEqualTo("draft-changed");
    assertThat(keepFirst("tom", kept, "").status()).isEqualTo(200);
    assertThat(first("tom").text("content")).isEmpty();
    assertThat(conversationsWithDrafts("tom")).isEmpty();
    assertThat(keep("sanne", lamp(), "first", 0, "A").status()).isEqualTo(404);
  }

  @Test
  void what_is_too_long_is_refused_and_says_where_it_stays() {
    Answer refused = keep("marco", lamp(), "reply", 0, "x".repeat(301 * 1024));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("detail")).contains("this device only");
  }

  private Conversation lamp() {
    return desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
  }

  private Answer keep(
      String user, Conversation conversation, String kind, long version, String content) {
    return desk.ask(
        user,
        "PUT",
        Desk.path(conversation, "/drafts/" + kind),
        "{\"content\":\"%s\"}".formatted(content),
        Map.of("If-Match", "\"" + version + "\""));
  }

  private Answer first(String user) {
    return desk.get(user, "/v1/drafts/first");
  }

  private Answer keepFirst(String user, long version, String content) {
    return desk.ask(
        user,
        "PUT",
        "/v1/drafts/first",
        "{\"content\":\"%s\"}".formatted(content),
        Map.of("If-Match", "\"" + version + "\""));
  }

  private List<String> drafts(String user, Conversation conversation) {
    return desk.get(user, Desk.path(conversation, "/drafts")).list("items").stream()
        .map(item -> (Map<?, ?>) item)
        .map(item -> item.get("kind") + " " + item.get("content"))
        .toList();
  }

  private List<String> conversationsWithDrafts(String user) {
    return desk.get(user, "/v1/conversations?view=drafts").list("items").stream()
        .map(item -> String.valueOf(((Map<?, ?>) item).get("id")))
        .toList();
  }
}
