package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relais.conversation.ConversationId;
import relais.conversation.Draft;
import relais.conversation.UserId;

/// What agents began to write. A draft is read and written by its author only; each write says
/// which one it was made on, so that two devices do not wipe each other's words.
public final class Drafts {
  /// An emptied draft stays for as long as another device may still show its words.
  private static final Duration EMPTY_KEPT = Duration.ofDays(1);

  private final Table table;

  public Drafts(Table table) {
    this.table = table;
  }

  /// A21: the drafts of an author in a conversation; one BatchGet.
  public List<Draft> find(ConversationId conversation, UserId author) {
    return table
        .getAll(
            Arrays.stream(Draft.Kind.values())
                .filter(kind -> kind != Draft.Kind.FIRST)
                .map(kind -> TableKeys.draft(new Draft.Place(conversation, author, kind)))
                .toList())
        .stream()
        .map(Drafts::read)
        .toList();
  }

  /// A21, A122: one draft.
  public Optional<Draft> find(Draft.Place place) {
    return table.get(TableKeys.draft(place)).map(Drafts::read);
  }

  /// A22: the conversations in which an author has drafts, newest first, each once.
  public List<ConversationId> conversations(UserId author, int limit) {
    return table
        .query(
            new Table.Range(
                "by_agent",
                "agentList",
                TableKeys.draftList(author),
                "activity",
                null,
                null,
                true,
                limit))
        .stream()
        .map(item -> new ConversationId(item.text("conversation")))
        .distinct()
        .toList();
  }

  /// Writes a draft over the one it was made on.
  ///
  /// @param expected the version of that one; 0 when there was none
  /// @return false when there is another one now; nothing is written then
  public boolean save(Draft draft, long expected) {
    return table.put(write(draft), isStill(expected)) == Table.Written.DONE;
  }

  /// Forgets a draft whose words were sent, together with what else is written. Another one that
  /// was written meanwhile refuses that, under the name "draft".
  static Table.Write sent(Table table, Sent sent) {
    return table.delete("draft", TableKeys.draft(sent.place()), isStill(sent.version()));
  }

  /// A draft whose words are sent.
  ///
  /// @param version as its author's app knew it
  public record Sent(Draft.Place place, long version) {}

  private static Table.Condition isStill(long expected) {
    return new Table.Condition(
        "attribute_not_exists(pk) OR #version = :expected",
        Map.of("#version", "version"),
        Item.empty().number(":expected", expected));
  }

  private static Item write(Draft draft) {
    Draft.Place place = draft.place();
    Instant until = draft.at().plus(draft.isEmpty() ? EMPTY_KEPT : Draft.KEPT);
    Item item =
        Item.at(TableKeys.draft(place))
            .text("author", place.author().value())
            .text("kind", place.kind().word())
            .number("version", draft.version())
            .instant("at", draft.at())
            .text("content", draft.content())
            .number("expiresAt", until.getEpochSecond());
    ConversationId conversation = place.conversation();
    if (conversation == null) {
      return item;
    }
    item = item.text("conversation", conversation.value());
    return draft.isEmpty()
        ? item
        : item.text("agentList", TableKeys.draftList(place.author()))
            .text("activity", Item.sortable(draft.at()) + "#" + conversation.value());
  }

  static Draft read(Item item) {
    String conversation = item.findText("conversation");
    return new Draft(
        new Draft.Place(
            conversation == null ? null : new ConversationId(conversation),
            new UserId(item.text("author")),
            Draft.Kind.of(item.text("kind"))),
        item.number("version"),
        item.instant("at"),
        item.text("content"));
  }
}
