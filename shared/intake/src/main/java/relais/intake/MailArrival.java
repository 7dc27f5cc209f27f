package relais.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.Verdicts;

/// One stored mail on its way in.
///
/// @param sesMessageId SES's own name for the mail, which is not its Message-ID header
/// @param receivedAt when SES took it in
/// @param storedAt when its original was stored
/// @param rawKey where its original is
/// @param size of the original in bytes
/// @param envelopeFrom MAIL FROM; null for bounces and where nobody says
/// @param verdicts null when nobody checked it
public record MailArrival(
    String sesMessageId,
    Instant receivedAt,
    Instant storedAt,
    String rawKey,
    long size,
    @Nullable String envelopeFrom,
    @Nullable Verdicts verdicts) {

  boolean isInfected() {
    return verdicts != null && verdicts.isInfected();
  }

  boolean isSpam() {
    return verdicts != null && verdicts.isSpam();
  }
}
