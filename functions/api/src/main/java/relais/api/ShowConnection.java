package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.mail.ForwardingRequest;
import relais.mail.MailAddress;
import relais.table.ConversationList;
import relais.table.Conversations;
import relais.table.Lists;
import relais.table.Row;
import relais.table.Table;

/// What stands aside in an inbox: its newest test message, and what providers ask. A request is
/// read anew out of its mail each time; nothing else keeps it.
@Singleton
final class ShowConnection {
  private static final int MAX_SHOWN = 10;
  private static final int ENTRIES = 10;

  /// Older requests are no longer of interest: providers let their codes expire.
  private static final Duration SHOWN = Duration.ofDays(14);

  private final Conversations conversations;
  private final Lists lists;
  private final FileStore files;
  private final InstantSource clock;

  ShowConnection(Conversations conversations, Table table, FileStore files, InstantSource clock) {
    this.conversations = conversations;
    this.lists = new Lists(table);
    this.files = files;
    this.clock = clock;
  }

  ConnectionJson show(Caller caller, InboxId inbox) {
    caller.mustAdminister();
    if (caller.settings().findInbox(inbox).isEmpty()) {
      throw Problem.notFound();
    }
    @Nullable TestMessageJson newest = null;
    List<ConnectionJson.RequestJson> requests = new ArrayList<>();
    for (Row row : lists.page(List.of(new ConversationList.Aside(inbox)), null, MAX_SHOWN).rows()) {
      Conversations.Page page = conversations.page(row.id(), ENTRIES).orElse(null);
      if (page == null) {
        continue;
      }
      for (Entry entry : page.entries()) {
        if (newest == null && entry instanceof Entry.OutboundMessage mail) {
          newest = TestMessageJson.of(page.conversation(), mail);
        } else if (entry instanceof Entry.InboundMessage mail) {
          request(page.conversation(), mail).ifPresent(requests::add);
        }
      }
    }
    return new ConnectionJson(newest, requests);
  }

  private Optional<ConnectionJson.RequestJson> request(
      Conversation conversation, Entry.InboundMessage mail) {
    if (!Incoming.FORWARDING_REQUEST.equals(mail.automatic())
        || mail.at().isBefore(clock.instant().minus(SHOWN))) {
      return Optional.empty();
    }
    MessageBody body = mail.body();
    String wholeKey = body.wholeKey();
    FileStore.WholeBody whole =
        Optional.ofNullable(wholeKey)
            .flatMap(files::findBody)
            .orElseGet(() -> new FileStore.WholeBody(body.text(), body.html()));
    return ForwardingRequest.find(
            address(mail.from()),
            mail.mail() == null ? "" : mail.mail().subject(),
            whole.text(),
            whole.html())
        .map(
            asked ->
                new ConnectionJson.RequestJson(
                    conversation.id().value(),
                    asked.provider().word(),
                    conversation.origin().createdAt(),
                    asked.forwards(),
                    asked.code(),
                    asked.link()));
  }

  private static @Nullable MailAddress address(Identity identity) {
    try {
      return MailAddress.parse(identity.value());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
