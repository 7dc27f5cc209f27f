package relais.conversation;

import java.util.Locale;
import java.util.regex.Pattern;

/// The colour of a chat's or form's buttons. It stands out from white by three to one, so that
/// people with weak sight find the buttons (WCAG 2.2, 1.4.11); what is written on it is black or
/// white, whichever reads better.
///
/// @param value as `#1f6f5c`, in lower case
public record AccentColour(String value) {
  private static final double MIN_CONTRAST = 3.0;
  private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");

  /// What nobody chose yet.
  public static final AccentColour USUAL = new AccentColour("#1f6f5c");

  public AccentColour {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (!HEX.matcher(value).matches()) {
      throw new IllegalArgumentException("A colour is written as #1f6f5c");
    }
    if (contrast(luminance(value), 1) < MIN_CONTRAST) {
      throw new IllegalArgumentException(
          "This colour hardly stands out from white. Choose a darker one");
    }
  }

  /// What text on it is written in.
  public String ink() {
    double own = luminance(value);
    return contrast(own, 1) >= contrast(own, 0) ? "#ffffff" : "#000000";
  }

  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  /// Relative luminance as WCAG 2.2 defines it.
  private static double luminance(String hex) {
    return 0.2126 * part(hex, 1) + 0.7152 * part(hex, 3) + 0.0722 * part(hex, 5);
  }

  private static double part(String hex, int at) {
    double share = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
