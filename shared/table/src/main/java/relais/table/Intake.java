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
public record Intake(
    String source,
    Instant receivedAt,
    @Nullable Contact newContact,
    @Nullable MimeMessageId mimeMessageId,
    @Nullable Identity chat) {}
