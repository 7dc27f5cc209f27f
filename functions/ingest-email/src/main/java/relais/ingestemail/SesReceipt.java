package relais.ingestemail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.runtime.Fields;

/// What SES tells about a mail it has received and stored (SES developer guide, "Contents of event
/// notifications").
///
/// @param messageId SES's own name for the mail, which is not its Message-ID header
/// @param receivedAt when SES took it in; the same however often it tells
/// @param envelopeFrom MAIL FROM, null for bounces
/// @param recipients RCPT TO, as far as the rule is for them: where the mail is going, whatever its
///     header says
/// @param infected whether SES found a virus
record SesReceipt(
    String messageId,
    Instant receivedAt,
    @Nullable String envelopeFrom,
    List<String> recipients,
    boolean infected) {
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
    Fields virus = receipt.objectOrNull("virusVerdict");
    return new SesReceipt(
        mail.text("messageId"),
        mail.instant("timestamp"),
        source == null || source.isBlank() || source.equals("<>") ? null : source,
        receipt.texts("recipients").stream().distinct().toList(),
        virus != null && "FAIL".equals(virus.textOrNull("status")));
  }
}
