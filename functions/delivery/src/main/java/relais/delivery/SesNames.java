package relais.delivery;

import relais.mail.MimeMessageId;

/// How SES names the mails it sends.
final class SesNames {
  private SesNames() {}

  /// The Message-ID that SES writes over ours; customers' In-Reply-To names it (SES developer
  /// guide, "header fields").
  static MimeMessageId mimeMessageId(String sesId, String region) {
    String domain = region.equals("us-east-1") ? "email.amazonses.com" : region + ".amazonses.com";
    return new MimeMessageId(sesId + "@" + domain);
  }
}
