package relais.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.mail.MimeMessageId;

/// What is written along with a received message, in the same transaction.
///
/// @param source names the input; a second save with it is refused
/// @param newContact the contact to create with it, null when it exists
/// @param mimeMessageId under which later mails may quote the message, null when it has none or a
///     mail of that id is here already
/// @param unseen ids of mails that it quotes and that never came here: whoever quotes them too
///     belongs with it
/// @param awaited sources of inputs that were not here when this was decided; the save is refused
///     when one came meanwhile
/// @param chat the identity whose one open chat this conversation becomes, null for mail
/// @param mark what the ledger notes, null for everything but mail
public record Intake(
    String source,
    Instant receivedAt,
    @Nullable Contact newContact,
    @Nullable MimeMessageId mimeMessageId,
    List<MimeMessageId> unseen,
    List<String> awaited,
    @Nullable Identity chat,
    @Nullable LedgerMark mark) {
  public Intake {
    unseen = List.copyOf(unseen);
    awaited = List.copyOf(awaited);
  }

  /// Of a message that says nothing about others and that the ledger does not count.
  public Intake(
      String source,
      Instant receivedAt,
      @Nullable Contact newContact,
      @Nullable MimeMessageId mimeMessageId,
      @Nullable Identity chat) {
    this(source, receivedAt, newContact, mimeMessageId, List.of(), List.of(), chat, null);
  }
}
