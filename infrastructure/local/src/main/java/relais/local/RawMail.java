package relais.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Changes that mail servers make to the bytes of a mail.
final class RawMail {
  private RawMail() {}

  /// Puts a finished line, with its line end, before everything else.
  static byte[] prepend(String line, byte[] raw) {
    ByteArrayOutputStream mail = new ByteArrayOutputStream(raw.length + line.length());
    mail.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    mail.writeBytes(raw);
    return mail.toByteArray();
  }

  /// Replaces the Message-ID, which SES does with every mail it sends.
  ///
  /// @param value with its angle brackets
  static byte[] withMessageId(byte[] raw, String value) {
    int bodyStart = MailHeaders.of(raw).bodyStart();
    String head = new String(raw, 0, bodyStart, StandardCharsets.ISO_8859_1);
    StringBuilder kept = new StringBuilder("Message-ID: ").append(value).append("\r\n");
    boolean dropping = false;
    for (String line : head.split("(?<=\n)", -1)) {
      if (!line.startsWith(" ") && !line.startsWith("\t")) {
        dropping = line.toLowerCase(Locale.ROOT).startsWith("message-id:");
      }
      if (!dropping) {
        kept.append(line);
      }
    }
    ByteArrayOutputStream mail = new ByteArrayOutputStream(raw.length + 100);
    mail.writeBytes(kept.toString().getBytes(StandardCharsets.ISO_8859_1));
    mail.write(raw, bodyStart, raw.length - bodyStart);
    return mail.toByteArray();
  }
}
