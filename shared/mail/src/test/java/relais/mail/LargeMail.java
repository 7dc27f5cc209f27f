package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/// Reads one mail of forty megabytes and says how it went; run in a small heap of its own by
/// [LargeMailTest].
public final class LargeMail {
  static final int BYTES = 40_000_000;

  private LargeMail() {}

  /// Reads a mail of the kind that the first argument names.
  public static void main(String[] arguments) {
    byte[] raw = mail(arguments[0]);
    ReceivedMail mail = MailReader.read(raw);
    long attached = mail.attachments().stream().mapToLong(Attachment::size).sum();
    System.out.println(
        "%d bytes: %d of text, %d attached in %d"
            .formatted(raw.length, mail.text().length(), attached, mail.attachments().size()));
  }

  /// A mail of that many bytes: one file, many files, one text, one page, or nothing but headers.
  static byte[] mail(String kind) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    put(out, "From: ada@example.org\nSubject: " + kind + "\nMIME-Version: 1.0\n");
    switch (kind) {
      case "file" -> {
        put(out, "Content-Type: multipart/mixed; boundary=e\n\n--e\n\nHere it is.\n--e\n");
        put(out, "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n");
        base64(out, 28_800_000);
        put(out, "\n--e--\n");
      }
      case "files" -> {
        put(out, "Content-Type: multipart/mixed; boundary=e\n\n--e\n\nHere they are.\n");
        for (int i = 0; i < 1_000; i++) {
          put(out, "--e\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n");
          base64(out, 28_500);
          put(out, "\n");
        }
        put(out, "--e--\n");
      }
      case "text" -> fill(out.size(), out, "Content-Type: text/plain\n\n", "All is said. ");
      case "page" ->
          fill(out.size(), out, "Content-Type: text/html\n\n<p>", "<b>All</b> is said. ");
      case "headers" -> fill(out.size(), out, "", "X-More: and more and more\n");
      default -> throw new IllegalArgumentException("No mail of the kind " + kind);
    }
    return out.toByteArray();
  }

  private static void fill(int begun, ByteArrayOutputStream out, String first, String again) {
    put(out, first);
    byte[] bytes = again.repeat(6).stripTrailing().concat("\n").getBytes(StandardCharsets.US_ASCII);
    for (int size = begun; size + bytes.length < BYTES; size += bytes.length) {
      out.writeBytes(bytes);
    }
  }

  private static void base64(ByteArrayOutputStream out, int bytes) {
    byte[] line = new byte[57];
    Random random = new Random(bytes);
    for (int left = bytes; left > 0; left -= line.length) {
      random.nextBytes(line);
      out.writeBytes(Base64.getEncoder().encode(Arrays.copyOf(line, Math.min(left, line.length))));
      out.write('\n');
    }
  }

  private static void put(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
