package relais.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds the signature at the end of a text: below its delimiter, as lines of addresses, or as what
/// phones add.
final class SignatureLines {
  static final int MAX_LINES = 15;

  private static final Pattern SIGNATURE =
      Pattern.compile("(?:--|[\u2014\u2013]{1,20}|__|--=20) ?");
  private static final Pattern DIVIDER = Pattern.compile("[_=*-]{20,}");

  private static final int MAX_CONTACT_LINES = 9;
  private static final int MAX_CONTACT_LINE = 80;

  /// "-Ada Keller" on a line of its own.
  private static final Pattern DASHED_NAME =
      Pattern.compile(
          "(?:-|[\u2013\u2014~] ?)\\p{Lu}[\\p{L}.'-]{1,20}(?: \\p{Lu}[\\p{L}.'-]{0,20}){0,2}");

  /// Two to four words with capitals, perhaps a degree: a person's name.
  private static final Pattern NAME =
      Pattern.compile(
          "\\*?\\p{Lu}[\\p{L}.'-]{0,20}(?: \\p{Lu}[\\p{L}.'-]{0,20}){1,3}"
              + "(?:, [\\p{L}. ]{2,12})?[,|]?\\*?");

  /// A telephone number, a mail address, or an address of the web.
  private static final Pattern CONTACT =
      Pattern.compile(
          "(?i)(?:\\+|\\(|\\b)\\d[\\d"
              + " ()./-]{6,20}\\d|[\\w.+-]{1,64}@[\\w-]{1,60}\\.\\w|\\bwww\\.|https?://");

  /// Two words in small letters next to each other, neither of them a short one such as "of".
  private static final Pattern PROSE = Pattern.compile("(?<!\\p{L})\\p{Ll}{4,30},? \\p{Ll}{4,30}");

  private SignatureLines() {}

  /// The number of lines before the signature; where there is none, all but blank ones at the end.
  static int begin(List<String> kept) {
    int end = kept.size();
    while (end > 0 && kept.get(end - 1).isBlank()) {
      end--;
    }
    int delimiter = -1;
    for (int i = end - 1; i > 0 && i >= end - MAX_LINES; i--) {
      String line = kept.get(i).strip();
      if (SIGNATURE.matcher(line).matches() || (DIVIDER.matcher(line).matches() && i >= end - 8)) {
        delimiter = i;
      }
    }
    if (delimiter > 0 && hasText(kept, delimiter)) {
      end = delimiter;
    }
    int above = endWithoutNote(kept, end);
    while (above < end) {
      end = above; // some programs each add a note of their own
      above = endWithoutNote(kept, end);
    }
    return endWithoutName(kept, end);
  }

  /// Where a text ends before what a phone or an app adds; its own end where they add nothing.
  private static int endWithoutNote(List<String> kept, int end) {
    int last = end - 1;
    for (int looked = 0; last > 0 && looked < 4; last--) {
      String line = kept.get(last).strip();
      if (line.isEmpty()) {
        continue;
      }
      looked++;
      String lower = withoutBrackets(line.toLowerCase(Locale.ROOT));
      boolean note =
          isShortSentFrom(lower)
              || (line.length() < 90
                  && !goesOnAsSentence(lower)
                  && QuotePhrases.startsWithAny(lower, QuotePhrases.SENT_FROM));
      if (note && hasText(kept, last)) {
        return last;
      }
    }
    return end;
  }

  private static String withoutBrackets(String line) {
    int from = 0;
    while (from < line.length() && "(<[*_".indexOf(line.charAt(from)) >= 0) {
      from++;
    }
    return line.substring(from);
  }

  /// "Sent from my desk, which is …" is what somebody writes; "Sent from my phone, please excuse …"
  /// is not.
  private static boolean goesOnAsSentence(String lower) {
    int comma = lower.indexOf(", ");
    return comma > 0
        && !lower.startsWith("yahoo mail")
        && !lower.startsWith("please ", comma + 2)
        && !lower.startsWith("excuse ", comma + 2);
  }

  /// Where a text ends before a block of contact lines or "-Ada" that has no delimiter; its own end
  /// where it has none.
  private static int endWithoutName(List<String> kept, int end) {
    int last = end;
    while (last > 0 && kept.get(last - 1).isBlank()) {
      last--;
    }
    int first = last;
    while (first > 0 && !kept.get(first - 1).isBlank()) {
      first--;
    }
    if (first == 0 || last - first > MAX_CONTACT_LINES || !hasText(kept, first)) {
      return end;
    }
    List<String> block = kept.subList(first, last);
    if (block.size() == 1) {
      return DASHED_NAME.matcher(block.getFirst().strip()).matches() ? first : end;
    }
    if (block.stream().anyMatch(SignatureLines::isProse)) {
      return end;
    }
    boolean named = NAME.matcher(block.getFirst().strip()).matches();
    long contacts = block.stream().filter(line -> CONTACT.matcher(line).find()).count();
    if (named && (contacts >= 2 || isMobileNote(block.getLast()))) {
      return closingBefore(kept, first);
    }
    int closing = closingBefore(kept, first);
    return named && closing < first ? closing : end;
  }

  /// Whether a line is too long for a signature, or has words between its numbers as sentences do.
  private static boolean isProse(String line) {
    return line.strip().length() > MAX_CONTACT_LINE
        || PROSE.matcher(CONTACT.matcher(line).replaceAll(" ")).find();
  }

  /// "Regards," right above the name belongs to a signature that says more than the name.
  private static int closingBefore(List<String> kept, int name) {
    int at = name;
    while (at > 0 && kept.get(at - 1).isBlank()) {
      at--;
    }
    boolean closing =
        at > 1
            && QuotePhrases.CLOSINGS.contains(bareWords(kept.get(at - 1)))
            && hasText(kept, at - 1);
    return closing ? at - 1 : name;
  }

  private static String bareWords(String line) {
    String bare = line.strip().toLowerCase(Locale.ROOT);
    while (!bare.isEmpty() && ",.!;:".indexOf(bare.charAt(bare.length() - 1)) >= 0) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }

  private static boolean isMobileNote(String line) {
    String lower = line.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("via mobile") || lower.startsWith("via iphone");
  }

  /// "Sent from TypeApp": whatever the app is called.
  private static boolean isShortSentFrom(String lower) {
    return lower.startsWith("sent from ") && lower.chars().filter(c -> c == ' ').count() <= 3;
  }

  private static boolean hasText(List<String> lines, int end) {
    return lines.subList(0, end).stream().anyMatch(line -> !line.isBlank());
  }

  static String withoutDelimiter(List<String> signature) {
    int from = 0;
    while (from < signature.size()
        && (signature.get(from).isBlank() || isDelimiter(signature.get(from).strip()))) {
      from++;
    }
    return String.join("\n", signature.subList(from, signature.size())).strip();
  }

  /// A long line of signs.
  static boolean isDivider(String line) {
    return DIVIDER.matcher(line).matches();
  }

  /// What stands above a signature.
  static boolean isDelimiter(String line) {
    return SIGNATURE.matcher(line).matches() || DIVIDER.matcher(line).matches();
  }

  /// Where a text begins to end in those words, whatever the blanks between them; negative for
  /// nowhere.
  static int endingAt(String text, String words) {
    int at = text.length();
    for (int i = words.length() - 1; i >= 0; i--) {
      char c = words.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      at--;
      while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
        at--;
      }
      if (at < 0 || text.charAt(at) != c) {
        return -1;
      }
    }
    return at > 0 && text.charAt(at - 1) != '\n' && !text.substring(0, at).endsWith(" ") ? -1 : at;
  }

  static String withoutLastDelimiter(String text) {
    String rest = text.strip();
    int line = rest.lastIndexOf('\n');
    return line > 0 && isDelimiter(rest.substring(line + 1).strip())
        ? rest.substring(0, line).strip()
        : rest;
  }
}
