package relais.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;

/// What only a mail has.
///
/// @param replyTo where its author wants answers to go; empty when to themselves, and for mail of
///     ours
/// @param messageId the Message-ID this mail bears; null when it has none
/// @param inReplyTo the message it answers, null when it says none
/// @param references the messages before it, oldest first
public record MailFields(
    String subject,
    List<Mailbox> to,
    List<Mailbox> cc,
    List<Mailbox> replyTo,
    @Nullable MimeMessageId messageId,
    @Nullable MimeMessageId inReplyTo,
    List<MimeMessageId> references) {
  public MailFields {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    replyTo = List.copyOf(replyTo);
    references = List.copyOf(references);
  }

  /// Of a mail whose answers go to its author.
  public MailFields(
      String subject,
      List<Mailbox> to,
      List<Mailbox> cc,
      @Nullable MimeMessageId messageId,
      @Nullable MimeMessageId inReplyTo,
      List<MimeMessageId> references) {
    this(subject, to, cc, List.of(), messageId, inReplyTo, references);
  }
}
