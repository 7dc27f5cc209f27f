package relais.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Header fields as they go over the wire: encoded (RFC 2047, RFC 2231) and folded (RFC 5322).
///
/// Every value passes through here, and no piece of it may hold a line break: a new header line
/// starts only where this class folds.
final class HeaderWriting {
  /// RFC 5322 section 2.1.1 recommends lines of at most 78 characters.
  private static final int LINE = 78;

  /// RFC 2047 section 2: an encoded word has at most 75 characters.
  private static final int WORD = 75;

  private static final String B_PREFIX = "=?UTF-8?B?";
  private static final String Q_PREFIX = "=?UTF-8?Q?";

  private HeaderWriting() {}

  /// A field of free text, such as Subject.
  static void unstructured(StringBuilder out, String name, String value) {
    String line = HeaderText.oneLine(value);
    List<String> pieces =
        needsEncoding(line) ? encodedWords(line, name.length() + 2) : List.of(line.split(" ", -1));
    fold(out, name, pieces, "");
  }

  /// A field of mailboxes, such as To.
  static void mailboxes(StringBuilder out, String name, List<Mailbox> mailboxes) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < mailboxes.size(); i++) {
      Mailbox mailbox = mailboxes.get(i);
      String comma = i < mailboxes.size() - 1 ? "," : "";
      if (mailbox.name() == null) {
        pieces.add(wireForm(mailbox.address()) + comma);
      } else {
        pieces.addAll(phrase(mailbox.name(), pieces.isEmpty() ? name.length() + 2 : 1));
        pieces.add("<" + wireForm(mailbox.address()) + ">" + comma);
      }
    }
    fold(out, name, pieces, "");
  }

  /// A field of message ids, such as References.
  static void messageIds(StringBuilder out, String name, List<MimeMessageId> ids) {
    fold(out, name, ids.stream().map(MimeMessageId::toString).toList(), "");
  }

  /// A field with a parameter that may hold any text, such as Content-Disposition.
  static void withParameter(
      StringBuilder out, String name, String value, String parameter, String text) {
    List<String> pieces = new ArrayList<>();
    String plain = HeaderText.oneLine(text);
    String quoted = parameter + "=\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    if (isAscii(plain) && quoted.length() <= LINE - 2) {
      pieces.add(quoted);
    } else {
      pieces.addAll(extendedParameter(parameter, plain));
    }
    fold(out, name, prepend(value, pieces), ";");
  }

  /// A field whose value is a token of ours and needs no care.
  static void token(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }

  /// The address in ASCII where that is possible: the domain in its `xn--` form.
  static String wireForm(MailAddress address) {
    if (isAscii(address.domain())) {
      return address.toString();
    }
    try {
      return new MailAddress(address.local(), IDN.toASCII(address.domain())).toString();
    } catch (IllegalArgumentException e) {
      return address.toString(); // not a name IDNA knows: leave it to the next mail server
    }
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean needsEncoding(String line) {
    if (!isAscii(line) || line.contains("=?")) {
      return true;
    }
    for (String word : line.split(" ", -1)) {
      if (word.length() > WORD) {
        return true;
      }
    }
    return false;
  }

  /// The name as a phrase: plain words, one quoted string, or encoded words.
  private static List<String> phrase(String name, int column) {
    if (needsEncoding(name)) {
      return encodedWords(name, column);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != ' ' && !isAtomCharacter(c)) {
        String quoted = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return quoted.length() <= LINE - column ? List.of(quoted) : encodedWords(name, column);
      }
    }
    return List.of(name.split(" ", -1));
  }

  private static boolean isAtomCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  /// Encoded words that each stand alone: no character is divided between two of them.
  ///
  /// @param column where the first of them will stand
  private static List<String> encodedWords(String text, int column) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int quotedLength = 0;
    for (byte b : utf8) {
      quotedLength += isPlainInWord(b) || b == ' ' ? 1 : 3;
    }
    boolean base64 = quotedLength > (utf8.length * 4 + 2) / 3;
    List<String> words = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      String character = Character.toString(codePoint);
      int bytes = character.getBytes(StandardCharsets.UTF_8).length;
      int cost = base64 ? bytes : quotedCost(character);
      int length = words.isEmpty() ? Math.min(WORD, LINE - 2 - column) : WORD;
      int room = base64 ? (length - B_PREFIX.length() - 2) / 4 * 3 : length - Q_PREFIX.length() - 2;
      if (used + cost > room) {
        words.add(encodedWord(chunk.toString(), base64));
        chunk.setLength(0);
        used = 0;
      }
      chunk.append(character);
      used += cost;
      i += Character.charCount(codePoint);
    }
    words.add(encodedWord(chunk.toString(), base64));
    return words;
  }

  private static int quotedCost(String character) {
    int cost = 0;
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      cost += isPlainInWord(b) || b == ' ' ? 1 : 3;
    }
    return cost;
  }

  private static String encodedWord(String chunk, boolean base64) {
    byte[] utf8 = chunk.getBytes(StandardCharsets.UTF_8);
    if (base64) {
      return B_PREFIX + Base64.getEncoder().encodeToString(utf8) + "?=";
    }
    StringBuilder word = new StringBuilder(Q_PREFIX);
    for (byte b : utf8) {
      if (b == ' ') {
        word.append('_');
      } else if (isPlainInWord(b)) {
        word.append((char) b);
      } else {
        word.append("=%02X".formatted(b & 0xff));
      }
    }
    return word.append("?=").toString();
  }

  /// RFC 2047 section 5 (3): what may stand for itself in a phrase, the strictest place.
  private static boolean isPlainInWord(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '!'
        || b == '*'
        || b == '+'
        || b == '-'
        || b == '/';
  }

  /// RFC 2231 sections 3 and 4: charset, and continuations where one line is too short.
  private static List<String> extendedParameter(String parameter, String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder("UTF-8''");
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      StringBuilder encoded = new StringBuilder();
      for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
        if ((isPlainInWord(b) && b != '*') || b == '.' || b == '_') {
          encoded.append((char) b);
        } else {
          encoded.append("%%%02X".formatted(b & 0xff));
        }
      }
      if (part.length() + encoded.length() > LINE - parameter.length() - 10) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(encoded);
      i += Character.charCount(codePoint);
    }
    parts.add(part.toString());
    if (parts.size() == 1) {
      return List.of(parameter + "*=" + parts.getFirst());
    }
    List<String> numbered = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      numbered.add("%s*%d*=%s".formatted(parameter.toLowerCase(Locale.ROOT), i, parts.get(i)));
    }
    return numbered;
  }

  private static List<String> prepend(String first, List<String> rest) {
    List<String> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }

  private static void fold(StringBuilder out, String name, List<String> pieces, String separator) {
    out.append(name).append(':');
    int column = name.length() + 1;
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i) + (i < pieces.size() - 1 ? separator : "");
      if (column + 1 + piece.length() > LINE && i > 0) {
        out.append("\r\n");
        column = 0;
      }
      out.append(' ').append(piece);
      column += 1 + piece.length();
    }
    out.append("\r\n");
  }
}
