package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.StoredFile;
import relais.conversation.Threading;
import relais.conversation.Writing;
import relais.conversation.WrittenLanguage;
import relais.mail.Quotation;
import relais.table.Conversations;

/// Passes a message, or the whole conversation, on to somebody outside, once for each idempotency
/// key: a side thread begins, whose answers come back beside the exchange with the customer.
@Singleton
final class ForwardMail {
  private final Conversations conversations;
  private final FileStore files;
  private final FindPassedMessages passedMessages;
  private final AttachFiles attachFiles;
  private final ComposeReply compose;
  private final WrittenEntries written;
  private final EntryPresenter presenter;
  private final InstantSource clock;

  ForwardMail(
      Conversations conversations,
      FileStore files,
      FindPassedMessages passedMessages,
      AttachFiles attachFiles,
      ComposeReply compose,
      WrittenEntries written,
      EntryPresenter presenter,
      InstantSource clock) {
    this.conversations = conversations;
    this.files = files;
    this.passedMessages = passedMessages;
    this.attachFiles = attachFiles;
    this.compose = compose;
    this.written = written;
    this.presenter = presenter;
    this.clock = clock;
  }

  EntryWrittenJson forward(
      Caller caller,
      ConversationId id,
      ReadVersion seen,
      IdempotencyKey key,
      ForwardRequest request) {
    return Tries.untilSaved(() -> tryTo(caller, id, seen, key, request));
  }

  /// The forward as its receivers would get it. Nothing is written or sent.
  BodyJson preview(Caller caller, ConversationId id, ForwardRequest request) {
    Conversations.Page page = page(caller, id);
    List<PassedMessage> passed = passed(page, request);
    Quotation below =
        Quotation.forwarding(
            passed.stream().map(PassedMessage::mail).toList(),
            language(request, passed),
            (_, contentId) -> contentId);
    WrittenText whole =
        compose
            .compose(caller, page.conversation(), request.mail(), below, upload -> upload)
            .whole();
    return new BodyJson(whole.text(), whole.html());
  }

  private Conversations.Page page(Caller caller, ConversationId id) {
    Conversations.Page page =
        conversations.page(id, ShowConversation.PAGE).orElseThrow(Problem::notFound);
    if (!caller.mayWriteIn(page.conversation()).origin().channel().isMail()) {
      throw Problem.field("message", "Only mail is passed on for now.");
    }
    return page;
  }

  private List<PassedMessage> passed(Conversations.Page page, ForwardRequest request) {
    String message = request.message();
    return passedMessages.find(page, message == null ? null : Fields.entry(message));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller,
      ConversationId id,
      ReadVersion seen,
      IdempotencyKey key,
      ForwardRequest request) {
    Conversations.Page page = page(caller, id);
    Conversation before = page.conversation();
    Optional<EntryWrittenJson> earlier =
        written.find(caller, before, key, Entry.OutboundMessage.class::isInstance);
    if (earlier.isPresent()) {
      return earlier;
    }
    Instant now = clock.instant();
    EntryIds ids = key.entryIds(caller.user().id(), now);
    EntryId entry = ids.next();
    List<PassedMessage> passed = passed(page, request);
    List<AttachFiles.Attached> own =
        attachFiles.describe(caller.user().id(), Channel.EMAIL, entry, request.files());
    List<AttachFiles.Attached> theirs = attachFiles.describe(entry, own, filesOf(passed, request));
    Quotation below =
        Quotation.forwarding(
            passed.stream().map(PassedMessage::mail).toList(),
            language(request, passed),
            (mail, contentId) -> AttachFiles.contentId(theirs, picture(mail, contentId)));
    ComposeReply.Composed text =
        compose.compose(
            caller, before, request.mail(), below, upload -> AttachFiles.contentId(own, upload));
    MailFields mail = fields(caller, before, request, passed, entry);
    List<AttachFiles.Attached> attached = Stream.concat(own.stream(), theirs.stream()).toList();
    Writing.Reply reply =
        new Writing.Reply(
            caller.user().id(),
            seen.upTo(before.versions().current()),
            Identity.email(mail.to().getFirst().address().normalised()),
            mail,
            text.body(entry),
            attached.stream().map(AttachFiles.Attached::file).toList(),
            false,
            SendingTime.dueAt(caller, request.sendAt(), now));
    return switch (Writing.reply(before, reply, entry, ids, now)) {
      case Decision.Changed changed -> {
        text.store(entry, files);
        attachFiles.copy(attached);
        yield written.save(caller, before, changed, key, Draft.Kind.REPLY, null);
      }
      case Decision.Unchanged() -> throw new IllegalStateException("A forward changes something");
      case Decision.Refused(Decision.Refusal reason) ->
          throw ReplyRefusals.problem(
              reason, () -> presenter.crossings(page, seen.value(), caller.settings()));
    };
  }

  /// A forward answers nothing: who gets it has no part in the exchange with the customer, and
  /// their mail program is not to make one of the two.
  private static MailFields fields(
      Caller caller,
      Conversation conversation,
      ForwardRequest request,
      List<PassedMessage> passed,
      EntryId entry) {
    String subject =
        request.message() == null
            ? conversation.headline().subject()
            : passed.getFirst().mail().subject();
    return ReplyMail.fields(
            Threading.forwardSubject(conversation, subject),
            conversation,
            new ReplyRecipients(null, List.of(), List.of()),
            null,
            request.mail(),
            entry,
            caller.settings())
        .withSide(entry);
  }

  /// The files that go along: those that were chosen, and the pictures that a text shows.
  private static List<AttachFiles.PassedOn> filesOf(
      List<PassedMessage> passed, ForwardRequest request) {
    List<AttachFiles.PassedOn> files = new ArrayList<>();
    for (int i = 0; i < passed.size(); i++) {
      for (StoredFile file : passed.get(i).files()) {
        String contentId = file.contentId();
        if (contentId != null && passed.get(i).shows(file)) {
          files.add(new AttachFiles.PassedOn(picture(i, contentId), asPicture(file)));
        }
      }
    }
    List<ForwardRequest.FileOfMessage> wanted =
        request.forwardedFiles() == null ? List.of() : request.forwardedFiles();
    for (ForwardRequest.FileOfMessage chosen : wanted) {
      files.add(new AttachFiles.PassedOn("", asFile(chosen(passed, chosen))));
    }
    return files;
  }

  private static StoredFile chosen(
      List<PassedMessage> passed, ForwardRequest.FileOfMessage chosen) {
    EntryId message = Fields.entry(Fields.required("forwardedFiles.message", chosen.message()));
    int index = Fields.required("forwardedFiles.index", chosen.index());
    PassedMessage of =
        passed.stream()
            .filter(each -> each.id().equals(message))
            .filter(each -> index >= 0 && index < each.files().size())
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.field(
                        "forwardedFiles", "A message that is passed on has no such file."));
    if (of.infected()) {
      throw Problem.field(
          "forwardedFiles",
          "A virus was found in this mail, so its files are not passed on. Leave them out.");
    }
    return of.files().get(index);
  }

  private static StoredFile asPicture(StoredFile file) {
    return new StoredFile(
        file.name(), file.type(), file.size(), file.contentId(), true, file.state());
  }

  private static StoredFile asFile(StoredFile file) {
    return new StoredFile(file.name(), file.type(), file.size(), null, false, file.state());
  }

  private static String picture(int mail, String contentId) {
    return mail + "/" + contentId;
  }

  /// The headers above what is passed on are in the language of the comment; without one, in that
  /// of what is passed on.
  private static Locale language(ForwardRequest request, List<PassedMessage> passed) {
    return Locale.of(
        Stream.of(nonNull(request.text()), passed.getFirst().mail().text())
            .flatMap(text -> WrittenLanguage.find(text).stream())
            .findFirst()
            .orElse(Language.ENGLISH)
            .code());
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
