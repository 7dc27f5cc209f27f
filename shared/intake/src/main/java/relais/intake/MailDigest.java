package relais.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.mail.Attachment;
import relais.mail.MimeMessageId;
import relais.mail.ReceivedMail;

/// What makes two deliveries one mail: the same Message-ID, sender, date, subject, words and files.
/// What servers write above a mail on its way is not in it.
final class MailDigest {
  private final MessageDigest digest;

  private MailDigest(MessageDigest digest) {
    this.digest = digest;
  }

  /// The digest in hexadecimal; null for a mail without a Message-ID, of which somebody may well
  /// have sent two that are alike.
  static @Nullable String of(ReceivedMail mail, Identity from) {
    MimeMessageId id = mail.threading().messageId();
    if (id == null) {
      return null;
    }
    MailDigest all = new MailDigest(sha256());
    all.add(id.value());
    all.add(from.toString());
    all.add(String.valueOf(mail.date()));
    all.add(mail.subject());
    all.add(mail.text());
    all.add(mail.html() == null ? "" : mail.html());
    for (Attachment file : mail.attachments()) {
      all.add(file.name());
      all.add(file.sha256());
    }
    return HexFormat.of().formatHex(all.digest.digest());
  }

  /// Each with its length, so that no two lists of texts run into the same bytes.
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
