package relais.mail;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the text out of RTF, or the HTML Outlook wraps in it (MS-OXRTFEX).
final class Rtf {
  private static final int MAX_DEPTH = 500;

  private static final Set<String> UNSEEN =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "object",
          "header",
          "footer",
          "headerl",
          "headerr",
          "footerl",
          "footerr",
          "footnote",
          "themedata",
          "datastore",
          "latentstyles",
          "listtable",
          "listoverridetable",
          "rsidtbl",
          "generator");

  /// What holds within one pair of braces.
  private record Group(boolean unseen, boolean inTag, int skipAfterUnicode) {}

  private final String rtf;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Group> groups = new ArrayDeque<>();
  private Group group = new Group(false, false, 1);
  private Charset charset = CharsetGuess.WESTERN;
  private boolean wrapsHtml;
  private boolean onlyRtf;
  private int skip;
  private int at;

  private Rtf(String rtf) {
    this.rtf = rtf;
  }

  /// What the RTF holds.
  ///
  /// @param html null when it wraps none
  record Content(String text, @Nullable String html) {}

  static Content read(String rtf) {
    Rtf reading = new Rtf(rtf);
    reading.readAll();
    String all = reading.out.toString();
    return reading.wrapsHtml ? new Content(HtmlText.of(all), all) : new Content(all.strip(), null);
  }

  private void readAll() {
    while (at < rtf.length()) {
      char c = rtf.charAt(at++);
      switch (c) {
        case '{' -> {
          if (groups.size() >= MAX_DEPTH) {
            return;
          }
          groups.push(group);
          startGroup();
        }
        case '}' -> group = groups.isEmpty() ? group : groups.pop();
        case '\\' -> control();
        case '\r', '\n', '\0' -> {}
        default -> put(c);
      }
    }
  }

  private void startGroup() {
    if (rtf.startsWith("\\*\\", at)) {
      boolean tag = rtf.startsWith("\\*\\htmltag", at);
      group = new Group(!tag, tag, group.skipAfterUnicode);
      at += 2;
    }
  }

  private void control() {
    if (at >= rtf.length()) {
      return;
    }
    char c = rtf.charAt(at);
    if (c == '\'') {
      String hex = rtf.substring(Math.min(at + 1, rtf.length()), Math.min(at + 3, rtf.length()));
      at += 3;
      putByte(hex);
      return;
    }
    if (!isLetter(c)) {
      at++;
      switch (c) {
        case '~' -> put('\u00a0');
        case '_' -> put('-');
        case '{', '}', '\\' -> put(c);
        default -> {}
      }
      return;
    }
    int from = at;
    while (at < rtf.length() && isLetter(rtf.charAt(at))) {
      at++;
    }
    String word = rtf.substring(from, at);
    int numberFrom = at;
    if (at < rtf.length() && rtf.charAt(at) == '-') {
      at++;
    }
    while (at < rtf.length() && Character.isDigit(rtf.charAt(at)) && at - numberFrom < 9) {
      at++;
    }
    String number = rtf.substring(numberFrom, at);
    if (at < rtf.length() && rtf.charAt(at) == ' ') {
      at++;
    }
    boolean numbered = !number.isEmpty() && !number.equals("-");
    apply(word, numbered ? Integer.parseInt(number) : null);
  }

  private void apply(String word, @Nullable Integer number) {
    switch (word) {
      case "fromhtml" -> wrapsHtml = true;
      case "htmlrtf" -> onlyRtf = number == null || number != 0;
      case "ansicpg" -> {
        Charset found = number == null ? null : CharsetNames.find("windows-" + number);
        charset = found == null ? charset : found;
      }
      case "uc" -> group = new Group(group.unseen, group.inTag, number == null ? 1 : number);
      case "u" -> {
        if (number != null) {
          put((char) (number & 0xffff));
          skip = group.skipAfterUnicode;
        }
      }
      case "par", "line", "row", "sect" -> put('\n');
      case "tab", "cell" -> put('\t');
      case "lquote" -> put('\u2018');
      case "rquote" -> put('\u2019');
      case "ldblquote" -> put('\u201c');
      case "rdblquote" -> put('\u201d');
      case "bullet" -> put('\u2022');
      case "endash" -> put('\u2013');
      case "emdash" -> put('\u2014');
      default -> {
        if (UNSEEN.contains(word)) {
          group = new Group(true, false, group.skipAfterUnicode);
        }
      }
    }
  }

  /// Bytes of one character may stand in several escapes, so they are gathered first.
  private void putByte(String hex) {
    byte[] bytes = new byte[4];
    int length = 0;
    String next = hex;
    while (true) {
      int value = next.length() < 2 ? -1 : hexValue(next);
      if (value < 0) {
        break;
      }
      bytes[length++] = (byte) value;
      boolean more = charset.newEncoder().maxBytesPerChar() > 1 && length < 2 && value >= 0x80;
      if (!more || !rtf.startsWith("\\'", at) || at + 4 > rtf.length()) {
        break;
      }
      next = rtf.substring(at + 2, at + 4);
      at += 4;
    }
    String text = new String(bytes, 0, length, charset);
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private static int hexValue(String two) {
    int high = Character.digit(two.charAt(0), 16);
    int low = Character.digit(two.charAt(1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void put(char c) {
    if (skip > 0) {
      skip--;
      return;
    }
    if (group.unseen || (onlyRtf && !group.inTag)) {
      return;
    }
    out.append(c);
  }
}
