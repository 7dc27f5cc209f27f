package relais.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.mail.MimeMessageId;
import relais.table.AutomaticMail.Said;

/// What is written along with a received message, in the same transaction.
///
/// @param source names the input; a second save with it is refused
/// @param newContact the contact to create with it, null when it exists
/// @param ids under which later mails find the message
/// @param awaited sources of inputs that were not here when this was decided; the save is refused
///     when one came meanwhile
/// @param chat the identity whose one open chat this conversation becomes, null for mail
/// @param mark what the ledger notes, null for everything but mail
/// @param said what a machine answers; null for nothing
public record Intake(
    String source,
    Instant receivedAt,
    @Nullable Contact newContact,
    MailIds ids,
    List<String> awaited,
    @Nullable Identity chat,
    @Nullable LedgerMark mark,
    @Nullable Said said) {
  public Intake {
    awaited = List.copyOf(awaited);
  }

  /// Of a message that says nothing about others, that the ledger does not count, and that nobody
  /// answers.
  public Intake(
      String source,
      Instant receivedAt,
      @Nullable Contact newContact,
      @Nullable MimeMessageId mimeMessageId,
      @Nullable Identity chat) {
    this(
        source,
        receivedAt,
        newContact,
        new MailIds(mimeMessageId, List.of(), null),
        List.of(),
        chat,
        null,
        null);
  }
}
