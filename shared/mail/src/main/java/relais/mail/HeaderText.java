package relais.mail;

/// Text as it may stand in a header field.
final class HeaderText {
  private HeaderText() {}

  /// The text on one line: breaks, tabs and runs of space become one space, other control
  /// characters disappear.
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u2028' || c == '\u2029') {
        space = true;
      } else if (!Character.isISOControl(c)) {
        if (space && !line.isEmpty()) {
          line.append(' ');
        }
        space = false;
        line.append(c);
      }
    }
    return line.toString();
  }
}
