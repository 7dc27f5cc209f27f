package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.channels.registry.Channels;
import relais.conversation.Access;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.Writing;
import relais.table.Arrivals;
import relais.table.Conversations;
import relais.table.Intake;

/// Begins a conversation with a template to a number, once for each idempotency key.
@Singleton
final class BeginChat {
  private static final int MAX_NAME = 200;

  private final Conversations conversations;
  private final Arrivals arrivals;
  private final BlankConversations blanks;
  private final FileStore files;
  private final AttachFiles attachFiles;
  private final FillTemplate fillTemplate;
  private final WrittenEntries written;
  private final InstantSource clock;

  BeginChat(
      Conversations conversations,
      Arrivals arrivals,
      BlankConversations blanks,
      FileStore files,
      AttachFiles attachFiles,
      FillTemplate fillTemplate,
      WrittenEntries written,
      InstantSource clock) {
    this.conversations = conversations;
    this.arrivals = arrivals;
    this.blanks = blanks;
    this.files = files;
    this.attachFiles = attachFiles;
    this.fillTemplate = fillTemplate;
    this.written = written;
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
    Instant now = clock.instant();
    Instant leaves = SendingTime.dueAt(caller, request.sendAt(), now);
    FillTemplate.Filled filled =
        fillTemplate.fill(inbox.channel(), inbox.id(), template, leaves, request.files());
    refuseSecond(caller, inbox, to);
    BlankConversations.Blank blank =
        blanks.with(inbox, to, () -> name(request.name(), to), "", now);
    EntryIds entryIds = key.entryIds(caller.user().id(), now);
    EntryId entry = entryIds.next();
    List<AttachFiles.Attached> attached =
        attachFiles.describe(caller.user().id(), filled.files(), entry, request.files());
    ComposeReply.Composed text = ComposeReply.Composed.ofText(filled.text());
    Decision.Changed begun =
        Writing.begin(
            blank.conversation(),
            new Writing.Reply(
                caller.user().id(),
                0,
                to,
                null,
                text.body(entry),
                attached.stream().map(AttachFiles.Attached::file).toList(),
                false,
                leaves,
                filled.act()),
            entry,
            entryIds,
            now);
    text.store(entry, files);
    attachFiles.copy(attached);
    return switch (arrivals.begin(begun, new Intake(source, now, blank.newContact(), null, to))) {
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
    return caller
        .findInbox(Fields.required("inbox", request.inbox()), Inbox.Connected.class)
        .filter(inbox -> Channels.findTemplates(inbox.channel()).isPresent())
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
