package relais.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Entry.InboundMessage;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.MailFields;
import relais.conversation.Settings;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

/// Who a reply by mail goes to unless its author says otherwise: the person who wrote the mail it
/// answers, and everybody else who got that mail. Addresses of our own inboxes are left out, or the
/// reply would come back as a new message.
record ReplyRecipients(List<Mailbox> to, List<Mailbox> cc) {
  static ReplyRecipients of(
      Conversation conversation, @Nullable InboundMessage answered, Settings settings) {
    Mailbox sender = sender(conversation, answered);
    Map<String, Mailbox> others = new LinkedHashMap<>();
    MailFields mail = answered == null ? null : answered.mail();
    if (mail != null) {
      for (List<Mailbox> group : List.of(mail.to(), mail.cc())) {
        for (Mailbox mailbox : group) {
          if (!isOurs(mailbox.address(), settings)) {
            others.putIfAbsent(mailbox.address().normalised(), mailbox);
          }
        }
      }
    }
    others.remove(sender.address().normalised());
    return new ReplyRecipients(List.of(sender), new ArrayList<>(others.values()));
  }

  /// The mail that a reply answers: the newest one that no mail server wrote; null when there is
  /// none.
  ///
  /// @param newestFirst entries of the timeline
  static @Nullable InboundMessage answered(List<Entry> newestFirst) {
    for (Entry entry : newestFirst) {
      if (entry instanceof InboundMessage message
          && message.mail() != null
          && !isAMailServer(message.from())) {
        return message;
      }
    }
    return null;
  }

  private static boolean isAMailServer(Identity from) {
    return from.value().startsWith("mailer-daemon@") || from.value().startsWith("postmaster@");
  }

  private static Mailbox sender(Conversation conversation, @Nullable InboundMessage answered) {
    return answered == null
        ? new Mailbox(
            conversation.origin().contactName(),
            MailAddress.parse(conversation.origin().identity().value()))
        : new Mailbox(answered.fromName(), MailAddress.parse(answered.from().value()));
  }

  private static boolean isOurs(MailAddress address, Settings settings) {
    return settings.inboxes().stream()
        .anyMatch(inbox -> inbox instanceof Inbox.Email email && email.receives(address));
  }

  RecipientsJson json() {
    return new RecipientsJson(MailboxJson.of(to), MailboxJson.of(cc));
  }
}
