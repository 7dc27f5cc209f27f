package relais.mail;

import java.util.Arrays;
import java.util.Locale;

/// Takes transfer encodings off (RFC 2045 section 6), whatever state they arrive in.
final class TransferDecoding {
  private static final byte[] SIX_BITS = new byte[256];

  static {
    Arrays.fill(SIX_BITS, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      SIX_BITS[alphabet.charAt(i)] = (byte) i;
    }
  }

  private TransferDecoding() {}

  /// The content without its encoding.
  ///
  /// @param encoding the value of Content-Transfer-Encoding; an unknown one leaves all as it is
  /// @param text whether the content is text, which some senders call base64 without encoding it
  static byte[] decode(Slice body, String encoding, boolean text) {
    String name = encoding.toLowerCase(Locale.ROOT).strip();
    if (name.startsWith("base64") || name.startsWith("base-64")) {
      return text && !looksLikeBase64(body) ? body.bytes() : base64(body);
    }
    if (name.startsWith("quoted")) {
      return quotedPrintable(body);
    }
    if (name.startsWith("x-uu") || name.startsWith("uuencode")) {
      Uuencode.File file = Uuencode.find(body.latin1(), 0);
      return file == null ? body.bytes() : file.content();
    }
    return body.bytes();
  }

  static byte[] base64(byte[] bytes) {
    return base64(Slice.of(bytes));
  }

  /// Reads over everything that is not of the alphabet, and on after padding where whole encoded
  /// pieces follow each other.
  static byte[] base64(Slice body) {
    int end = base64End(body);
    int letters = 0;
    int bytes = 0;
    for (int i = 0; i < end; i++) {
      byte b = body.at(i);
      if (b == '=') {
        bytes += letters * 6 / 8;
        letters = 0;
      } else if (SIX_BITS[b & 0xff] >= 0) {
        if (++letters == 4) {
          bytes += 3;
          letters = 0;
        }
      }
    }
    byte[] out = new byte[bytes + letters * 6 / 8];
    int at = 0;
    int held = 0;
    int bits = 0;
    for (int i = 0; i < end; i++) {
      byte b = body.at(i);
      byte six = SIX_BITS[b & 0xff];
      if (b == '=') {
        held = 0;
        bits = 0;
      } else if (six >= 0) {
        held = (held << 6) | six;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          out[at++] = (byte) (held >> bits);
          held &= (1 << bits) - 1;
        }
        if (bits == 0) {
          held = 0;
        }
      }
    }
    return out;
  }

  /// A footer in plain text after the padding is not part of the content.
  private static int base64End(Slice body) {
    int padding = body.find((byte) '=', 0);
    while (padding < body.length()) {
      int lineEnd = body.find((byte) '\n', padding);
      for (int i = padding + 1; i + 1 < lineEnd; i++) {
        if (body.at(i) == ' ' && body.at(i + 1) > ' ' && body.at(i + 1) != '=') {
          return i; // words after the padding, on its own line
        }
      }
      int at = Math.min(lineEnd + 1, body.length());
      int nextEnd = body.find((byte) '\n', at);
      for (int i = at; i < nextEnd; i++) {
        byte b = body.at(i);
        if (SIX_BITS[b & 0xff] < 0 && b != '=' && b != '\r' && b != ' ' && b != '\t') {
          return at;
        }
      }
      padding = body.find((byte) '=', at);
    }
    return body.length();
  }

  /// Words with blanks between them are no base64, whatever the header says.
  private static boolean looksLikeBase64(Slice body) {
    int foreign = 0;
    int blanks = 0;
    int limit = Math.min(body.find((byte) '=', 0), 2_000); // a footer may follow the padding
    for (int i = 0; i < limit; i++) {
      byte b = body.at(i);
      if (b == ' ' && i > 0 && body.at(i - 1) > ' ' && i + 1 < limit && body.at(i + 1) > ' ') {
        blanks++;
      } else if (b > ' ' && b != '=' && SIX_BITS[b & 0xff] < 0) {
        foreign++;
      }
    }
    return foreign * 7 <= limit && blanks * 30 <= limit;
  }

  static byte[] quotedPrintable(Slice body) {
    byte[] out = new byte[body.length()];
    int at = 0;
    int kept = 0; // up to here, blanks at the end of a line are the sender's and not padding
    for (int i = 0; i < body.length(); i++) {
      byte b = body.at(i);
      if (b == '=') {
        int skip = softBreak(body, i);
        if (skip > 0) {
          i += skip;
          kept = at;
          continue;
        }
        int high = i + 2 < body.length() ? Character.digit(body.at(i + 1), 16) : -1;
        int low = i + 2 < body.length() ? Character.digit(body.at(i + 2), 16) : -1;
        if (high >= 0 && low >= 0) {
          out[at++] = (byte) (high * 16 + low);
          i += 2;
          kept = at;
          continue;
        }
      } else if (b == '\n' || (b == '\r' && i + 1 < body.length() && body.at(i + 1) == '\n')) {
        while (at > kept && (out[at - 1] == ' ' || out[at - 1] == '\t')) {
          at--;
        }
      }
      out[at++] = b;
      if (b == '\n') {
        kept = at;
      }
    }
    return at == out.length ? out : Arrays.copyOf(out, at);
  }

  /// How many bytes after this `=` belong to a soft line break; 0 when it is none.
  private static int softBreak(Slice body, int equals) {
    int i = equals + 1;
    while (i < body.length() && (body.at(i) == ' ' || body.at(i) == '\t')) {
      i++;
    }
    if (i < body.length() && body.at(i) == '\r') {
      i++;
    }
    if (i >= body.length()) {
      return i - equals;
    }
    return body.at(i) == '\n' ? i - equals : 0;
  }
}
