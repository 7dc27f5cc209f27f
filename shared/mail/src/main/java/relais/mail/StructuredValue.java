package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A header value with parameters, such as Content-Type (RFC 2045 section 5.1, RFC 2231).
///
/// @param value the part before the first parameter in lower case, comments removed
/// @param parameters decoded values by name in lower case
record StructuredValue(String value, Map<String, String> parameters) {
  private static final int MAX_PARAMETERS = 200;

  /// A longer field is read as far as this.
  private static final int MAX_LENGTH = 20_000;

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  static StructuredValue parse(String header) {
    String text = header.length() > MAX_LENGTH ? header.substring(0, MAX_LENGTH) : header;
    int end = 0;
    while (end < text.length() && text.charAt(end) != ';') {
      end++;
    }
    String value = withoutComment(text.substring(0, end)).strip();
    int space = value.indexOf(' ');
    if (space > 0 && value.indexOf('=', space) > 0) {
      // "text/plain charset=utf-8": a semicolon was forgotten
      end = text.indexOf(value.substring(space + 1)) - 1;
      value = value.substring(0, space);
    }
    Map<String, String> plain = new HashMap<>();
    Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();
    int at = end + 1;
    for (int count = 0; at < text.length() && count < MAX_PARAMETERS; count++) {
      at = readParameter(text, at, plain, pieces);
    }
    plain.replaceAll((_, each) -> EncodedWords.decode(each));
    pieces.forEach((name, parts) -> plain.put(name, joined(parts)));
    return new StructuredValue(value.replace(" ", "").toLowerCase(Locale.ROOT), plain);
  }

  private record Piece(String text, boolean encoded) {}

  private static int readParameter(
      String text,
      int from,
      Map<String, String> plain,
      Map<String, TreeMap<Integer, Piece>> pieces) {
    int equals = from;
    while (equals < text.length() && text.charAt(equals) != '=' && text.charAt(equals) != ';') {
      equals++;
    }
    if (equals >= text.length() || text.charAt(equals) == ';') {
      return equals + 1;
    }
    String name = text.substring(from, equals).strip().toLowerCase(Locale.ROOT);
    int lastWord = name.lastIndexOf(' ');
    name = name.substring(lastWord + 1);
    int at = equals + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    StringBuilder value = new StringBuilder();
    at =
        at < text.length() && text.charAt(at) == '"'
            ? readQuoted(text, at + 1, value)
            : readToken(text, at, value);
    keep(name, value.toString(), plain, pieces);
    return at;
  }

  /// Ends at a quote that something sensible follows, for names with a bare quote inside.
  private static int readQuoted(String text, int from, StringBuilder value) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\'
          && at + 1 < text.length()
          && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\')) {
        value.append(text.charAt(at + 1));
        at += 2;
        continue;
      }
      if (c == '"') {
        int after = at + 1;
        while (after < text.length() && text.charAt(after) == ' ') {
          after++;
        }
        boolean ends =
            after >= text.length()
                || text.charAt(after) == ';'
                || text.charAt(after) == '('
                || text.indexOf('"', at + 1) < 0
                || startsParameter(text, after);
        if (ends) {
          int semicolon = text.indexOf(';', at);
          return after >= text.length() || text.charAt(after) == ';' || semicolon < 0
              ? after + 1
              : startsParameter(text, after) ? after : semicolon + 1;
        }
      }
      value.append(c);
      at++;
    }
    return at;
  }

  private static boolean startsParameter(String text, int at) {
    int i = at;
    while (i < text.length()
        && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '*' || text.charAt(i) == '-')) {
      i++;
    }
    return i > at && i < text.length() && text.charAt(i) == '=';
  }

  private static int readToken(String text, int from, StringBuilder value) {
    int at = from;
    while (at < text.length() && text.charAt(at) != ';') {
      value.append(text.charAt(at++));
    }
    String token = withoutComment(value.toString()).strip();
    value.setLength(0);
    value.append(token);
    return at + 1;
  }

  private static void keep(
      String name,
      String value,
      Map<String, String> plain,
      Map<String, TreeMap<Integer, Piece>> pieces) {
    int star = name.indexOf('*');
    if (star < 0) {
      plain.putIfAbsent(name, value);
      return;
    }
    boolean encoded = name.endsWith("*");
    String number = name.substring(star + 1, Math.max(star + 1, name.length() - (encoded ? 1 : 0)));
    int order = number.isEmpty() ? 0 : number.matches("\\d{1,4}") ? Integer.parseInt(number) : -1;
    if (order >= 0) {
      pieces
          .computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
          .putIfAbsent(order, new Piece(value, encoded));
    }
  }

  private static String joined(TreeMap<Integer, Piece> pieces) {
    String charset = null;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean encoded = false;
    for (Map.Entry<Integer, Piece> entry : pieces.entrySet()) {
      String text = entry.getValue().text;
      if (entry.getValue().encoded) {
        encoded = true;
        if (charset == null) {
          int first = text.indexOf('\'');
          int second = first < 0 ? -1 : text.indexOf('\'', first + 1);
          charset = second < 0 ? "" : text.substring(0, first);
          text = second < 0 ? text : text.substring(second + 1);
        }
        percentDecoded(text, bytes);
      } else {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    String all = CharsetGuess.decode(bytes.toByteArray(), charset == null ? "utf-8" : charset);
    return encoded ? all : EncodedWords.decode(all);
  }

  private static void percentDecoded(String text, ByteArrayOutputStream out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /// The text without anything in parentheses.
  static String withoutComment(String text) {
    if (text.indexOf('(') < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return depth == 0 ? kept.toString() : text;
  }
}
