package relais.table;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.table.TestConversations.*;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Draft;
import relais.conversation.EntryId;
import relais.conversation.MessageBody;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.samples.Aws;
import relais.samples.AwsParts;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class DraftsTest {
  private static final UserId MARCO = new UserId("marco");

  private final Drafts drafts;
  private final Conversations conversations;
  private final Decisions decisions;
  private final Arrivals arrivals;

  DraftsTest(AwsParts parts) {
    Table table = new Table(parts.clients().dynamoDb(), parts.fresh().table("Table"));
    drafts = new Drafts(table);
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    arrivals = new Arrivals(table);
  }

  @Test
  void a_draft_is_its_authors_and_there_is_one_of_each_kind() {
    Draft reply = draft("own", MARCO, Draft.Kind.REPLY, 1, "Dear Jo");
    Draft note = draft("own", MARCO, Draft.Kind.NOTE, 2, "Careful");
    assertThat(drafts.save(reply, 0)).isTrue();
    assertThat(drafts.save(note, 0)).isTrue();
    assertThat(drafts.find(id("own"), MARCO)).containsExactlyInAnyOrder(reply, note);
    assertThat(drafts.find(id("own"), new UserId("sanne"))).isEmpty();
  }

  @Test
  void what_begins_conversations_is_outside_of_any_and_in_no_list() {
    Draft.Place outside = Draft.Place.outside(new UserId("tom"));
    Draft first = new Draft(outside, 1, NOW, "Dear all");
    assertThat(drafts.save(first, 0)).isTrue();
    assertThat(drafts.save(new Draft(outside, 2, NOW, "Wiped"), 0)).isFalse();
    assertThat(drafts.find(outside)).contains(first);
    assertThat(drafts.conversations(new UserId("tom"), 10)).isEmpty();
  }

  @Test
  void a_draft_that_another_device_wrote_is_not_written_over() {
    Draft first = draft("two", MARCO, Draft.Kind.REPLY, 1, "From the train");
    assertThat(drafts.save(first, 0)).isTrue();
    assertThat(drafts.save(draft("two", MARCO, Draft.Kind.REPLY, 2, "From home"), 0)).isFalse();
    assertThat(drafts.find(first.place())).contains(first);
    Draft both = draft("two", MARCO, Draft.Kind.REPLY, 3, "From home, after the train");
    assertThat(drafts.save(both, 1)).isTrue();
    assertThat(drafts.find(first.place())).contains(both);
  }

  @Test
  void the_list_of_drafts_is_newest_first_and_without_what_was_thrown_away() {
    UserId noor = new UserId("noor");
    drafts.save(draft("old", noor, Draft.Kind.REPLY, 1, "A"), 0);
    drafts.save(draft("new", noor, Draft.Kind.REPLY, 2, "B"), 0);
    drafts.save(draft("new", noor, Draft.Kind.NOTE, 3, "C"), 0);
    drafts.save(draft("gone", noor, Draft.Kind.REPLY, 4, "D"), 0);
    drafts.save(draft("gone", noor, Draft.Kind.REPLY, 5, ""), 4);
    assertThat(drafts.conversations(noor, 10)).containsExactly(id("new"), id("old"));
    assertThat(drafts.find(place("gone", noor, Draft.Kind.REPLY)))
        .hasValueSatisfying(gone -> assertThat(gone.isEmpty()).isTrue());
  }

  @Test
  void what_is_sent_is_no_draft_any_more_from_the_same_write_on() {
    Conversation before = begin("sent");
    Draft draft = draft(before.id(), MARCO, Draft.Kind.NOTE, 1, "Careful");
    drafts.save(draft, 0);
    Decision.Changed noted = note(before);
    assertThat(decisions.save(before, noted, "sent/1", new Drafts.Sent(draft.place(), 1)))
        .isEqualTo(Saved.DONE);
    assertThat(drafts.find(draft.place())).isEmpty();
    assertThat(drafts.conversations(MARCO, 50)).doesNotContain(before.id());
  }

  @Test
  void what_another_device_wrote_meanwhile_stays_when_the_rest_is_sent() {
    Conversation before = begin("kept");
    Draft meanwhile = draft(before.id(), MARCO, Draft.Kind.NOTE, 2, "Careful, and more");
    drafts.save(meanwhile, 0);
    assertThat(
            decisions.save(before, note(before), "kept/1", new Drafts.Sent(meanwhile.place(), 1)))
        .isEqualTo(Saved.DONE);
    assertThat(drafts.find(meanwhile.place())).contains(meanwhile);
    assertThat(conversations.wasReceived("kept/1")).isTrue();
  }

  @Test
  void nobody_elses_writing_touches_a_draft_nor_shows_it() {
    Conversation before = begin("others");
    Draft draft = draft(before.id(), MARCO, Draft.Kind.REPLY, 1, "Dear Jo");
    drafts.save(draft, 0);
    decisions.save(before, note(before), null);
    assertThat(drafts.find(draft.place())).contains(draft);
    assertThat(conversations.page(before.id(), 50).orElseThrow().entries()).hasSize(3);
  }

  private Conversation begin(String name) {
    Decision.Changed begun = begun(name, NOW);
    assertThat(arrivals.begin(begun, intake(name, null))).isEqualTo(Saved.DONE);
    return begun.conversation();
  }

  private static Decision.Changed note(Conversation conversation) {
    return Writing.note(
        conversation,
        MARCO,
        MessageBody.ofText("Careful"),
        new EntryId(Ulid.derived(NOW, "note in " + conversation.id())),
        NOW);
  }

  private static Draft draft(
      String name, UserId author, Draft.Kind kind, long version, String content) {
    return draft(id(name), author, kind, version, content);
  }

  private static Draft draft(
      ConversationId conversation, UserId author, Draft.Kind kind, long version, String content) {
    Instant at = NOW.plusSeconds(version);
    return new Draft(new Draft.Place(conversation, author, kind), version, at, content);
  }

  private static Draft.Place place(String name, UserId author, Draft.Kind kind) {
    return new Draft.Place(id(name), author, kind);
  }

  private static ConversationId id(String name) {
    return new ConversationId(Ulid.derived(NOW, "draft " + name));
  }
}
