package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads encoded words (RFC 2047), also where they break the rules.
///
/// Neighbours in one charset are joined as bytes before they are decoded, because many senders cut
/// in the middle of a character.
final class EncodedWords {
  /// One word; its content is held with one character for each byte.
  private record Word(String charset, String content, int end) {}

  private EncodedWords() {}

  static String decode(String text) {
    int start = text.indexOf("=?");
    int lastEnd = text.lastIndexOf("?=");
    if (start < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    String charset = "";
    int at = 0;
    while (start >= 0) {
      Word word = start < lastEnd ? wordAt(text, start) : null;
      if (word == null) {
        flush(out, pending, charset);
        out.append(text, at, start + 2);
        at = start + 2;
      } else {
        String between = text.substring(at, start);
        boolean follows = pending.size() > 0 && between.isBlank();
        if (!follows || !word.charset.equalsIgnoreCase(charset)) {
          flush(out, pending, charset);
        }
        if (!follows) {
          out.append(between);
        }
        pending.writeBytes(word.content.getBytes(StandardCharsets.ISO_8859_1));
        charset = word.charset;
        at = word.end;
        if (word.content.isEmpty()) {
          flush(out, pending, charset);
        }
      }
      start = text.indexOf("=?", at);
    }
    flush(out, pending, charset);
    return out.append(text, at, text.length()).toString();
  }

  private static void flush(StringBuilder out, ByteArrayOutputStream pending, String charset) {
    if (pending.size() > 0) {
      out.append(CharsetGuess.decode(pending.toByteArray(), charset));
      pending.reset();
    }
  }

  private static @Nullable Word wordAt(String text, int start) {
    int charsetEnd = text.indexOf('?', start + 2);
    if (charsetEnd < 0
        || charsetEnd - start > 60
        || charsetEnd == start + 2
        || charsetEnd + 2 >= text.length()
        || text.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    int bodyFrom = charsetEnd + 3;
    char encoding = text.charAt(charsetEnd + 1);
    boolean quoted = encoding == 'Q' || encoding == 'q';
    if (!quoted && encoding != 'B' && encoding != 'b') {
      return null;
    }
    int end = text.indexOf("?=", bodyFrom);
    if (end < 0) {
      return null;
    }
    String charset = text.substring(start + 2, charsetEnd);
    int language = charset.indexOf('*'); // RFC 2231 section 5
    charset = language > 0 ? charset.substring(0, language) : charset;
    String body = text.substring(bodyFrom, end);
    byte[] bytes =
        quoted
            ? quoted(body, charset)
            : TransferDecoding.base64(body.getBytes(StandardCharsets.US_ASCII));
    return new Word(charset, new String(bytes, StandardCharsets.ISO_8859_1), end + 2);
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 0x80;
  }

  private static byte[] quoted(String body, String charset) {
    Charset own = CharsetNames.forKnown(CharsetNames.clean(charset));
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '_') {
        out.write(' ');
      } else if (c == '='
          && i + 2 < body.length()
          && isHex(body.charAt(i + 1))
          && isHex(body.charAt(i + 2))) {
        out.write(
            Character.digit(body.charAt(i + 1), 16) * 16 + Character.digit(body.charAt(i + 2), 16));
        i += 2;
      } else if (c < 0x80) {
        out.write(c);
      } else {
        out.writeBytes(Character.toString(c).getBytes(own)); // it should have been encoded
      }
    }
    return out.toByteArray();
  }
}
