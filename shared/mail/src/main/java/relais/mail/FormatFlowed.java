package relais.mail;

/// Joins the lines a sender wrapped only for transport (RFC 3676, `format=flowed`).
final class FormatFlowed {
  private FormatFlowed() {}

  /// The text in the paragraphs its author wrote; quoted lines keep one `>` for each level.
  ///
  /// @param delSp whether the blank at the end of a flowed line was added too (`delsp=yes`)
  static String unflowed(String text, boolean delSp) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    int openDepth = -1; // the quote depth of the paragraph that goes on; -1 when none does
    while (at < text.length()) {
      int lineEnd = text.indexOf('\n', at);
      boolean last = lineEnd < 0;
      String line = last ? text.substring(at) : text.substring(at, lineEnd);
      at = last ? text.length() : lineEnd + 1;
      int depth = 0;
      while (depth < line.length() && line.charAt(depth) == '>') {
        depth++;
      }
      String content = line.substring(depth);
      content = content.startsWith(" ") ? content.substring(1) : content; // space-stuffing
      boolean signature = content.equals("-- ");
      boolean joins = openDepth == depth && !signature;
      if (openDepth >= 0 && !joins) {
        out.append('\n');
      }
      if (!joins) {
        out.repeat('>', depth).append(depth > 0 ? " " : "");
      }
      boolean flows = content.endsWith(" ") && !signature && !last;
      out.append(flows && delSp ? content.substring(0, content.length() - 1) : content);
      openDepth = flows ? depth : -1;
      if (!flows && !last) {
        out.append('\n');
      }
    }
    return out.toString();
  }
}
