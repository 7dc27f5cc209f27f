package relais.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import relais.mail.MimeMessageId;

/// A mail that an inbox sends to itself, to see whether mail leaves and comes back. It goes the way
/// of every other, and stands aside.
public final class TestMessage {
  private TestMessage() {}

  /// Begins one. It names itself among the mails before it, so that what comes back is found to be
  /// the same whatever Message-ID it left under.
  ///
  /// @param start of a conversation with the inbox itself
  public static Decision.Changed begin(
      Inbox.Email inbox, Incoming.Start start, UserId author, EntryId message, Instant now) {
    Identity itself = Identity.email(inbox.mailAddress().normalised());
    String subject = "Test message: " + inbox.name();
    MimeMessageId mimeMessageId =
        new MimeMessageId(
            "%s.%s@%s"
                .formatted(message, start.id(), inbox.mailAddress().domain())
                .toLowerCase(Locale.ROOT));
    Entry.OutboundMessage mail =
        new Entry.OutboundMessage(
            message,
            now,
            new Actor.Agent(author),
            itself,
            new MailFields(
                subject,
                Addressing.sent(inbox.sender(), List.of(inbox.sender()), List.of(), List.of()),
                mimeMessageId,
                null,
                List.of(mimeMessageId)),
            MessageBody.ofText(
                "This inbox sent this mail to itself, to see whether mail comes through."
                    + " There is nothing to do."),
            List.of(),
            null,
            new DeliveryStatus.Queued(now, 1));
    Conversation blank =
        new Conversation(
            start.id(),
            start.caseNumber(),
            new Conversation.Origin(
                inbox.id(), Channel.EMAIL, start.contact(), start.contactName(), itself, now),
            new Conversation.Headline(subject, ""),
            new Status.Aside(),
            new Conversation.Ownership(start.team(), null),
            new TreeSet<>(),
            new Conversation.Activity(now, null, null, null, Conversation.Outbox.EMPTY),
            new TreeSet<>(),
            new Conversation.Versions(0, 0, 0));
    Conversation begun = Writing.goneOut(blank, mail, now);
    return new Decision.Changed(begun.with(begun.versions().nextWithMessage()), List.of(mail));
  }
}
