package relais.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;

/// A chat goes on by mail once its visitor has left and can be reached there.
public final class ChatByMail {
  private ChatByMail() {}

  /// What a reply in a chat has as a mail; empty when its visitor cannot be written to.
  ///
  /// @param email what the visitor said they can be reached under; null when they said nothing
  /// @param name what the visitor calls themselves; null when they did not say
  /// @param mail the inbox it leaves from
  public static Optional<MailFields> fields(
      Conversation conversation,
      Entry.OutboundMessage reply,
      @Nullable String email,
      @Nullable String name,
      Inbox.Email mail,
      Language language) {
    if (email == null) {
      return Optional.empty();
    }
    MimeMessageId first = new MimeMessageId(id(conversation.id().value(), mail));
    return Optional.of(
        new MailFields(
            subject(conversation, mail, language),
            Addressing.sent(
                mail.sender(),
                List.of(new Mailbox(name, MailAddress.parse(email))),
                List.of(),
                List.of()),
            new MimeMessageId(id(reply.id() + "." + conversation.id(), mail)),
            first,
            List.of(first)));
  }

  /// No mail of this name exists: all mails of the chat name it, so that mail programs show them as
  /// one exchange.
  private static String id(String left, Inbox.Email mail) {
    return "%s@%s".formatted(left, mail.mailAddress().domain()).toLowerCase(Locale.ROOT);
  }

  private static String subject(Conversation conversation, Inbox.Email mail, Language language) {
    String words =
        switch (language) {
          case ENGLISH -> "Your chat with %s";
          case FRENCH -> "Votre conversation avec %s";
          case ITALIAN -> "La sua chat con %s";
          case DUTCH -> "Uw chat met %s";
        };
    return "%s [%s]"
        .formatted(words.formatted(mail.outgoing().senderName()), conversation.caseReference());
  }
}
