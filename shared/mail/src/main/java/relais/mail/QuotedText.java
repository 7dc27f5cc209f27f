package relais.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds what is new in a mail: leaves out quoted mail and the signature.
///
/// Works on lines, each looked at a bounded number of times. When in doubt it keeps: a line too
/// many costs a glance, a line too few costs the answer.
final class QuotedText {
  /// Put by [HtmlText] where a mail program marks the beginning of quoted mail.
  static final String CUT = "\u0001quoted";

  /// Put by [HtmlText] around what a mail program marks as the signature.
  static final String SIGNATURE_BEGINS = "\u0001signature";

  static final String SIGNATURE_ENDS = "\u0001signed";

  private static final int MAX_INTRODUCTION = 500;
  private static final int MAX_INTRODUCTION_LINES = 6;

  /// Below a quotation, legal words included.
  private static final int MAX_FOOTER_LINES = 40;

  private static final Pattern RULE = Pattern.compile("[_=*-]{3,}");
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
  private final List<String> quoted = new ArrayList<>();
  private final List<String> signature = new ArrayList<>();
  private int forwardedAt = -1;
  private boolean changed;

  private QuotedText(String text, boolean forward) {
    this.lines = withoutMarkedSignature(Arrays.asList(text.split("\n", -1)), signature);
    this.read = lines.stream().map(QuotedText::withoutMarks).toList();
    this.kinds = new Kind[lines.size()];
    this.forward = forward;
  }

  /// What a text consists of.
  ///
  /// @param text without the quoted mail and the signature: what is new
  /// @param quoted the quoted mail, with its introductions; empty for none
  /// @param signature the signature, without the line that divides it off; empty for none
  /// @param forwarded where a mail is passed on here, that mail with its header; null for none
  /// @param cut whether quoted mail was found and left out
  record Visible(
      String text, String quoted, String signature, @Nullable String forwarded, boolean cut) {

    /// The same without a signature that the HTML marks, where the text ends with the same words.
    Visible withoutSignature(String marked) {
      if (marked.isBlank() || !signature.isEmpty()) {
        return this;
      }
      int at = SignatureLines.endingAt(text, marked);
      String rest = at <= 0 ? "" : SignatureLines.withoutLastDelimiter(text.substring(0, at));
      return rest.isEmpty()
          ? this
          : new Visible(rest, quoted, text.substring(at).strip(), forwarded, cut);
    }
  }

  /// Takes a text apart.
  ///
  /// @param forward whether the subject says that another mail is passed on here
  static Visible visible(String text, boolean forward) {
    QuotedText reading = new QuotedText(text, forward);
    return reading.visible();
  }

  private Visible visible() {
    int all = classify();
    int ours = forwardedAt < 0 ? all : forwardedAt;
    int end = signatureBelowQuote(ours);
    signature.addAll(lines.subList(end, ours));
    List<String> kept = withoutQuotes(end);
    quoted.addAll(lines.subList(all, lines.size()));
    int begin = SignatureLines.begin(kept);
    List<String> body = new ArrayList<>(kept.subList(0, begin));
    signature.addAll(0, kept.subList(begin, kept.size()));
    String forwarded = null;
    if (forwardedAt >= 0) {
      forwarded = joined(read.subList(forwardedAt, lines.size()));
      while (!body.isEmpty() && body.getLast().isBlank()) {
        body.removeLast();
      }
      for (int i = kept.size() - 1; i >= 0 && kept.get(i).isBlank(); i--) {
        body.add("");
      }
      lines.subList(forwardedAt, lines.size()).forEach(line -> body.add(line.stripTrailing()));
    }
    String visible = changed ? withoutRule(joined(body)) : joined(body);
    if (visible.isEmpty()) {
      // nothing but quotation: then that is the mail
      return new Visible(joined(lines), "", "", forwarded, false);
    }
    return new Visible(
        visible, joined(quoted), SignatureLines.withoutDelimiter(signature), forwarded, changed);
  }

  /// Takes out what the HTML marks as signature, unless that is all there is or it is quoted.
  private static List<String> withoutMarkedSignature(List<String> all, List<String> signature) {
    if (all.stream().noneMatch(line -> line.endsWith(SIGNATURE_BEGINS))) {
      return all;
    }
    List<String> kept = new ArrayList<>(all.size());
    List<String> marked = new ArrayList<>();
    boolean inSignature = false;
    boolean ours = true;
    for (String line : all) {
      if (line.endsWith(SIGNATURE_BEGINS)) {
        inSignature = ours && line.equals(SIGNATURE_BEGINS);
      } else if (line.endsWith(SIGNATURE_ENDS)) {
        inSignature = false;
      } else {
        ours &= !line.equals(CUT);
        (inSignature ? marked : kept).add(line);
      }
    }
    if (kept.stream().allMatch(line -> line.isBlank() || line.equals(CUT) || isQuoted(line))) {
      kept = new ArrayList<>(all);
      kept.removeIf(line -> line.endsWith(SIGNATURE_BEGINS) || line.endsWith(SIGNATURE_ENDS));
      return kept;
    }
    signature.addAll(marked);
    return kept;
  }

  /// Without a line of signs at the end: it belonged to what was below.
  private static String withoutRule(String text) {
    int line = text.lastIndexOf('\n');
    return line > 0 && RULE.matcher(text.substring(line + 1)).matches()
        ? text.substring(0, line).strip()
        : text;
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
        forwardedAt = i;
        return kinds.length;
      }
      if (isCut(line, i)) {
        if (textBefore && !forward) {
          changed = true;
          return i;
        }
        if (forward && (!line.equals(CUT) || headerFollows(i + 1))) {
          forwardedAt = i;
          return kinds.length;
        }
        kinds[i] = line.equals(CUT) ? Kind.BLANK : Kind.TEXT;
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
    if (isIntroductionWithQuotation(line)) {
      return true;
    }
    if (SignatureLines.isDivider(line)) {
      int next = nextText(at + 1);
      return next >= 0 && isHeaderBlock(next);
    }
    return isHeaderBlock(at);
  }

  /// "On … Jo<jo@x.org> wrote:   Really?": some phones put it all on one line.
  private static boolean isIntroductionWithQuotation(String line) {
    int address = line.indexOf('>');
    int colon = address < 0 ? -1 : line.indexOf(": ", address);
    if (colon < 0 || colon > 250 || line.lastIndexOf('@', address) < 0) {
      return false;
    }
    String introduction = line.substring(0, colon + 1);
    String lower = introduction.toLowerCase(Locale.ROOT);
    return QuotePhrases.startsWithAny(lower, QuotePhrases.INTRODUCTION_STARTS)
        && wrote(lower)
        && introduction.chars().filter(Character::isDigit).count() >= 5;
  }

  private boolean headerFollows(int from) {
    int next = nextText(from);
    return next >= 0 && (isHeaderBlock(next) || isForwardMark(read.get(next).strip()));
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
  static String label(String line) {
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
    boolean wrote = wrote(joinedBetween(start, end).toLowerCase(Locale.ROOT));
    for (int i = start + 1; i <= end; i++) {
      boolean better = startsWithWord(i) || (!word && startsWithSign(i));
      String joined = joinedBetween(i, end);
      boolean complete = !wrote || wrote(joined.toLowerCase(Locale.ROOT));
      if (better && complete && isDatedOrAddressed(joined) && isIntroduction(joined)) {
        return false;
      }
    }
    return word || startsWithSign(start) || startsWithAuthor(start, end);
  }

  /// "Ada Keller <ada@example.org> schrieb am Fr., 28." above a quotation: a name with its address
  /// begins the paragraph.
  private boolean startsWithAuthor(int start, int end) {
    boolean begins = start == 0 || read.get(start - 1).isBlank();
    return begins && read.get(start).indexOf('@') > 0 && nextIsQuoted(end + 1);
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
    return QuotePhrases.startsWithAny(lower, QuotePhrases.INTRODUCTION_STARTS);
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
    boolean addressed = lower.endsWith(">") && lower.indexOf('@') > 0;
    return (addressed || (lower.endsWith(":") && digits(lower) >= 6))
        && lower.length() < 200
        && YEAR.matcher(lower).find()
        && (Character.isDigit(lower.charAt(0))
            || QuotePhrases.startsWithAny(lower, QuotePhrases.INTRODUCTION_STARTS));
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
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
    if (!wrote(lower) && !lower.endsWith(">:") && !lower.endsWith("> sent:")) {
      return false;
    }
    long digits = digits(lower);
    return digits >= 3 || (address && digits == 0 && lower.length() < 160);
  }

  /// A signature below everything quoted is no answer to it.
  private int signatureBelowQuote(int end) {
    int start = end;
    for (int i = end - 1; i >= 0 && i >= end - MAX_FOOTER_LINES; i--) {
      if (kinds[i] == Kind.QUOTE || kinds[i] == Kind.INTRODUCTION) {
        return start < end ? start : end;
      }
      String line = read.get(i).strip();
      boolean near = i >= end - SignatureLines.MAX_LINES;
      if (line.equals("--") || (near && SignatureLines.isDelimiter(line))) {
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
        this.quoted.add(lines.get(i));
      } else if (!lines.get(i).equals(CUT)) {
        if (inQuote && i >= trailing && i < lastQuote && kinds[i] == Kind.TEXT) {
          this.quoted.add(lines.get(i));
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
        && isRestOf(read.get(at - 1).strip(), read.get(at).strip());
  }

  private static boolean isRestOf(String quote, String rest) {
    if (rest.length() < 30) {
      return quote.length() > 55 || rest.indexOf(' ') < 0;
    }
    boolean goesOn = ".?!:;".indexOf(quote.charAt(quote.length() - 1)) < 0;
    return rest.length() < 60 && quote.length() > 70 && goesOn;
  }

  private static boolean containsAny(String lower, List<String> phrases) {
    for (String phrase : phrases) {
      if (lower.contains(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static String joined(List<String> kept) {
    return String.join("\n", kept).replace(CUT, "").strip();
  }
}
