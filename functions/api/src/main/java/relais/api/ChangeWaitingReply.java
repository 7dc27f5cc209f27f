package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Addressing;
import relais.conversation.ChatAct;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry.OutboundMessage;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.MailFields;
import relais.conversation.Scheduling;
import relais.conversation.Scheduling.Outcome;
import relais.conversation.Scheduling.Refusal;
import relais.conversation.StoredFile;
import relais.mail.HtmlSanitizer;
import relais.mail.Mailbox;
import relais.table.Conversations;
import relais.table.OutboundMessages;

/// Changes what becomes of a reply that has not gone out. The table decides who was first: the
/// person, the clock or the customer.
@Singleton
final class ChangeWaitingReply {
  private final Conversations conversations;
  private final OutboundMessages messages;
  private final WrittenEntries written;
  private final EntryPresenter presenter;
  private final AttachFiles attachFiles;
  private final ComposeReply compose;
  private final InstantSource clock;

  ChangeWaitingReply(
      Conversations conversations,
      OutboundMessages messages,
      WrittenEntries written,
      EntryPresenter presenter,
      AttachFiles attachFiles,
      ComposeReply compose,
      InstantSource clock) {
    this.conversations = conversations;
    this.messages = messages;
    this.written = written;
    this.presenter = presenter;
    this.attachFiles = attachFiles;
    this.compose = compose;
    this.clock = clock;
  }

  EntryWrittenJson sendNow(Caller caller, ConversationId id, EntryId entry, ReadVersion seen) {
    Changed changed =
        change(
            caller,
            id,
            entry,
            seen.value(),
            (conversation, message) -> {
              Instant now = clock.instant();
              return Scheduling.sendNow(
                  conversation,
                  seen.upTo(conversation.versions().current()),
                  message,
                  EntryIds.derived(now, "release of " + entry),
                  now);
            });
    return written.answer(caller, changed.conversation(), changed.message());
  }

  EntryWrittenJson move(Caller caller, ConversationId id, EntryId entry, ScheduleRequest request) {
    Instant sendAt =
        SendingTime.of("sendAt", Fields.required("sendAt", request.sendAt()), clock.instant());
    Changed changed =
        change(
            caller,
            id,
            entry,
            0,
            (conversation, message) -> {
              if (message.act() instanceof ChatAct.Template template
                  && template.offer() != null
                  && template.offer().isOver(sendAt)) {
                throw Problem.field(
                    "sendAt", "The offer ends before that. Choose an earlier time.");
              }
              return Scheduling.move(conversation, message, sendAt, clock.instant());
            });
    return written.answer(caller, changed.conversation(), changed.message());
  }

  CancelledReplyJson cancel(Caller caller, ConversationId id, EntryId entry) {
    Changed changed =
        change(
            caller,
            id,
            entry,
            0,
            (conversation, message) ->
                Scheduling.cancel(conversation, message, caller.user().id(), clock.instant()));
    MailFields mail = changed.message().mail();
    boolean ownWords =
        changed.message().author() instanceof Actor.Agent author
            && author.user().equals(caller.user().id())
            && (mail == null || mail.answer() == null);
    return new CancelledReplyJson(
        presenter.present(changed.message(), changed.conversation(), caller.settings()),
        RowJson.of(changed.conversation()),
        ownWords ? words(caller, changed.message()) : null);
  }

  /// A conversation and one of its messages as they are now.
  private record Changed(Conversation conversation, OutboundMessage message) {}

  /// @param seen the version the caller looked at, where that matters
  private Changed change(
      Caller caller,
      ConversationId id,
      EntryId entry,
      long seen,
      BiFunction<Conversation, OutboundMessage, Outcome> decide) {
    return Tries.untilSaved(
        () -> {
          Conversation before =
              caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
          if (!(conversations
                  .findEntry(before, entry)
                  .map(Conversations.Placed::entry)
                  .orElseThrow(Problem::notFound)
              instanceof OutboundMessage message)) {
            throw Problem.notFound();
          }
          return switch (decide.apply(before, message)) {
            case Outcome.Changed changed ->
                messages.step(before, message, changed)
                    ? Optional.of(new Changed(changed.conversation(), changed.message()))
                    : Optional.empty();
            case Outcome.Unchanged() -> Optional.of(new Changed(before, message));
            case Outcome.Refused(Refusal reason) -> throw refused(caller, id, seen, reason);
          };
        });
  }

  private CancelledReplyJson.WordsJson words(Caller caller, OutboundMessage message) {
    WrittenText written = compose.words(message.body());
    List<CancelledReplyJson.StoredUploadJson> uploads =
        attachFiles.giveBack(caller.user().id(), message.files());
    MailFields mail = message.mail();
    Addressing addressing =
        mail == null ? Addressing.received(List.of(), List.of(), List.of()) : mail.addressing();
    Mailbox from = addressing.from();
    return new CancelledReplyJson.WordsJson(
        withUploads(written.html(), message.files(), uploads),
        written.text(),
        from == null ? null : from.address().toString(),
        MailboxJson.of(addressing.to()),
        MailboxJson.of(addressing.cc()),
        MailboxJson.of(addressing.bcc()),
        uploads,
        CancelledReplyJson.TemplateValuesJson.of(message.act()));
  }

  /// The pictures of a text under the names they have as uploads again.
  private static @Nullable String withUploads(
      @Nullable String html,
      List<StoredFile> stored,
      List<CancelledReplyJson.StoredUploadJson> uploads) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < Math.min(stored.size(), uploads.size()); i++) {
      String contentId = stored.get(i).contentId();
      if (contentId != null) {
        names.put(contentId, uploads.get(i).upload());
      }
    }
    return html == null || names.isEmpty()
        ? html
        : HtmlSanitizer.safe(html, HtmlSanitizer.RemoteImages.SHOWN, names::get);
  }

  private Problem refused(Caller caller, ConversationId id, long seen, Refusal reason) {
    return switch (reason) {
      case GONE ->
          Problem.of(
              ProblemCode.NOT_WAITING,
              "This reply has gone out, so nothing can be changed about it any more. If it was"
                  + " wrong, write another one.");
      case CANCELLED ->
          Problem.of(
              ProblemCode.NOT_WAITING,
              "This reply was taken back. Its words are in the timeline; send them as a new one.");
      case HELD ->
          Problem.of(
              ProblemCode.REPLY_HELD,
              "The customer wrote before this reply was due. Read that, then send the reply now,"
                  + " edit it, or discard it.");
      case CROSSED ->
          Problem.crossed(
              ProblemCode.REPLY_CROSSED,
              "Somebody wrote since you looked, so the reply still waits. Read what is new, then"
                  + " decide.",
              conversations
                  .page(id, ShowConversation.PAGE)
                  .map(page -> presenter.crossings(page, seen, caller.settings()))
                  .orElse(List.of()));
      case WINDOW_CLOSED ->
          Problem.of(
              ProblemCode.WINDOW_CLOSED,
              "The time for answers on this channel, which runs from the customer's last message,"
                  + " is over then. Choose an earlier time, or reach them another way.");
    };
  }
}
