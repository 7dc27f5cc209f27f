package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.channels.registry.Channels;
import relais.conversation.Access;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.Writing;
import relais.runtime.Ids;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Intake;

/// Begins a conversation with a template to a number, once for each idempotency key.
@Singleton
final class BeginChat {
  private static final int MAX_NAME = 200;

  private final Conversations conversations;
  private final Contacts contacts;
  private final FileStore files;
  private final FillTemplate fillTemplate;
  private final WrittenEntries written;
  private final Ids ids;
  private final InstantSource clock;

  BeginChat(
      Conversations conversations,
      Contacts contacts,
      FileStore files,
      FillTemplate fillTemplate,
      WrittenEntries written,
      Ids ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.contacts = contacts;
    this.files = files;
    this.fillTemplate = fillTemplate;
    this.written = written;
    this.ids = ids;
    this.clock = clock;
  }

  EntryWrittenJson begin(
      Caller caller, IdempotencyKey key, NewConversationRequest request, TemplateRequest template) {
    return Tries.untilSaved(() -> tryTo(caller, key, request, template));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller, IdempotencyKey key, NewConversationRequest request, TemplateRequest template) {
    String source = key.source(caller.user().id());
    Optional<EntryWrittenJson> earlier = written.findBegun(caller, source);
    if (earlier.isPresent()) {
      return earlier;
    }
    Inbox.Connected inbox = inbox(caller, request);
    Identity to = Fields.phone("number", Fields.required("number", request.number()));
    FillTemplate.Filled filled = fillTemplate.fill(inbox.id(), template);
    refuseSecond(caller, inbox, to);
    Optional<Contact> known = contacts.find(to);
    Contact contact =
        known.orElseGet(
            () -> new Contact(ids.contact(), name(request.name(), to), new TreeSet<>(List.of(to))));
    Instant now = clock.instant();
    Conversation blank =
        Writing.blank(
            inbox.id(),
            inbox.channel(),
            new Incoming.Start(
                ids.conversation(),
                conversations.nextCaseNumber(),
                contact.id(),
                contact.name(),
                inbox.team()),
            to,
            "",
            now);
    EntryIds entryIds = key.entryIds(caller.user().id(), now);
    EntryId entry = entryIds.next();
    ComposeReply.Composed text = ComposeReply.Composed.ofText(filled.text());
    Decision.Changed begun =
        Writing.begin(
            blank,
            new Writing.Reply(
                caller.user().id(),
                0,
                to,
                null,
                text.body(entry),
                List.of(),
                false,
                SendingTime.dueAt(caller, request.sendAt(), now),
                filled.act()),
            entry,
            entryIds,
            now);
    text.store(entry, files);
    return switch (conversations.begin(
        begun, new Intake(source, now, known.isPresent() ? null : contact, null, to))) {
      case DONE ->
          Optional.of(written.answer(caller, begun.conversation(), begun.entries().getFirst()));
      case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
    };
  }

  /// With one number an inbox has one conversation, which goes on.
  private void refuseSecond(Caller caller, Inbox.Connected inbox, Identity to) {
    Optional<ConversationId> chat = conversations.findChat(inbox.id(), to);
    if (chat.isEmpty()) {
      return;
    }
    String where =
        conversations
            .find(chat.get())
            .filter(open -> Access.mayWorkOn(caller.user(), open.ownership()))
            .map(open -> "Open #%d and send the template there.".formatted(open.caseNumber()))
            .orElse("Another team has it. Ask them to write.");
    throw Problem.of(
        ProblemCode.CHAT_EXISTS,
        "There is a conversation with this number in this inbox already. " + where);
  }

  private static Inbox.Connected inbox(Caller caller, NewConversationRequest request) {
    String wanted = Fields.required("inbox", request.inbox());
    return caller.settings().inboxes().stream()
        .filter(inbox -> inbox.id().value().equals(wanted))
        .filter(Inbox.Connected.class::isInstance)
        .map(Inbox.Connected.class::cast)
        .filter(inbox -> Channels.findTemplates(inbox.channel()).isPresent())
        .filter(inbox -> Access.maySeeTeam(caller.user(), inbox.team()))
        .findFirst()
        .orElseThrow(
            () -> Problem.field("inbox", "Choose an inbox with templates of one of your teams."));
  }

  /// A customer of whom nothing is known is called by their number.
  private static String name(@Nullable String written, Identity to) {
    String name = written == null ? "" : written.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (name.length() > MAX_NAME) {
      throw Problem.field("name", "A name has at most %d characters.".formatted(MAX_NAME));
    }
    return name.isEmpty() ? to.value() : name;
  }
}
