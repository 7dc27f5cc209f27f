package relais.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the mailboxes of a From, To or Cc field (RFC 5322 section 3.4) the way people and old
/// programs write them.
///
/// Names of groups are passed over and their members read; what has no address is left out.
final class MailboxList {
  /// No honest mail has more; a hostile one may not fill the memory.
  private static final int MAX_MAILBOXES = 10_000;

  /// A longer field is read as far as this.
  private static final int MAX_LENGTH = 200_000;

  private static final Pattern BARE_ADDRESS =
      Pattern.compile(
          "[^\\s<>\"(),;:@\\[\\]]{1,128}@(?:\\[[^\\s\\[\\]]{1,100}\\]|[^\\s<>\"(),;:@\\[\\]]{1,255})");

  /// What stands before an address in square brackets: `Jo [mailto:jo@example.org]`.
  private static final Pattern OPENS_BRACKET = Pattern.compile("\\s*\\[(?i:mailto:)?$");

  private static final Pattern AROUND_DOTS = Pattern.compile(" *([.@]) *");

  private final String text;
  private final int lastAngle;
  private final int lastParenthesis;
  private final List<Mailbox> found = new ArrayList<>();
  private final StringBuilder phrase = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private boolean unclosed;
  private @Nullable String angle;
  private String lastName = "";

  private MailboxList(String text) {
    this.text = text;
    this.lastAngle = text.lastIndexOf('>');
    this.lastParenthesis = text.lastIndexOf(')');
  }

  static List<Mailbox> parse(String header) {
    MailboxList reading =
        new MailboxList(header.length() > MAX_LENGTH ? header.substring(0, MAX_LENGTH) : header);
    reading.read();
    if (reading.found.isEmpty() && header.contains("=?")) {
      String decoded = EncodedWords.decode(header); // the address itself was encoded
      if (!decoded.equals(header)) {
        return parse(decoded);
      }
    }
    return List.copyOf(reading.found);
  }

  private void read() {
    int at = 0;
    while (at < text.length() && found.size() < MAX_MAILBOXES) {
      char c = text.charAt(at);
      switch (c) {
        case '"' -> at = quoted(at);
        case '(' -> at = comment(at);
        case '<' -> at = angle(at);
        case '>' -> at++; // closes what nothing opened
        case ',', ';' -> {
          finish(c == ',');
          at++;
        }
        case ':' -> {
          if (isGroupName(at)) {
            phrase.setLength(0);
          } else {
            phrase.append(c);
          }
          at++;
        }
        case '\\' -> {
          if (at + 1 < text.length()) {
            phrase.append(text.charAt(at + 1));
          }
          at += 2;
        }
        default -> {
          if (angle != null && c != ' ' && startsNextWithoutComma(at)) {
            finish(false);
          }
          phrase.append(c);
          at++;
        }
      }
    }
    finish(false);
  }

  /// `A <a@x> B <b@x>`: a comma was forgotten.
  private boolean startsNextWithoutComma(int at) {
    int open = text.indexOf('<', at);
    int comma = text.indexOf(',', at);
    return open > 0 && (comma < 0 || open < comma);
  }

  private boolean isGroupName(int colon) {
    return angle == null
        && phrase.indexOf("@") < 0
        && !phrase.isEmpty()
        && (text.indexOf(';', colon) >= 0 || colon == text.length() - 1);
  }

  private int quoted(int open) {
    int at = open + 1;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        boolean local = at + 1 < text.length() && text.charAt(at + 1) == '@';
        if (local) {
          phrase.append(text, open, at + 1);
        } else {
          phrase.append(content);
        }
        return at + 1;
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        c = text.charAt(at);
      }
      content.append(c);
      at++;
    }
    return open + 1; // never closed: not a quotation
  }

  private int comment(int open) {
    int depth = 0;
    StringBuilder content = new StringBuilder();
    boolean closes = lastParenthesis > open && !unclosed;
    for (int at = open; closes && at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        content.append(text.charAt(++at));
        continue;
      }
      if (c == ')' && --depth == 0) {
        comment.append(comment.isEmpty() ? "" : " ").append(content);
        return at + 1;
      }
      if (c != '(' || depth > 0) {
        content.append(c);
      }
      depth += c == '(' ? 1 : 0;
    }
    unclosed = true; // and so is every one after it
    phrase.append('(');
    return open + 1; // never closed: an ordinary character
  }

  private int angle(int open) {
    int from = open + 1;
    while (from < text.length() && (text.charAt(from) == '<' || text.charAt(from) == ' ')) {
      from++;
    }
    int searchFrom = from < text.length() && text.charAt(from) == '"' ? afterQuoted(from) : from;
    int close = lastAngle < searchFrom ? -1 : text.indexOf('>', searchFrom);
    int end = close < 0 ? text.length() : close;
    int nextOpen = text.indexOf('<', searchFrom);
    if (nextOpen >= 0 && nextOpen < end) {
      end = nextOpen;
      close = -1;
    }
    if (close < 0) {
      int comma = text.indexOf(',', searchFrom);
      end = comma >= 0 && comma < end ? comma : end;
    }
    String content = text.substring(from, end);
    if (angle == null || angle.indexOf('@') < 0) {
      angle = content;
    }
    int next = close < 0 ? end : close + 1;
    while (next < text.length() && text.charAt(next) == '>') {
      next++;
    }
    return next;
  }

  /// The position after a quoted local part; that of its quote where it is not closed.
  private int afterQuoted(int open) {
    for (int at = open + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        return at;
      }
    }
    return open;
  }

  private void finish(boolean comma) {
    String words = phrase.toString().strip();
    if (angle != null) {
      add(lastName.isEmpty() ? words : lastName + ", " + words, angle);
      lastName = "";
    } else if (words.indexOf('@') > 0) {
      addBare(words);
      lastName = "";
    } else {
      // "Doe, Jo <jo@x>": what stands before the comma may be the first half of a name
      lastName = comma && lastName.isEmpty() ? words : "";
    }
    phrase.setLength(0);
    comment.setLength(0);
    angle = null;
  }

  private void addBare(String words) {
    if (words.indexOf(' ') < 0 || words.startsWith("\"")) {
      add("", words);
      return;
    }
    String tight = AROUND_DOTS.matcher(words).replaceAll("$1");
    if (tight.indexOf(' ') < 0) {
      add("", tight); // blanks around dots and @ (RFC 5322 section 4.4)
      return;
    }
    Matcher address = BARE_ADDRESS.matcher(words);
    if (address.find()) {
      String before = OPENS_BRACKET.matcher(words.substring(0, address.start())).replaceFirst("");
      add(before.strip(), address.group());
    } else {
      add("", words.replace(" ", ""));
    }
  }

  private void add(String words, String candidate) {
    MailAddress address = address(candidate);
    if (address == null && candidate.contains("=?")) {
      address = address(EncodedWords.decode(candidate));
    }
    if (address == null && words.indexOf('@') > 0) {
      address = address(words);
    }
    if (address == null) {
      return;
    }
    String name = HeaderText.oneLine(EncodedWords.decode(words));
    if (name.isEmpty()) {
      name = HeaderText.oneLine(EncodedWords.decode(comment.toString()));
    }
    found.add(new Mailbox(name.isEmpty() ? null : name, address));
  }

  private static @Nullable MailAddress address(String candidate) {
    String bare = candidate.strip();
    int route = bare.startsWith("@") ? bare.lastIndexOf(':') : -1;
    if (route > 0) {
      bare = bare.substring(route + 1); // a source route (RFC 5322 section 4.4)
    }
    if (bare.length() > 2 && bare.startsWith("'") && bare.endsWith("'")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (!bare.startsWith("\"")) {
      bare = AROUND_DOTS.matcher(StructuredValue.withoutComment(bare)).replaceAll("$1");
      int words = bare.indexOf(' ', bare.indexOf('@') + 1);
      bare = (words < 0 ? bare : bare.substring(0, words)).replace(" ", "");
    }
    try {
      return MailAddress.parse(bare);
    } catch (IllegalArgumentException e) {
      return null; // not an address: the list goes on without it
    }
  }
}
