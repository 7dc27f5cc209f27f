package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.channels.registry.Channels;
import relais.conversation.Channel;
import relais.conversation.ChatAct;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.conversation.Threading;
import relais.conversation.Writing;
import relais.table.Ahead;
import relais.table.Conversations;
import relais.table.Table;

/// Queues a reply to the customer, once for each idempotency key.
@Singleton
final class WriteReply {
  private final Table table;
  private final Conversations conversations;
  private final FileStore files;
  private final AttachFiles attachFiles;
  private final ComposeReply compose;
  private final FillTemplate fillTemplate;
  private final WrittenEntries written;
  private final EntryPresenter presenter;
  private final InstantSource clock;

  WriteReply(
      Table table,
      Conversations conversations,
      FileStore files,
      AttachFiles attachFiles,
      ComposeReply compose,
      FillTemplate fillTemplate,
      WrittenEntries written,
      EntryPresenter presenter,
      InstantSource clock) {
    this.table = table;
    this.conversations = conversations;
    this.files = files;
    this.attachFiles = attachFiles;
    this.compose = compose;
    this.fillTemplate = fillTemplate;
    this.written = written;
    this.presenter = presenter;
    this.clock = clock;
  }

  EntryWrittenJson write(
      Caller caller,
      ConversationId id,
      ReadVersion seen,
      IdempotencyKey key,
      ReplyRequest request) {
    return Tries.untilSaved(() -> tryTo(caller, id, seen, key, request));
  }

  /// The reply as the customer would get it. Nothing is written or sent.
  BodyJson preview(Caller caller, ConversationId id, ReplyRequest request) {
    Conversations.Page page =
        conversations.page(id, ShowConversation.PAGE).orElseThrow(Problem::notFound);
    Conversation conversation = caller.mayWriteIn(page.conversation());
    if (request.template() != null) {
      return new BodyJson(
          fillTemplate
              .fill(
                  conversation.origin().channel(),
                  conversation.origin().inbox(),
                  request.template(),
                  SendingTime.dueAt(caller, request.sendAt(), clock.instant()))
              .text(),
          null);
    }
    WrittenText whole = compose.compose(caller, page, request, upload -> upload).whole();
    return new BodyJson(whole.text(), whole.html());
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller,
      ConversationId id,
      ReadVersion seen,
      IdempotencyKey key,
      ReplyRequest request) {
    Conversations.Page page =
        conversations.page(id, ShowConversation.PAGE).orElseThrow(Problem::notFound);
    // The receipt after the conversation: what the same wish wrote meanwhile would cross itself.
    return new Ahead(table)
        .receipt(key.source(caller.user().id()))
        .writingHabit(caller.user().id())
        .during(() -> tryTo(caller, page, seen, key, request));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller,
      Conversations.Page page,
      ReadVersion seen,
      IdempotencyKey key,
      ReplyRequest request) {
    Conversation before = caller.mayWriteIn(page.conversation());
    if (Channels.isSpoken(before.origin().channel())) {
      throw Problem.of(
          ProblemCode.NOT_WRITTEN_TO,
          "Who called cannot be answered in writing. Call back, or write from another inbox.");
    }
    Optional<EntryWrittenJson> earlier =
        written.find(caller, before, key, Entry.OutboundMessage.class::isInstance);
    if (earlier.isPresent()) {
      return earlier;
    }
    Instant now = clock.instant();
    EntryIds ids = key.entryIds(caller.user().id(), now);
    EntryId entry = ids.next();
    FillTemplate.Filled filled = template(caller, before, request, now);
    List<AttachFiles.Attached> attached =
        attachFiles.describe(
            caller.user().id(),
            filled == null ? AttachFiles.limits(before.origin().channel()) : filled.files(),
            entry,
            request.files());
    ComposeReply.Composed text =
        filled == null
            ? compose.compose(
                caller, page, request, upload -> AttachFiles.contentId(attached, upload))
            : ComposeReply.Composed.ofText(filled.text());
    ChatAct act = filled == null ? act(before, request) : filled.act();
    Writing.Reply reply = reply(caller, page, seen, request, entry, text, attached, act, now);
    return switch (Writing.reply(before, reply, entry, ids, now)) {
      case Decision.Changed changed -> {
        text.store(entry, files);
        attachFiles.copy(attached);
        yield written.save(caller, before, changed, key, Draft.Kind.REPLY, request.draft());
      }
      case Decision.Unchanged() -> throw new IllegalStateException("A reply changes something");
      case Decision.Refused refused -> throw refusal(caller, page, refused.reason(), seen);
    };
  }

  /// The approved text it is; null for words of its author.
  private FillTemplate.@Nullable Filled template(
      Caller caller, Conversation before, ReplyRequest request, Instant now) {
    if (request.template() == null) {
      return null;
    }
    if (!WrittenText.isBlank(request.html(), request.text())) {
      throw Problem.field("text", "A template has its own words. Send yours as another reply.");
    }
    return fillTemplate.fill(
        before.origin().channel(),
        before.origin().inbox(),
        request.template(),
        SendingTime.dueAt(caller, request.sendAt(), now),
        request.files());
  }

  private static Writing.Reply reply(
      Caller caller,
      Conversations.Page page,
      ReadVersion seen,
      ReplyRequest request,
      EntryId entry,
      ComposeReply.Composed text,
      List<AttachFiles.Attached> attached,
      @Nullable ChatAct act,
      Instant now) {
    Conversation conversation = page.conversation();
    MailFields mail =
        !conversation.origin().channel().isMail()
            ? null
            : request.side() == null
                ? ReplyMail.fields(
                    Threading.replySubject(conversation),
                    conversation,
                    ReplyRecipients.answered(page.entries()),
                    request,
                    entry,
                    caller.settings())
                : ReplyMail.inSideThread(page, request, entry, caller.settings());
    return new Writing.Reply(
        caller.user().id(),
        seen.upTo(conversation.versions().current()),
        to(conversation, mail),
        mail,
        text.body(entry),
        attached.stream().map(AttachFiles.Attached::file).toList(),
        Boolean.TRUE.equals(request.close()),
        conversation.origin().channel().equals(Channel.WEBCHAT)
            // Somebody waits for every word.
            ? SendingTime.atOnce(request.sendAt(), now)
            : SendingTime.dueAt(caller, request.sendAt(), now),
        act);
  }

  /// The message it answers, which the channel must know by name.
  private @Nullable ChatAct act(Conversation conversation, ReplyRequest request) {
    String answers = request.answers();
    if (answers == null || conversation.origin().channel().isMail()) {
      return null;
    }
    EntryId answered = Fields.entry(answers);
    String providerId =
        conversations
            .findEntry(conversation, answered)
            .map(Conversations.Placed::entry)
            .map(WriteReply::providerId)
            .orElse(null);
    if (providerId == null) {
      throw Problem.field(
          "answers", "This message cannot be answered by name. Send your reply without it.");
    }
    return new ChatAct.Reply(answered, providerId);
  }

  private static @Nullable String providerId(Entry entry) {
    if (entry.amendments().isDeleted()) {
      return null;
    }
    return switch (entry) {
      case Entry.InboundMessage message -> message.providerId();
      case Entry.OutboundMessage message -> message.providerId();
      case Entry.PrivateNote _, Entry.Event _ -> null;
    };
  }

  private static Identity to(Conversation conversation, @Nullable MailFields mail) {
    return mail == null
        ? conversation.origin().identity()
        : Identity.email(mail.to().getFirst().address().normalised());
  }

  private Problem refusal(
      Caller caller, Conversations.Page page, Decision.Refusal reason, ReadVersion seen) {
    return ReplyRefusals.problem(
        reason, () -> presenter.crossings(page, seen.value(), caller.settings()));
  }
}
