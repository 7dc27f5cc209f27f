package relais.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.mail.HtmlSanitizer;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.Quotation;
import relais.table.Conversations;

/// What a forward passes on: one message, or all that was written with the customer, oldest first.
/// Private notes are another type and never among it; nor is what did not go out, what a machine
/// answered, and what stands in a side thread.
@Singleton
final class FindPassedMessages {
  /// Of a longer conversation the newest are passed on.
  private static final int MAX_MESSAGES = 100;

  private final Conversations conversations;
  private final FileStore files;
  private final ComposeReply compose;

  FindPassedMessages(Conversations conversations, FileStore files, ComposeReply compose) {
    this.conversations = conversations;
    this.files = files;
    this.compose = compose;
  }

  /// @param wanted which message; null for all
  List<PassedMessage> find(Conversations.Page page, @Nullable EntryId wanted) {
    List<PassedMessage> found =
        (wanted == null ? all(page) : one(page.conversation(), wanted))
            .flatMap(entry -> passed(entry).stream())
            .toList();
    if (found.isEmpty()) {
      throw Problem.field("message", "There is no message here that could be passed on.");
    }
    return found;
  }

  private Stream<Entry> one(Conversation conversation, EntryId wanted) {
    return conversations.findEntry(conversation, wanted).stream().map(Conversations.Placed::entry);
  }

  private Stream<Entry> all(Conversations.Page page) {
    List<Entry> newestFirst = new ArrayList<>(page.entries());
    boolean more = page.more();
    while (more && newestFirst.size() < MAX_MESSAGES) {
      List<Entry> older =
          conversations.before(
              page.conversation(), newestFirst.getLast().id(), ShowConversation.PAGE);
      newestFirst.addAll(older);
      more = older.size() == ShowConversation.PAGE;
    }
    return newestFirst.reversed().stream();
  }

  private Optional<PassedMessage> passed(Entry entry) {
    return switch (entry) {
      case Entry.InboundMessage message when message.side() == null ->
          Optional.of(
              new PassedMessage(
                  message.id(),
                  forwarded(
                      mailbox(message.fromName(), message.from()),
                      message,
                      message.mail(),
                      whole(message.body())),
                  message.files(),
                  message.verdicts() != null && message.verdicts().isInfected()));
      case Entry.OutboundMessage message
          when message.side() == null && !message.isAutomatic() && hasGone(message.status()) ->
          Optional.of(
              new PassedMessage(
                  message.id(),
                  forwarded(
                      message.mail() == null ? null : message.mail().addressing().from(),
                      message,
                      message.mail(),
                      compose.words(message.body())),
                  message.files(),
                  false));
      case Entry.InboundMessage _, Entry.OutboundMessage _, Entry.PrivateNote _, Entry.Event _ ->
          Optional.empty();
    };
  }

  private static Quotation.Forwarded forwarded(
      @Nullable Mailbox from, Entry entry, @Nullable MailFields mail, WrittenText words) {
    return new Quotation.Forwarded(
        from,
        entry.at(),
        mail == null ? "" : mail.subject(),
        mail == null ? List.of() : mail.to(),
        mail == null ? List.of() : mail.cc(),
        words.text(),
        words.html());
  }

  private static @Nullable Mailbox mailbox(@Nullable String name, Identity identity) {
    try {
      return new Mailbox(name, MailAddress.parse(identity.value()));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// All that a mail says, quoted history included.
  private WrittenText whole(MessageBody body) {
    String key = body.wholeKey();
    FileStore.WholeBody whole =
        key == null
            ? new FileStore.WholeBody(body.text(), body.html())
            : files.findBody(key).orElseThrow(Problem::notFound);
    String html = whole.html();
    return new WrittenText(html == null ? whole.text() : HtmlSanitizer.text(html).strip(), html);
  }

  private static boolean hasGone(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Scheduled _, DeliveryStatus.Held _, DeliveryStatus.Cancelled _ -> false;
      case DeliveryStatus.Queued _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Failed _,
          DeliveryStatus.Complained _ ->
          true;
    };
  }
}
