package relais.intake;

import relais.conversation.InboundItem.Reason;
import relais.mail.MailReader;
import relais.mail.ReceivedMail;
import relais.mail.UnreadableMail;

/// What opening a mail gave.
public sealed interface Opened {
  /// It could be read.
  record Read(ReceivedMail mail) implements Opened {}

  /// It could not.
  ///
  /// @param detail why, in a sentence for an admin
  record Unread(Reason reason, String detail) implements Opened {}

  /// Opens a mail.
  static Opened of(byte[] original) {
    try {
      return new Read(MailReader.read(original));
    } catch (UnreadableMail e) {
      return new Unread(Reason.UNREADABLE, "Nothing in the mail can be read.");
    }
  }

  /// A mail that is not opened because it is larger than what is read.
  static Opened tooLarge(long size, long maxBytes) {
    return new Unread(
        Reason.TOO_LARGE,
        "The mail has %d bytes, and at most %d are read.".formatted(size, maxBytes));
  }
}
