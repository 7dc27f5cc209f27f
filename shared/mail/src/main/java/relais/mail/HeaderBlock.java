package relais.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields of a mail or of one of its parts, as they came, and where the body begins.
///
/// Forgives what real mail has: an mbox separator, blank lines first, a lost blank line before the
/// body, a space before the colon, a stray line among the fields.
record HeaderBlock(List<Field> fields, int bodyFrom) {
  /// More fields than any honest mail has: a mail of headers alone must not cost a minute.
  private static final int MAX_FIELDS = 5_000;

  /// A single field may not fill the memory either; the rest of it is left out.
  private static final int MAX_FIELD_BYTES = 1 << 20;

  /// So many lines in a row may have lost their indentation, between the marks of the way a mail
  /// took and what its author put above it.
  private static final int MAX_STRAY_LINES = 30;

  private static final byte LF = '\n';

  record Field(String name, Slice raw) {
    /// The value on one line, encoded words still encoded.
    ///
    /// @param fallback for bytes beyond ASCII that are not UTF-8
    String value(Charset fallback) {
      byte[] bytes = new byte[Math.min(raw.length(), MAX_FIELD_BYTES)];
      int length = 0;
      for (int i = 0; i < bytes.length; i++) {
        byte b = raw.at(i);
        if (b != '\r' && b != '\n' && b != 0) {
          bytes[length++] = b == '\t' ? (byte) ' ' : b;
        }
      }
      return CharsetGuess.headerText(bytes, length, fallback).strip();
    }
  }

  /// The first field of that name.
  @Nullable Field find(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return field;
      }
    }
    return null;
  }

  /// The raw value of the first field of that name; empty when there is none.
  String value(String name, Charset fallback) {
    Field field = find(name);
    return field == null ? "" : field.value(fallback);
  }

  static HeaderBlock read(Slice whole) {
    List<Field> fields = new ArrayList<>();
    int at = skipPrologue(whole);
    String name = null;
    int valueFrom = 0;
    int valueTo = 0;
    while (at < whole.length()) {
      int lineEnd = whole.find(LF, at);
      int next = Math.min(lineEnd + 1, whole.length());
      if (isBlankLine(whole, at, lineEnd)) {
        if (isEmptyLine(whole, at, lineEnd) || !headersGoOn(whole, next)) {
          at = next;
          break;
        }
        at = next; // a folded line with nothing on it (RFC 5322 section 4.2)
        continue;
      }
      int colon = nameEnd(whole, at, lineEnd);
      byte first = whole.at(at);
      if (colon > 0 && first != ' ' && first != '\t') {
        keep(fields, name, whole, valueFrom, valueTo);
        name = whole.between(at, colon).latin1().strip();
        valueFrom = whole.find((byte) ':', colon) + 1;
        valueTo = lineEnd;
      } else if (name != null && (first == ' ' || first == '\t')) {
        valueTo = lineEnd;
      } else if (!isStrayLine(whole, next, strayLines(fields, name))) {
        break; // the blank line is missing: the body begins here
      }
      at = next;
    }
    keep(fields, name, whole, valueFrom, valueTo);
    return new HeaderBlock(List.copyOf(fields), at);
  }

  private static void keep(
      List<Field> fields, @Nullable String name, Slice whole, int from, int to) {
    if (name != null && fields.size() < MAX_FIELDS) {
      fields.add(new Field(name, whole.between(from, to)));
    }
  }

  /// Blank lines, a byte order mark, and the `From ` line of a mailbox file.
  private static int skipPrologue(Slice whole) {
    int at = 0;
    if (whole.length() >= 3
        && whole.at(0) == (byte) 0xef
        && whole.at(1) == (byte) 0xbb
        && whole.at(2) == (byte) 0xbf) {
      at = 3;
    }
    int lineEnd = whole.find(LF, at);
    int candidate = at;
    while (candidate < whole.length() && isBlankLine(whole, candidate, lineEnd)) {
      candidate = lineEnd + 1;
      lineEnd = candidate < whole.length() ? whole.find(LF, candidate) : candidate;
    }
    if (candidate > at
        && (candidate >= whole.length() || nameEnd(whole, candidate, lineEnd) <= 0)) {
      return at; // blank lines before something that is no header: an empty header block
    }
    at = candidate;
    if (at < whole.length() && isMailboxSeparator(whole, at)) {
      at = Math.min(lineEnd + 1, whole.length());
    }
    return at;
  }

  private static boolean isMailboxSeparator(Slice whole, int at) {
    return whole.startsWith(new byte[] {'F', 'r', 'o', 'm', ' '}, at)
        || whole.startsWith(new byte[] {'>', 'F', 'r', 'o', 'm', ' '}, at);
  }

  private static boolean isBlankLine(Slice whole, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = whole.at(i);
      if (b != '\r' && b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmptyLine(Slice whole, int from, int to) {
    return to == from || (to == from + 1 && whole.at(from) == '\r');
  }

  /// Whether after a line of blanks comes more of the headers rather than the body.
  private static boolean headersGoOn(Slice whole, int next) {
    if (next >= whole.length()) {
      return false;
    }
    int lineEnd = whole.find(LF, next);
    if (isBlankLine(whole, next, lineEnd)) {
      return false;
    }
    int colon = nameEnd(whole, next, lineEnd);
    return (colon > 0 && isLikelyName(whole.between(next, colon).latin1()))
        || isStrayLine(whole, Math.min(lineEnd + 1, whole.length()), 2);
  }

  /// Where a field name at the start of this line ends; 0 or less where there is none.
  private static int nameEnd(Slice whole, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = whole.at(i);
      if (b == ':') {
        return i > from ? i : -1;
      }
      if (b == ' ' || b == '\t') {
        int colon = i;
        while (colon < to && (whole.at(colon) == ' ' || whole.at(colon) == '\t')) {
          colon++;
        }
        return colon < to && whole.at(colon) == ':' && i > from ? i : -1;
      }
      if (b < ' ' || b == 0x7f) {
        return -1;
      }
    }
    return -1;
  }

  /// How far a field may be behind lines that are none: two lines where the header could end here,
  /// more where servers have signed the mail but its author and its date are still to come.
  private static int strayLines(List<Field> fields, @Nullable String name) {
    boolean travelled = "Received".equalsIgnoreCase(name);
    boolean dated = "From".equalsIgnoreCase(name) || "Date".equalsIgnoreCase(name);
    for (Field field : fields) {
      travelled |= field.name.equalsIgnoreCase("Received");
      dated |= field.name.equalsIgnoreCase("From") || field.name.equalsIgnoreCase("Date");
    }
    return travelled && !dated ? MAX_STRAY_LINES : 2;
  }

  /// Whether a line that is no header stands among headers: one follows within so many lines.
  private static boolean isStrayLine(Slice whole, int next, int within) {
    int at = next;
    for (int lines = 0; lines < within && at < whole.length(); lines++) {
      int lineEnd = whole.find(LF, at);
      if (isBlankLine(whole, at, lineEnd)) {
        return false;
      }
      int colon = nameEnd(whole, at, lineEnd);
      if (colon > 0 && isLikelyName(whole.between(at, colon).latin1())) {
        return true;
      }
      at = lineEnd + 1;
    }
    return false;
  }

  private static boolean isLikelyName(String name) {
    return name.length() <= 40
        && (name.indexOf('-') > 0
            || switch (name.strip().toLowerCase(java.util.Locale.ROOT)) {
              case "from", "to", "cc", "subject", "date", "sender", "received", "references" ->
                  true;
              default -> false;
            });
  }
}
