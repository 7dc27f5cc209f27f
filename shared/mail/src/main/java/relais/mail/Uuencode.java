package relais.mail;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Files written into a text by uuencode, as mail did before MIME.
final class Uuencode {
  private static final Pattern BEGIN =
      Pattern.compile("^begin [0-7]{3,4} ([^\\r\\n]{1,200})\\r?\\n", Pattern.MULTILINE);

  /// A file and where it stands in the text.
  static final class File {
    private final String name;
    private final byte[] content;
    private final int start;
    private final int end;

    private File(String name, byte[] content, int start, int end) {
      this.name = name;
      this.content = content;
      this.start = start;
      this.end = end;
    }

    String name() {
      return name;
    }

    byte[] content() {
      return content;
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }
  }

  private Uuencode() {}

  /// The first whole file at or after a position.
  static @Nullable File find(String text, int from) {
    if (text.indexOf("begin ", from) < 0) {
      return null;
    }
    Matcher begin = BEGIN.matcher(text);
    int at = from;
    while (begin.find(at)) {
      File file = fileAt(text, begin);
      if (file != null) {
        return file;
      }
      at = begin.end();
    }
    return null;
  }

  private static @Nullable File fileAt(String text, Matcher begin) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = begin.end();
    while (at < text.length()) {
      int lineEnd = text.indexOf('\n', at);
      lineEnd = lineEnd < 0 ? text.length() : lineEnd;
      String line = text.substring(at, lineEnd).stripTrailing();
      at = Math.min(lineEnd + 1, text.length());
      if (line.equals("end")) {
        return new File(begin.group(1).strip(), out.toByteArray(), begin.start(), at);
      }
      if (line.isEmpty() || line.equals("`")) {
        continue;
      }
      if (!decodeLine(line, out)) {
        return null;
      }
    }
    return null;
  }

  private static boolean decodeLine(String line, ByteArrayOutputStream out) {
    int length = (line.charAt(0) - ' ') & 0x3f;
    if (line.charAt(0) < ' ' || line.charAt(0) > '`' || line.length() > 1 + 64 * 4) {
      return false;
    }
    int needed = (length + 2) / 3 * 4;
    if (line.length() - 1 > needed + 4) {
      return false;
    }
    int written = 0;
    for (int i = 1; written < length; i += 4) {
      int bits = 0;
      for (int j = 0; j < 4; j++) {
        char c = i + j < line.length() ? line.charAt(i + j) : '`';
        if (c < ' ' || c > '`') {
          return false;
        }
        bits = (bits << 6) | ((c - ' ') & 0x3f);
      }
      for (int shift = 16; shift >= 0 && written < length; shift -= 8) {
        out.write(bits >> shift);
        written++;
      }
    }
    return true;
  }
}
