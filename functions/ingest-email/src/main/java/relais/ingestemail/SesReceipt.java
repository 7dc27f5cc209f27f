package relais.ingestemail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.blobs.BlobKeys;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.intake.MailArrival;
import relais.intake.SesVerdict;
import relais.runtime.Fields;

/// What SES tells about a mail it has received and stored (SES developer guide, "Contents of event
/// notifications").
///
/// @param messageId SES's own name for the mail, which is not its Message-ID header
/// @param receivedAt when SES took it in; the same however often it tells
/// @param envelopeFrom MAIL FROM, null for bounces
/// @param recipients RCPT TO, as far as the rule is for them: where the mail is going, whatever its
///     header says
/// @param verdicts what SES found out about it; null when it did not look
record SesReceipt(
    String messageId,
    Instant receivedAt,
    @Nullable String envelopeFrom,
    List<String> recipients,
    @Nullable Verdicts verdicts) {
  /// SES puts an object of this name there once, when a rule is made.
  private static final String SETUP = "AMAZON_SES_SETUP_NOTIFICATION";

  SesReceipt {
    recipients = List.copyOf(recipients);
  }

  /// The mails an event speaks of.
  ///
  /// @throws IllegalArgumentException when it is no such event
  static List<SesReceipt> allOf(Fields event) {
    return event.objects("Records").stream()
        .map(record -> of(record.object("ses")))
        .filter(receipt -> !receipt.messageId().equals(SETUP))
        .toList();
  }

  private static SesReceipt of(Fields ses) {
    Fields mail = ses.object("mail");
    Fields receipt = ses.object("receipt");
    String source = mail.textOrNull("source");
    return new SesReceipt(
        mail.text("messageId"),
        mail.instant("timestamp"),
        source == null || source.isBlank() || source.equals("<>") ? null : source,
        receipt.texts("recipients").stream().distinct().toList(),
        verdicts(receipt));
  }

  /// What the mail is for the reading of it.
  MailArrival arrival(Instant storedAt, long size) {
    return new MailArrival(
        messageId, receivedAt, storedAt, BlobKeys.mail(messageId), size, envelopeFrom, verdicts);
  }

  private static @Nullable Verdicts verdicts(Fields receipt) {
    if (receipt.objectOrNull("spamVerdict") == null
        && receipt.objectOrNull("virusVerdict") == null) {
      return null;
    }
    return new Verdicts(
        verdict(receipt, "spfVerdict"),
        verdict(receipt, "dkimVerdict"),
        verdict(receipt, "dmarcVerdict"),
        receipt.textOrNull("dmarcPolicy"),
        verdict(receipt, "spamVerdict"),
        verdict(receipt, "virusVerdict"));
  }

  private static Verdict verdict(Fields receipt, String name) {
    Fields verdict = receipt.objectOrNull(name);
    String status = verdict == null ? null : verdict.textOrNull("status");
    return status == null ? Verdict.UNCHECKED : SesVerdict.of(status);
  }
}
