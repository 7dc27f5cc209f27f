package relais.mail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// From bytes to text where the charset is declared, misdeclared, or not declared at all.
final class CharsetGuess {
  /// What is meant when nothing is said and it is not UTF-8.
  static final Charset WESTERN = Charset.forName("windows-1252");

  private static final Charset JAPANESE_MAIL = CharsetNames.forKnown("iso-2022-jp");

  private CharsetGuess() {}

  /// Decodes text that claims to be in a charset.
  ///
  /// @param declared as the mail names it; null, empty or unknown where it must be guessed
  static String decode(byte[] bytes, @Nullable String declared) {
    String name = declared == null ? "" : CharsetNames.clean(declared);
    if (CharsetNames.isUtf7(name)) {
      return Utf7.decode(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    Charset charset = CharsetNames.find(name);
    if (charset == null) {
      return guessed(bytes, WESTERN);
    }
    if (charset.equals(StandardCharsets.UTF_8)) {
      return utf8OrGuess(bytes);
    }
    if (charset.equals(StandardCharsets.UTF_16) && isLittleEndian(bytes)) {
      return withoutMark(new String(bytes, StandardCharsets.UTF_16LE));
    }
    return withoutMark(new String(bytes, charset));
  }

  /// Decodes the first bytes of a header field.
  static String headerText(byte[] bytes, int length, Charset fallback) {
    boolean ascii = true;
    boolean escape = false;
    for (int i = 0; i < length; i++) {
      ascii &= bytes[i] >= 0;
      escape |= bytes[i] == 0x1b;
    }
    if (ascii && !escape) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
    byte[] exact = length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
    return guessed(exact, fallback);
  }

  /// Decodes without any declaration: UTF-8 if it is, ISO-2022-JP by its escapes, else the
  /// fallback.
  static String guessed(byte[] bytes, Charset fallback) {
    if (hasJapaneseEscape(bytes)) {
      return new String(bytes, JAPANESE_MAIL);
    }
    String utf8 = strictly(bytes, StandardCharsets.UTF_8);
    if (utf8 != null) {
      return withoutMark(utf8);
    }
    if (bytes.length > 2 && isMark(bytes, 0xff, 0xfe)) {
      return withoutMark(new String(bytes, StandardCharsets.UTF_16LE));
    }
    if (bytes.length > 2 && isMark(bytes, 0xfe, 0xff)) {
      return withoutMark(new String(bytes, StandardCharsets.UTF_16BE));
    }
    String mended = mostlyUtf8(bytes);
    return mended != null ? mended : new String(bytes, fallback);
  }

  /// UTF-8 that was cut somewhere: next to no other text looks like it so often.
  private static @Nullable String mostlyUtf8(byte[] bytes) {
    String lenient = new String(bytes, StandardCharsets.UTF_8);
    int broken = 0;
    int whole = 0;
    for (int i = 0; i < lenient.length(); i++) {
      char c = lenient.charAt(i);
      broken += c == '\ufffd' ? 1 : 0;
      whole += c >= 0x80 && c != '\ufffd' ? 1 : 0;
    }
    return whole >= 10 * broken ? withoutMark(lenient) : null;
  }

  /// Whether UTF-16 without a mark has its zeros where the smaller end comes first (RFC 2781 would
  /// have it the other way round, most programs do not).
  private static boolean isLittleEndian(byte[] bytes) {
    if (bytes.length < 2 || isMark(bytes, 0xff, 0xfe) || isMark(bytes, 0xfe, 0xff)) {
      return false;
    }
    int zeros = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        zeros += (i & 1) == 1 ? 1 : -1;
      }
    }
    return zeros > 0;
  }

  /// Declared UTF-8 with a few broken characters is UTF-8; with nothing but broken ones it is not.
  private static String utf8OrGuess(byte[] bytes) {
    String strict = strictly(bytes, StandardCharsets.UTF_8);
    if (strict != null) {
      return withoutMark(strict);
    }
    String lenient = new String(bytes, StandardCharsets.UTF_8);
    int broken = 0;
    int whole = 0;
    for (int i = 0; i < lenient.length(); i++) {
      char c = lenient.charAt(i);
      if (c == '\ufffd') {
        broken++;
      } else if (c >= 0x80) {
        whole++;
      }
    }
    return withoutMark(broken > whole ? new String(bytes, WESTERN) : lenient);
  }

  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      CharBuffer text = decoder.decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException e) {
      return null; // not in this charset: the caller tries the next
    }
  }

  private static boolean hasJapaneseEscape(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
      if (bytes[i] == 0x1b && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMark(byte[] bytes, int first, int second) {
    return (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
