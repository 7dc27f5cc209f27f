package relais.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.Invitation;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.Participation;

/// What only a mail has.
///
/// @param messageId the Message-ID this mail bears; null when it has none
/// @param inReplyTo the message it answers, null when it says none
/// @param references the messages before it, oldest first
/// @param side the side thread it is in; null for mail with the customer
/// @param invitation the appointment that a mail from outside is about; null when about none
/// @param answer what a mail of ours answers to an invitation; null when it answers none
/// @param originalSender who wrote the mail that a mail from outside passes on, as far as that says
///     so: it proves nothing. Null when none is passed on
public record MailFields(
    String subject,
    Addressing addressing,
    @Nullable MimeMessageId messageId,
    @Nullable MimeMessageId inReplyTo,
    List<MimeMessageId> references,
    @Nullable EntryId side,
    @Nullable Invitation invitation,
    @Nullable Answer answer,
    @Nullable Mailbox originalSender) {
  public MailFields {
    references = List.copyOf(references);
  }

  /// What an invitation was answered.
  ///
  /// @param invitation the message that has it
  public record Answer(EntryId invitation, Participation participation) {}

  /// Of a mail with the customer that carries nothing but words and files.
  public MailFields(
      String subject,
      Addressing addressing,
      @Nullable MimeMessageId messageId,
      @Nullable MimeMessageId inReplyTo,
      List<MimeMessageId> references) {
    this(subject, addressing, messageId, inReplyTo, references, null, null, null, null);
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

  /// The same in a side thread.
  ///
  /// @param side null for mail with the customer
  public MailFields withSide(@Nullable EntryId side) {
    return new MailFields(
        subject,
        addressing,
        messageId,
        inReplyTo,
        references,
        side,
        invitation,
        answer,
        originalSender);
  }

  /// The same with what a mail from outside carries.
  public MailFields with(@Nullable Invitation invitation, @Nullable Mailbox originalSender) {
    return new MailFields(
        subject,
        addressing,
        messageId,
        inReplyTo,
        references,
        side,
        invitation,
        answer,
        originalSender);
  }

  /// The same as an answer to an invitation.
  public MailFields with(Answer answer) {
    return new MailFields(
        subject,
        addressing,
        messageId,
        inReplyTo,
        references,
        side,
        invitation,
        answer,
        originalSender);
  }
}
