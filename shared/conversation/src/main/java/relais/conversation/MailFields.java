package relais.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;

/// What only a mail has.
///
/// @param messageId the Message-ID this mail bears; null when it has none
/// @param inReplyTo the message it answers, null when it says none
/// @param references the messages before it, oldest first
public record MailFields(
    String subject,
    Addressing addressing,
    @Nullable MimeMessageId messageId,
    @Nullable MimeMessageId inReplyTo,
    List<MimeMessageId> references) {
  public MailFields {
    references = List.copyOf(references);
  }

  /// Of a mail from its entry's sender or its inbox's own address, whose answers go there.
  public MailFields(
      String subject,
      List<Mailbox> to,
      List<Mailbox> cc,
      @Nullable MimeMessageId messageId,
      @Nullable MimeMessageId inReplyTo,
      List<MimeMessageId> references) {
    this(subject, Addressing.received(to, cc, List.of()), messageId, inReplyTo, references);
  }

  /// Who it is openly addressed to.
  public List<Mailbox> to() {
    return addressing.to();
  }

  /// Who gets an open copy.
  public List<Mailbox> cc() {
    return addressing.cc();
  }

  /// Where its author wants answers to go; empty when to themselves.
  public List<Mailbox> replyTo() {
    return addressing.replyTo();
  }
}
