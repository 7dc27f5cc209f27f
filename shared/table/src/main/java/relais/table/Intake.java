package relais.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.ContactId;
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
/// @param chatMessage what is written for a message on a chat; null for mail
public record Intake(
    String source,
    Instant receivedAt,
    @Nullable Contact newContact,
    MailIds ids,
    List<String> awaited,
    @Nullable Identity chat,
    @Nullable LedgerMark mark,
    @Nullable Said said,
    @Nullable ChatMessage chatMessage) {
  public Intake {
    awaited = List.copyOf(awaited);
  }

  /// What is written for a message on a chat.
  ///
  /// @param early what came before it; the save is refused when more came meanwhile. Null where the
  ///     provider's name for it stands already
  /// @param becomes the identity that its sender has from now on; null when it stays, or is
  ///     somebody else's
  public record ChatMessage(Original.@Nullable Early early, @Nullable Becomes becomes) {}

  /// Another identity of a contact.
  ///
  /// @param contact whose it becomes
  /// @param chats whether what comes from it belongs to the same chat
  public record Becomes(ContactId contact, Identity identity, boolean chats) {}

  /// Of a mail.
  public Intake(
      String source,
      Instant receivedAt,
      @Nullable Contact newContact,
      MailIds ids,
      List<String> awaited,
      @Nullable Identity chat,
      @Nullable LedgerMark mark,
      @Nullable Said said) {
    this(source, receivedAt, newContact, ids, awaited, chat, mark, said, null);
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
        MailIds.of(mimeMessageId),
        List.of(),
        chat,
        null,
        null,
        null);
  }
}
