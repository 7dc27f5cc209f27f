package relais.mail;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The names mail gives to charsets, and the charsets that are meant.
///
/// Like browsers, it takes a superset where senders name the smaller set: what is called
/// `iso-8859-1` mostly is windows-1252, what is called `gb2312` is GB18030.
final class CharsetNames {
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso-8859-1-windows-3.0-latin-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("windows-874", "x-windows-874"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("iso-8859-8-e", "iso-8859-8"),
          Map.entry("iso-8859-6-i", "iso-8859-6"),
          Map.entry("iso-8859-6-e", "iso-8859-6"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("gb_2312-80", "gb18030"),
          Map.entry("gb2312-80", "gb18030"),
          Map.entry("euc-cn", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("cp936", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("big5", "big5-hkscs"),
          Map.entry("big-5", "big5-hkscs"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("ks_c_5601", "x-windows-949"),
          Map.entry("ksc5601", "x-windows-949"),
          Map.entry("ks-c-5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("korean", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("iso-2022-jp-ms", "x-windows-iso2022jp"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("mac", "x-MacRoman"),
          Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
          Map.entry("unicode", "utf-16"),
          Map.entry("utf8mb4", "utf-8"),
          Map.entry("utf-8-sig", "utf-8"),
          Map.entry("cp-850", "cp850"));

  private static final Map<String, Optional<Charset>> FOUND = new ConcurrentHashMap<>();

  /// How many names are remembered: they come from outside and must not fill the memory.
  private static final int MAX_REMEMBERED = 500;

  private CharsetNames() {}

  /// The name without quotes, spaces, trailing punctuation and comments.
  static String clean(String name) {
    int end = 0;
    StringBuilder kept = new StringBuilder(name.length());
    for (; end < name.length() && end < 80; end++) {
      char c = name.charAt(end);
      if (c == ';' || c == ',' || c == '(') {
        break;
      }
      if (c > ' ' && c != '"' && c != '\'' && c < 0x7f) {
        kept.append(c);
      }
    }
    return kept.toString().toLowerCase(Locale.ROOT);
  }

  static boolean isUtf7(String clean) {
    return clean.equals("utf-7") || clean.equals("unicode-1-1-utf-7") || clean.equals("utf7");
  }

  /// The charset meant by a clean name; null for one nobody knows, and for `us-ascii`, of which
  /// only bytes beyond ASCII are of interest.
  static @Nullable Charset find(String clean) {
    if (clean.isEmpty() || clean.equals("us-ascii") || clean.equals("ascii")) {
      return null;
    }
    Optional<Charset> known = FOUND.get(clean);
    if (known == null) {
      known = Optional.ofNullable(lookUp(clean));
      if (FOUND.size() < MAX_REMEMBERED) {
        FOUND.put(clean, known);
      }
    }
    return known.orElse(null);
  }

  /// A charset this class is sure the platform has, or its nearest relative.
  static Charset forKnown(String clean) {
    Charset charset = find(clean);
    return charset == null ? StandardCharsets.UTF_8 : charset;
  }

  private static @Nullable Charset lookUp(String clean) {
    Charset charset = byName(MEANT.getOrDefault(clean, clean));
    if (charset == null && clean.startsWith("x-")) {
      charset = byName(clean.substring(2));
    }
    if (charset == null) {
      String digits = clean.replaceFirst("^(win|windows|cp|x-cp|x-windows)[-_]?", "");
      if (!digits.equals(clean) && digits.matches("\\d{3,4}")) {
        charset = byName("windows-" + digits);
        charset = charset == null ? byName("cp" + digits) : charset;
      }
    }
    if (charset == null && clean.startsWith("iso8859")) {
      charset = byName("iso-8859" + clean.substring(7).replace('_', '-'));
    }
    if (charset == null && clean.startsWith("utf8")) {
      charset = StandardCharsets.UTF_8;
    }
    return charset;
  }

  private static @Nullable Charset byName(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null; // the sender's invention: the bytes themselves are looked at instead
    }
  }
}
