package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Content on its way out, in the encodings every relay passes unchanged (RFC 2045 section 6).
enum TransferEncoding {
  /// As it is: short lines of ASCII.
  SEVEN_BIT("7bit"),
  /// Readable, for text that is mostly ASCII.
  QUOTED_PRINTABLE("quoted-printable"),
  /// For everything else.
  BASE64("base64");

  private static final int LINE = 76;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final String header;

  TransferEncoding(String header) {
    this.header = header;
  }

  /// The value of Content-Transfer-Encoding.
  String header() {
    return header;
  }

  /// The lightest encoding in which a text survives every relay.
  ///
  /// @param text with CRLF line ends
  static TransferEncoding forText(byte[] text) {
    int beyondAscii = 0;
    int column = 0;
    boolean fragile = false;
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b == '\n') {
        fragile |= column > 0 && i >= 2 && (text[i - 2] == ' ' || text[i - 2] == '\t');
        column = 0;
        continue;
      }
      fragile |= column == 0 && startsWith(text, i, "From ");
      fragile |= column == 0 && b == '.';
      fragile |= b == '=' && i + 1 < text.length && text[i + 1] == '_';
      beyondAscii += b < 0 || (b < ' ' && b != '\t' && b != '\r') || b == 0x7f ? 1 : 0;
      column++;
      fragile |= column > LINE + 2;
    }
    fragile |= text.length > 0 && (text[text.length - 1] == ' ' || text[text.length - 1] == '\t');
    if (beyondAscii == 0 && !fragile) {
      return SEVEN_BIT;
    }
    return beyondAscii > text.length / 3 ? BASE64 : QUOTED_PRINTABLE;
  }

  private static boolean startsWith(byte[] text, int at, String start) {
    if (at + start.length() > text.length) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      if (text[at + i] != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Writes the content so encoded; the line break after it belongs to what follows.
  void write(ByteArrayOutputStream out, byte[] content) {
    switch (this) {
      case SEVEN_BIT -> out.writeBytes(content);
      case BASE64 -> writeBase64(out, content);
      case QUOTED_PRINTABLE -> writeQuotedPrintable(out, content);
    }
  }

  /// In pieces of whole lines, so that a large file does not stand in memory once more.
  private static void writeBase64(ByteArrayOutputStream out, byte[] content) {
    int piece = LINE / 4 * 3 * 1024;
    byte[] slice = new byte[Math.min(piece, content.length)];
    for (int at = 0; at < content.length; at += piece) {
      int length = Math.min(piece, content.length - at);
      byte[] part = length == slice.length ? slice : new byte[length];
      System.arraycopy(content, at, part, 0, length);
      out.writeBytes(Base64.getMimeEncoder(LINE, CRLF).encode(part));
      if (at + piece < content.length) {
        out.writeBytes(CRLF);
      }
    }
  }

  private static void writeQuotedPrintable(ByteArrayOutputStream out, byte[] content) {
    int column = 0;
    for (int i = 0; i < content.length; i++) {
      byte b = content[i];
      if (b == '\r' && i + 1 < content.length && content[i + 1] == '\n') {
        out.writeBytes(CRLF);
        column = 0;
        i++;
        continue;
      }
      boolean endsLine =
          i + 1 == content.length
              || (content[i + 1] == '\r' && i + 2 < content.length && content[i + 2] == '\n');
      boolean plain = (b > ' ' && b < 0x7f && b != '=') || ((b == ' ' || b == '\t') && !endsLine);
      if (column == 0 && (b == '.' || startsWith(content, i, "From "))) {
        plain = false; // relays may double a leading dot and put `>` before "From "
      }
      int width = plain ? 1 : 3;
      if (column + width > LINE - 1 && !(endsLine && column + width <= LINE)) {
        out.write('=');
        out.writeBytes(CRLF);
        column = 0;
      }
      if (plain) {
        out.write(b);
      } else {
        out.write('=');
        out.write(HEX[(b >> 4) & 0xf]);
        out.write(HEX[b & 0xf]);
      }
      column += width;
    }
  }
}
