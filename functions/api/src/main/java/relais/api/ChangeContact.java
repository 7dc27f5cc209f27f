package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.conversation.OriginalSender;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.runtime.Ids;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;

/// Makes the original sender of a mail that was passed on the contact of its conversation, or again
/// the one who passed it on. Asked again, it answers the same.
@Singleton
final class ChangeContact {
  private final Conversations conversations;
  private final Decisions decisions;
  private final Contacts contacts;
  private final Ids ids;
  private final InstantSource clock;

  ChangeContact(
      Conversations conversations,
      Decisions decisions,
      Contacts contacts,
      Ids ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.decisions = decisions;
    this.contacts = contacts;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson change(Caller caller, ConversationId id, ContactRequest request) {
    return Tries.untilSaved(() -> tryTo(caller, id, request));
  }

  private Optional<ConversationChangedJson> tryTo(
      Caller caller, ConversationId id, ContactRequest request) {
    Conversation before = caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    Mailbox wanted = wanted(caller, before, request);
    Identity identity = Identity.email(wanted.address().normalised());
    Optional<Contact> known = contacts.find(identity);
    Contact contact =
        known.orElseGet(
            () -> new Contact(ids.contact(), wanted.shown(), new TreeSet<>(List.of(identity))));
    Instant now = clock.instant();
    return switch (OriginalSender.becomes(
        before,
        new OriginalSender.Person(contact.id(), contact.name(), identity),
        caller.actor(),
        EntryIds.derived(now, "contact of " + id + " " + identity),
        now)) {
      case Decision.Changed changed ->
          switch (decisions.saveContact(before, changed, known.isPresent() ? null : contact)) {
            case DONE ->
                Optional.of(new ConversationChangedJson(RowJson.of(changed.conversation())));
            case CHANGED_MEANWHILE, ALREADY_RECEIVED -> Optional.empty();
          };
      case Decision.Unchanged() -> Optional.of(new ConversationChangedJson(RowJson.of(before)));
      case Decision.Refused(Decision.Refusal reason) -> throw ChangeConversation.unexpected(reason);
    };
  }

  private Mailbox wanted(Caller caller, Conversation conversation, ContactRequest request) {
    Entry entry =
        conversations
            .findEntry(conversation, Fields.entry(Fields.required("message", request.message())))
            .map(Conversations.Placed::entry)
            .orElseThrow(Problem::notFound);
    MailFields mail =
        entry instanceof Entry.InboundMessage message && message.side() == null
            ? message.mail()
            : null;
    Mailbox original = mail == null ? null : mail.originalSender();
    if (original == null || !(entry instanceof Entry.InboundMessage message)) {
      throw Problem.field("message", "This message passes no mail on.");
    }
    Mailbox wanted =
        switch (Fields.required("who", request.who())) {
          case "original-sender" -> original;
          case "sender" ->
              new Mailbox(message.fromName(), MailAddress.parse(message.from().value()));
          default ->
              throw Problem.field("who", "Either the \"original-sender\" or the \"sender\".");
        };
    if (caller.settings().isOurs(wanted.address())) {
      throw Problem.field("who", "%s is an address of ours.".formatted(wanted.address()));
    }
    return wanted;
  }
}
