package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Incoming;
import relais.conversation.Splitting;
import relais.conversation.Splitting.Outcome;
import relais.runtime.Ids;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;

/// Splits a conversation at a message: from there on it is another one.
@Singleton
final class SplitConversation {
  /// More entries than can be moved, events between them included.
  private static final int LOOKED_BACK = 4 * Splitting.MAX_MOVED;

  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Decisions decisions;
  private final Contacts contacts;
  private final Ids ids;
  private final InstantSource clock;

  SplitConversation(
      Conversations conversations,
      CaseNumbers caseNumbers,
      Decisions decisions,
      Contacts contacts,
      Ids ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.caseNumbers = caseNumbers;
    this.decisions = decisions;
    this.contacts = contacts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Splits; the answer is the new conversation, and asked once more, the same.
  ConversationChangedJson split(Caller caller, ConversationId id, EntryId entry, ReadVersion seen) {
    return Tries.untilSaved(() -> tryTo(caller, id, entry, seen));
  }

  private Optional<ConversationChangedJson> tryTo(
      Caller caller, ConversationId id, EntryId entry, ReadVersion seen) {
    Conversations.Page page = conversations.page(id, LOOKED_BACK).orElseThrow(Problem::notFound);
    Conversation before = caller.mayWriteIn(page.conversation());
    Optional<ConversationId> earlier = conversations.movedTo(id, entry);
    if (earlier.isPresent()) {
      return earlier
          .flatMap(conversations::find)
          .map(caller::mayWorkOn)
          .map(SplitConversation::answer);
    }
    Instant now = clock.instant();
    Outcome outcome =
        Splitting.split(
            before,
            seen.upTo(before.versions().current()),
            page.entries().reversed(),
            entry,
            start(before, page.entries(), entry),
            caller.settings(),
            caller.actor(),
            ids.entriesAt(now),
            now);
    return switch (outcome) {
      case Outcome.Changed changed ->
          switch (decisions.split(before, changed)) {
            case DONE -> Optional.of(answer(changed.begun().conversation()));
            case CHANGED_MEANWHILE, ALREADY_RECEIVED -> Optional.empty();
          };
      case Outcome.Refused(Splitting.Refusal reason) -> throw refused(reason);
    };
  }

  /// Whom the new conversation is with: who wrote the message it begins with.
  private Incoming.Start start(Conversation before, List<Entry> entries, EntryId entry) {
    Entry.InboundMessage begins =
        entries.stream()
            .filter(one -> one.id().equals(entry))
            .filter(Entry.InboundMessage.class::isInstance)
            .map(Entry.InboundMessage.class::cast)
            .findFirst()
            .orElseThrow(() -> refused(Splitting.Refusal.NOT_A_MAIL));
    Optional<Contact> known = contacts.find(begins.from());
    ContactId contact = known.map(Contact::id).orElse(before.origin().contact());
    return new Incoming.Start(
        ids.conversation(),
        caseNumbers.next(),
        contact,
        known.map(Contact::name).orElse(before.origin().contactName()),
        before.ownership().team());
  }

  private static ConversationChangedJson answer(Conversation conversation) {
    return new ConversationChangedJson(RowJson.of(conversation));
  }

  private static Problem refused(Splitting.Refusal reason) {
    return switch (reason) {
      case CROSSED ->
          Problem.of(
              ProblemCode.MESSAGE_CROSSED,
              "Somebody wrote since you looked. Read what is new, then split.");
      case NOT_A_MAIL ->
          Problem.of(
              ProblemCode.NOT_SPLITTABLE,
              "A conversation is split at a mail that came in, among its newest. Choose another.");
      case NOTHING_LEFT ->
          Problem.of(
              ProblemCode.NOT_SPLITTABLE,
              "This is how the conversation begins: nothing would be left of it.");
      case TOO_MUCH ->
          Problem.of(
              ProblemCode.NOT_SPLITTABLE,
              "At most %d messages and notes are split off at once. Choose a later message."
                  .formatted(Splitting.MAX_MOVED));
      case ON_ITS_WAY ->
          Problem.of(
              ProblemCode.NOT_SPLITTABLE,
              "A message from there on is just being sent. Try again in a moment.");
      case SIDE_THREAD ->
          Problem.of(
              ProblemCode.NOT_SPLITTABLE,
              "A side thread goes on from there, and would be torn from what it is about. Choose a"
                  + " message after it.");
      case MERGED ->
          Problem.of(
              ProblemCode.NOT_SPLITTABLE,
              "Others were merged into this conversation. Within the hour, take that back"
                  + " instead.");
    };
  }
}
