package relais.mail;

/// Text with the marks of `text/enriched` (RFC 1896) taken out.
final class EnrichedText {
  private EnrichedText() {}

  static String plain(String enriched) {
    StringBuilder out = new StringBuilder(enriched.length());
    int i = 0;
    while (i < enriched.length()) {
      char c = enriched.charAt(i);
      if (c == '<' && i + 1 < enriched.length() && enriched.charAt(i + 1) == '<') {
        out.append('<');
        i += 2;
      } else if (c == '<') {
        i = afterMark(enriched, i);
      } else if (c == '\n') {
        int breaks = 0;
        for (; i < enriched.length() && enriched.charAt(i) == '\n'; i++) {
          breaks++;
        }
        // one break is a blank, and of several one is not meant
        out.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static int afterMark(String text, int open) {
    int close = text.indexOf('>', open);
    if (close < 0) {
      return text.length();
    }
    if (text.regionMatches(true, open, "<param>", 0, 7)) {
      int end = text.indexOf("</", close);
      int endClose = end < 0 ? -1 : text.indexOf('>', end);
      return endClose < 0 ? text.length() : endClose + 1;
    }
    return close + 1;
  }
}
