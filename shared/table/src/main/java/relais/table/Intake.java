package relais.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.mail.MimeMessageId;

/// What is written along with a received message, in the same transaction.
///
/// @param source names the input; a second save with it is refused
/// @param newContact the contact to create with it, null when it exists
/// @param mimeMessageId under which later mails may quote the message, null when it has none
/// @param chat the identity whose one open chat this conversation becomes, null for mail
/// @param mark what the ledger notes, null for everything but mail
public record Intake(
    String source,
    Instant receivedAt,
    @Nullable Contact newContact,
    @Nullable MimeMessageId mimeMessageId,
    @Nullable Identity chat,
    @Nullable LedgerMark mark) {

  /// What is written along with a message that the ledger does not count.
  public Intake(
      String source,
      Instant receivedAt,
      @Nullable Contact newContact,
      @Nullable MimeMessageId mimeMessageId,
      @Nullable Identity chat) {
    this(source, receivedAt, newContact, mimeMessageId, chat, null);
  }
}
