package relais.mail;

/// UTF-7 (RFC 2152), which old mail uses and Java does not know.
final class Utf7 {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Utf7() {}

  static String decode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '+') {
        out.append(c);
        continue;
      }
      if (i < text.length() && text.charAt(i) == '-') {
        out.append('+');
        i++;
        continue;
      }
      int bits = 0;
      int held = 0;
      for (; i < text.length(); i++) {
        int six = ALPHABET.indexOf(text.charAt(i));
        if (six < 0) {
          break;
        }
        held = (held << 6) | six;
        bits += 6;
        if (bits >= 16) {
          bits -= 16;
          out.append((char) (held >> bits));
          held &= (1 << bits) - 1;
        }
      }
      if (i < text.length() && text.charAt(i) == '-') {
        i++;
      }
    }
    return out.toString();
  }
}
