package relais.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds what is new in a mail: leaves out quoted mail and the signature.
///
/// Works on lines, each looked at a bounded number of times. When in doubt it keeps: a line too
/// many costs a glance, a line too few costs the answer.
final class QuotedText {
  /// Put by [HtmlText] where a mail program marks the beginning of quoted mail.
  static final String CUT = "\u0001quoted";

  private static final int MAX_INTRODUCTION = 500;
  private static final int MAX_INTRODUCTION_LINES = 6;
  private static final int MAX_SIGNATURE_LINES = 15;

  private static final Pattern SIGNATURE =
      Pattern.compile("(?:--|[\u2014\u2013]{1,20}|__|--=20) ?");
  private static final Pattern DIVIDER = Pattern.compile("[_=*-]{20,}");

  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)");

  private enum Kind {
    BLANK,
    TEXT,
    QUOTE,
    INTRODUCTION,
    CUT
  }

  private final List<String> lines;
  /// The lines without marks of direction and other things that are not read.
  private final List<String> read;

  private final Kind[] kinds;
  private final boolean forward;
  private boolean changed;

  private QuotedText(String text, boolean forward) {
    this.lines = Arrays.asList(text.split("\n", -1));
    this.read = lines.stream().map(QuotedText::withoutMarks).toList();
    this.kinds = new Kind[lines.size()];
    this.forward = forward;
  }

  /// What remains of a text.
  ///
  /// @param text without the quoted mail and the signature
  /// @param cut whether quoted mail was found and left out
  record Visible(String text, boolean cut) {}

  /// Strips a text.
  ///
  /// @param forward whether the subject says that another mail is passed on here
  static Visible visible(String text, boolean forward) {
    QuotedText reading = new QuotedText(text, forward);
    return reading.visible();
  }

  private Visible visible() {
    int end = signatureBelowQuote(classify());
    List<String> kept = withoutQuotes(end);
    List<String> body = withoutSignature(kept);
    String visible = joined(body);
    if (visible.isEmpty()) {
      return new Visible(joined(lines), false); // nothing but quotation: then that is the mail
    }
    return new Visible(visible, changed);
  }

  /// Says of each line what it is, and where reading stops because all the rest is quoted.
  private int classify() {
    boolean textBefore = false;
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] != null) {
        continue; // belongs to an introduction of several lines
      }
      String line = read.get(i).strip();
      if (line.isEmpty()) {
        kinds[i] = Kind.BLANK;
        continue;
      }
      if (isQuoted(line)) {
        kinds[i] = Kind.QUOTE;
        continue;
      }
      if (isForwardMark(line)) {
        for (int j = i; j < kinds.length; j++) {
          kinds[j] = Kind.TEXT;
        }
        return kinds.length;
      }
      if (isCut(line, i)) {
        if (textBefore && !forward) {
          changed = true;
          return i;
        }
        kinds[i] = Kind.TEXT;
        if (line.equals(CUT)) {
          kinds[i] = Kind.BLANK;
        }
        textBefore |= kinds[i] == Kind.TEXT;
        continue;
      }
      int last = introductionEnd(i);
      if (last >= 0) {
        boolean quoteFollows = nextIsQuoted(last + 1);
        if (!quoteFollows && textBefore && isSure(i, last)) {
          changed = true;
          return i; // an introduction without marked quotation: the rest is the quotation
        }
        if (quoteFollows && i == last && !startsWithWord(i)) {
          int shared = introductionWithin(read.get(i));
          if (shared > 0) {
            lines.set(i, read.get(i).substring(0, shared));
            kinds[i] = Kind.TEXT;
            textBefore = true;
            continue;
          }
        }
        if (quoteFollows) {
          for (int j = i; j <= last; j++) {
            kinds[j] = Kind.INTRODUCTION;
          }
          continue;
        }
      }
      kinds[i] = Kind.TEXT;
      textBefore = true;
    }
    return kinds.length;
  }

  private static String withoutMarks(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c >= '\u00a0' && (c == '\u00a0' || isMark(c))) {
        StringBuilder kept = new StringBuilder(line.length());
        for (int j = 0; j < line.length(); j++) {
          char each = line.charAt(j);
          if (!isMark(each)) {
            kept.append(each == '\u00a0' || each == '\u202f' ? ' ' : each);
          }
        }
        return kept.toString();
      }
    }
    return line;
  }

  private static boolean isMark(char c) {
    return (c >= '\u200b' && c <= '\u200f')
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static boolean isQuoted(String line) {
    return line.startsWith(">") || line.startsWith("&gt;") || line.startsWith("|>");
  }

  private boolean nextIsQuoted(int from) {
    for (int i = from; i < kinds.length; i++) {
      String line = read.get(i).strip();
      if (!line.isEmpty()) {
        return isQuoted(line);
      }
    }
    return false;
  }

  private static boolean isForwardMark(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    boolean ruled = lower.startsWith("--") || lower.startsWith("__") || lower.startsWith("==");
    return (ruled || (lower.endsWith(":") && line.length() < 80))
        && line.length() < 120
        && containsAny(lower, QuotePhrases.FORWARDED);
  }

  private boolean isCut(String line, int at) {
    if (line.equals(CUT)) {
      return true;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    if (line.length() < 120) {
      boolean ruled =
          lower.startsWith("--")
              || lower.startsWith("__")
              || lower.startsWith("==")
              || lower.startsWith("- -")
              || lower.startsWith("*--")
              || lower.startsWith("—");
      if (ruled && containsAny(lower, QuotePhrases.ORIGINAL)) {
        return true;
      }
      if (containsAny(lower, QuotePhrases.REPLY_ABOVE)) {
        return true;
      }
    }
    if (lower.startsWith("--") && lower.endsWith("--") && line.length() < 200) {
      // Zoho: ---- On … wrote ----
      return wrote(lower) && (isDatedOrAddressed(lower) || nextIsQuoted(at + 1));
    }
    if (DIVIDER.matcher(line).matches()) {
      int next = nextText(at + 1);
      return next >= 0 && isHeaderBlock(next);
    }
    return isHeaderBlock(at);
  }

  private int nextText(int from) {
    for (int i = from; i < lines.size() && i < from + 4; i++) {
      if (!read.get(i).isBlank()) {
        return i;
      }
    }
    return -1;
  }

  /// A quoted header: sender first, then at least two of date, recipient, subject.
  private boolean isHeaderBlock(int at) {
    String first = label(read.get(at));
    boolean startsWithSender = QuotePhrases.FROM.contains(first);
    if (!startsWithSender
        && !QuotePhrases.SENT.contains(first)
        && !QuotePhrases.TO.contains(first)
        && !QuotePhrases.SUBJECT.contains(first)) {
      return false;
    }
    boolean from = false;
    boolean sent = false;
    boolean to = false;
    boolean subject = false;
    int looked = 0;
    for (int i = at; i < lines.size() && looked < 9; i++) {
      if (read.get(i).isBlank()) {
        if (i > at + 1 && !(i + 1 < lines.size() && !label(read.get(i + 1)).isEmpty())) {
          break;
        }
        continue;
      }
      looked++;
      String label = label(read.get(i));
      if (label.isEmpty()) {
        continue; // a long line of recipients, folded
      }
      from |= QuotePhrases.FROM.contains(label);
      sent |= QuotePhrases.SENT.contains(label);
      to |= QuotePhrases.TO.contains(label);
      subject |= QuotePhrases.SUBJECT.contains(label);
    }
    int others = (sent ? 1 : 0) + (to ? 1 : 0) + (subject ? 1 : 0);
    if (from && (startsWithSender ? others >= 2 : others == 3)) {
      return true;
    }
    return sent && (from || to) && isShortHeader(at);
  }

  /// Two lines, one with an address and one with a date.
  private boolean isShortHeader(int at) {
    if (at + 1 >= lines.size()) {
      return false;
    }
    String first = read.get(at);
    String second = read.get(at + 1);
    boolean dateFirst = QuotePhrases.SENT.contains(label(first));
    String date = dateFirst ? first : second;
    String address = dateFirst ? second : first;
    return QuotePhrases.SENT.contains(label(date))
        && !label(address).isEmpty()
        && address.indexOf('@') > 0
        && date.chars().filter(Character::isDigit).count() >= 6;
  }

  /// The word before the colon in lower case, without the stars of bold text; empty for none.
  private static String label(String line) {
    int colon = -1;
    int limit = Math.min(line.length(), 40);
    for (int i = 0; i < limit; i++) {
      char c = line.charAt(i);
      if (c == ':' || c == '：') {
        colon = i;
        break;
      }
    }
    if (colon <= 0) {
      return "";
    }
    String label = line.substring(0, colon).replace("*", "").replace("\u00a0", " ");
    return label.strip().toLowerCase(Locale.ROOT);
  }

  /// The last line of an introduction ("On … wrote:") that begins here; negative for none.
  private int introductionEnd(int start) {
    int length = 0;
    for (int i = start; i < lines.size() && i < start + MAX_INTRODUCTION_LINES; i++) {
      String line = read.get(i).strip();
      if ((line.isEmpty() && i > start + 2)
          || (i > start && isQuoted(line) && line.length() > 60)) {
        return -1;
      }
      length += line.length();
      if (length > MAX_INTRODUCTION) {
        return -1;
      }
      if (line.endsWith(">") && (i > start || !nextIsQuoted(i + 1))) {
        continue; // an address within an introduction that goes on
      }
      if (endsIntroduction(line) && isIntroduction(joinedBetween(start, i))) {
        return isBestStart(start, i) ? i : -1;
      }
    }
    return -1;
  }

  /// Whether the introduction begins on this line and not on one of the next.
  private boolean isBestStart(int start, int end) {
    if (start == end) {
      return true;
    }
    boolean word = startsWithWord(start);
    for (int i = start + 1; i <= end; i++) {
      boolean better = startsWithWord(i) || (!word && startsWithSign(i));
      String joined = joinedBetween(i, end);
      if (better && isDatedOrAddressed(joined) && isIntroduction(joined)) {
        return false;
      }
    }
    return word || startsWithSign(start);
  }

  /// Where "On …" begins within a line whose beginning is the answer; negative for nowhere.
  private static int introductionWithin(String line) {
    int at = line.lastIndexOf("On ");
    if (at <= 0 || !isDatedOrAddressed(line.substring(at))) {
      return -1;
    }
    char before = line.charAt(at - 1);
    if (before != ' ' && before != '-') {
      return -1;
    }
    int end = at;
    while (end > 0 && (line.charAt(end - 1) == '-' || line.charAt(end - 1) == ' ')) {
      end--;
    }
    return end;
  }

  private boolean startsWithWord(int at) {
    String lower = read.get(at).strip().toLowerCase(Locale.ROOT);
    return startsWithAny(lower, QuotePhrases.INTRODUCTION_STARTS);
  }

  private boolean startsWithSign(int at) {
    String line = read.get(at).strip();
    return !line.isEmpty()
        && (Character.isDigit(line.charAt(0)) || "<\"*_“„«[".indexOf(line.charAt(0)) >= 0);
  }

  private static boolean endsIntroduction(String line) {
    return line.endsWith(":")
        || line.endsWith("：")
        || line.endsWith(":*")
        || line.endsWith(": ")
        || line.endsWith("wrote")
        || line.endsWith(">")
        || line.endsWith(":_");
  }

  private String joinedBetween(int first, int last) {
    StringBuilder joined = new StringBuilder();
    for (int i = first; i <= last; i++) {
      joined.append(i > first ? " " : "").append(read.get(i).strip());
    }
    return joined.toString();
  }

  private static boolean isIntroduction(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (wrote(lower) || lower.endsWith("> sent:")) {
      return isDatedOrAddressed(text) || lower.length() < 80;
    }
    // "2016-03-03 17:21 GMT+01:00 Jo Doe <jo@example.org>:"
    return (lower.endsWith(">:") || lower.endsWith(">"))
        && lower.indexOf('@') > 0
        && lower.length() < 200
        && YEAR.matcher(lower).find()
        && (Character.isDigit(lower.charAt(0))
            || startsWithAny(lower, QuotePhrases.INTRODUCTION_STARTS));
  }

  private static boolean isDatedOrAddressed(String text) {
    return text.indexOf('@') > 0 || text.chars().anyMatch(Character::isDigit);
  }

  /// Whether "wrote" stands in it as a word of its own, near the end or before a name.
  private static boolean wrote(String lower) {
    for (String verb : QuotePhrases.WROTE) {
      int at = lower.lastIndexOf(verb);
      if (at >= 0) {
        boolean starts =
            at == 0 || !Character.isLetter(lower.charAt(at - 1)) || verb.charAt(0) > 0x2e80;
        int end = at + verb.length();
        boolean ends = end >= lower.length() || !Character.isLetter(lower.charAt(end));
        if (starts && ends) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether it is an introduction even where no marked quotation follows: it has a date or an
  /// address, and begins like one.
  private boolean isSure(int first, int last) {
    String text = joinedBetween(first, last);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(">")) {
      return false;
    }
    boolean address = lower.indexOf('@') > 0;
    long digits = lower.chars().filter(Character::isDigit).count();
    return digits >= 3 || (address && digits == 0 && lower.length() < 160);
  }

  /// A signature below everything quoted is no answer to it.
  private int signatureBelowQuote(int end) {
    int start = end;
    for (int i = end - 1; i >= 0 && i >= end - MAX_SIGNATURE_LINES; i--) {
      if (kinds[i] == Kind.QUOTE || kinds[i] == Kind.INTRODUCTION) {
        return start < end ? start : end;
      }
      String line = read.get(i).strip();
      if (SIGNATURE.matcher(line).matches() || DIVIDER.matcher(line).matches()) {
        start = i;
      }
    }
    return end;
  }

  /// The lines that are not quoted. Quotations between several answers stay: the answers need them.
  private List<String> withoutQuotes(int end) {
    int answered = 0;
    int lastQuote = -1;
    boolean inQuote = false;
    for (int i = 0; i < end; i++) {
      if (kinds[i] == Kind.QUOTE || kinds[i] == Kind.INTRODUCTION) {
        inQuote = true;
        lastQuote = i;
      } else if (kinds[i] == Kind.TEXT && inQuote && !isLeftover(i, end)) {
        answered++;
        inQuote = false;
      }
    }
    List<String> kept = new ArrayList<>(end);
    boolean keepAll = answered >= 2;
    int trailing = inQuote ? trailingQuoteStart(end) : end;
    for (int i = 0; i < end; i++) {
      boolean quoted = kinds[i] == Kind.QUOTE || kinds[i] == Kind.INTRODUCTION;
      if (quoted && (!keepAll || i >= trailing)) {
        changed = true;
      } else if (!lines.get(i).equals(CUT)) {
        if (inQuote && i >= trailing && i < lastQuote && kinds[i] == Kind.TEXT) {
          continue; // the end of a wrapped quoted line
        }
        kept.add(lines.get(i).stripTrailing());
      }
    }
    return kept;
  }

  private int trailingQuoteStart(int end) {
    int start = end;
    for (int i = end - 1; i >= 0; i--) {
      if (kinds[i] == Kind.TEXT && !isLeftover(i, end)) {
        break;
      }
      start = i;
    }
    return start;
  }

  /// The rest of a quoted line that a mail program wrapped: quoted lines right before and after.
  private boolean isLeftover(int at, int end) {
    return at > 0
        && at + 1 < end
        && kinds[at - 1] == Kind.QUOTE
        && kinds[at + 1] == Kind.QUOTE
        && read.get(at).strip().length() < 30
        && (read.get(at - 1).strip().length() > 55 || read.get(at).strip().indexOf(' ') < 0);
  }

  private static List<String> withoutSignature(List<String> kept) {
    int end = kept.size();
    while (end > 0 && kept.get(end - 1).isBlank()) {
      end--;
    }
    int delimiter = -1;
    for (int i = end - 1; i > 0 && i >= end - MAX_SIGNATURE_LINES; i--) {
      String line = kept.get(i).strip();
      if (SIGNATURE.matcher(line).matches() || (DIVIDER.matcher(line).matches() && i >= end - 8)) {
        delimiter = i;
      }
    }
    if (delimiter > 0 && hasText(kept, delimiter)) {
      end = delimiter;
    }
    int last = end - 1;
    for (int looked = 0; last > 0 && looked < 4; last--) {
      String line = kept.get(last).strip();
      if (line.isEmpty()) {
        continue;
      }
      looked++;
      String lower = line.toLowerCase(Locale.ROOT);
      boolean note =
          isShortSentFrom(lower)
              || (line.length() < 90
                  && line.indexOf(", ") < 0
                  && startsWithAny(lower, QuotePhrases.SENT_FROM));
      if (note && hasText(kept, last)) {
        end = last;
        break;
      }
    }
    return kept.subList(0, end);
  }

  /// "Sent from TypeApp": whatever the app is called.
  private static boolean isShortSentFrom(String lower) {
    return lower.startsWith("sent from ") && lower.chars().filter(c -> c == ' ').count() <= 3;
  }

  private static boolean hasText(List<String> lines, int end) {
    return lines.subList(0, end).stream().anyMatch(line -> !line.isBlank());
  }

  private static boolean containsAny(String lower, List<String> phrases) {
    for (String phrase : phrases) {
      if (lower.contains(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithAny(String lower, List<String> phrases) {
    for (String phrase : phrases) {
      if (lower.startsWith(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static String joined(List<String> kept) {
    return String.join("\n", kept).replace(CUT, "").strip();
  }
}
