package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.Threading;
import relais.conversation.Writing;
import relais.mail.Mailbox;
import relais.runtime.Ids;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Intake;

/// Begins a conversation with a mail of ours, once for each idempotency key. What begins with a
/// template is begun in [BeginChat].
@Singleton
final class BeginConversation {
  private static final int MAX_SUBJECT = 300;

  private final CaseNumbers caseNumbers;
  private final Arrivals arrivals;
  private final Contacts contacts;
  private final FileStore files;
  private final BlankConversations blanks;
  private final AttachFiles attachFiles;
  private final ComposeReply compose;
  private final WrittenEntries written;
  private final BeginChat chat;
  private final Ids ids;
  private final InstantSource clock;

  BeginConversation(
      CaseNumbers caseNumbers,
      Arrivals arrivals,
      Contacts contacts,
      FileStore files,
      BlankConversations blanks,
      AttachFiles attachFiles,
      ComposeReply compose,
      WrittenEntries written,
      BeginChat chat,
      Ids ids,
      InstantSource clock) {
    this.caseNumbers = caseNumbers;
    this.arrivals = arrivals;
    this.contacts = contacts;
    this.files = files;
    this.blanks = blanks;
    this.attachFiles = attachFiles;
    this.compose = compose;
    this.written = written;
    this.chat = chat;
    this.ids = ids;
    this.clock = clock;
  }

  EntryWrittenJson begin(Caller caller, IdempotencyKey key, NewConversationRequest request) {
    return request.template() != null
        ? chat.begin(caller, key, request, request.template())
        : Tries.untilSaved(() -> tryTo(caller, key, request));
  }

  /// The mail as its receivers would get it. Nothing is written or sent, and the case number is the
  /// next one as it looks now.
  BodyJson preview(Caller caller, NewConversationRequest request) {
    Mailbox to = firstReceiver(request);
    Inbox.Email inbox = inbox(caller, request);
    Conversation blank =
        Writing.blank(
            inbox.id(),
            inbox.channel(),
            new Incoming.Start(
                ids.conversation(),
                caseNumbers.expected(),
                ids.contact(),
                contacts
                    .find(Identity.email(to.address().normalised()))
                    .map(Contact::name)
                    .orElse(to.shown()),
                inbox.team()),
            Identity.email(to.address().normalised()),
            subject(request),
            clock.instant());
    WrittenText whole =
        compose
            .compose(
                caller,
                new Conversations.Page(blank, List.of(), false),
                request.mail(),
                upload -> upload)
            .whole();
    return new BodyJson(whole.text(), whole.html());
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller, IdempotencyKey key, NewConversationRequest request) {
    String source = key.source(caller.user().id());
    Optional<EntryWrittenJson> earlier = written.findBegun(caller, source);
    if (earlier.isPresent()) {
      return earlier;
    }
    Inbox.Email inbox = inbox(caller, request);
    String subject = subject(request);
    Mailbox to = firstReceiver(request);
    Identity identity = Identity.email(to.address().normalised());
    Instant now = clock.instant();
    BlankConversations.Blank first = blanks.with(inbox, identity, to::shown, subject, now);
    Conversation blank = first.conversation();
    EntryIds entryIds = key.entryIds(caller.user().id(), now);
    EntryId entry = entryIds.next();
    ReplyRequest mail = request.mail();
    List<AttachFiles.Attached> attached =
        attachFiles.describe(caller.user().id(), blank.origin().channel(), entry, request.files());
    ComposeReply.Composed text =
        compose.compose(
            caller,
            new Conversations.Page(blank, List.of(), false),
            mail,
            upload -> AttachFiles.contentId(attached, upload));
    MailFields fields =
        ReplyMail.fields(
            Threading.firstSubject(blank), blank, null, mail, entry, caller.settings());
    Writing.Reply message =
        new Writing.Reply(
            caller.user().id(),
            0,
            identity,
            fields,
            text.body(entry),
            attached.stream().map(AttachFiles.Attached::file).toList(),
            false,
            SendingTime.dueAt(caller, request.sendAt(), now));
    Decision.Changed begun = Writing.begin(blank, message, entry, entryIds, now);
    text.store(entry, files);
    attachFiles.copy(attached);
    // The pointer of its Message-ID is written with every mail that goes out.
    return switch (arrivals.begin(begun, new Intake(source, now, first.newContact(), null, null))) {
      case DONE ->
          Optional.of(written.answer(caller, begun.conversation(), begun.entries().getFirst()));
      case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
    };
  }

  private static Inbox.Email inbox(Caller caller, NewConversationRequest request) {
    return caller
        .findInbox(Fields.required("inbox", request.inbox()), Inbox.Email.class)
        .orElseThrow(
            () -> Problem.field("inbox", "Choose an inbox for mail of one of your teams."));
  }

  private static String subject(NewConversationRequest request) {
    String subject = Fields.required("subject", request.subject()).strip();
    if (subject.isEmpty() || subject.length() > MAX_SUBJECT) {
      throw Problem.field("subject", "A subject has 1 to %d characters.".formatted(MAX_SUBJECT));
    }
    return subject;
  }

  private static Mailbox firstReceiver(NewConversationRequest request) {
    List<MailboxJson> to = Fields.required("to", request.to());
    if (to.isEmpty()) {
      throw Problem.field("to", "Say who gets the message: at least one address.");
    }
    return to.getFirst().mailbox("to[0]");
  }
}
