package relais.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets through the declarations of a `style` attribute that only change how text looks.
///
/// Nothing that loads, moves out of its place, covers other things, or could be read in two ways:
/// one backslash, and the declaration is gone.
final class StyleFilter {
  private static final int MAX_STYLE = 8_000;

  private static final Set<String> PROPERTIES =
      Set.of(
          "background",
          "background-color",
          "border",
          "border-bottom",
          "border-bottom-color",
          "border-bottom-style",
          "border-bottom-width",
          "border-collapse",
          "border-color",
          "border-left",
          "border-left-color",
          "border-left-style",
          "border-left-width",
          "border-radius",
          "border-right",
          "border-right-color",
          "border-right-style",
          "border-right-width",
          "border-spacing",
          "border-style",
          "border-top",
          "border-top-color",
          "border-top-style",
          "border-top-width",
          "border-width",
          "caption-side",
          "clear",
          "color",
          "direction",
          "display",
          "empty-cells",
          "float",
          "font",
          "font-family",
          "font-size",
          "font-style",
          "font-variant",
          "font-weight",
          "height",
          "letter-spacing",
          "line-height",
          "list-style-type",
          "margin",
          "margin-bottom",
          "margin-left",
          "margin-right",
          "margin-top",
          "max-height",
          "max-width",
          "min-height",
          "min-width",
          "overflow-wrap",
          "padding",
          "padding-bottom",
          "padding-left",
          "padding-right",
          "padding-top",
          "table-layout",
          "text-align",
          "text-decoration",
          "text-indent",
          "text-transform",
          "unicode-bidi",
          "vertical-align",
          "white-space",
          "width",
          "word-break",
          "word-spacing",
          "word-wrap");

  private static final Set<String> DISPLAYS =
      Set.of(
          "block",
          "inline",
          "inline-block",
          "list-item",
          "none",
          "table",
          "table-cell",
          "table-row",
          "table-caption",
          "table-column",
          "inline-table");

  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} .,%#'\"+!-]{1,300}");
  private static final Pattern COLOR_FUNCTION =
      Pattern.compile("(?:rgb|hsl)a?\\([0-9., %/deg]{1,60}\\)");
  private static final Pattern VIEWPORT = Pattern.compile("\\d(?:vw|vh|vmin|vmax)\\b");
  private static final Pattern HUGE = Pattern.compile("\\d{5,}");

  private StyleFilter() {}

  static String safe(String style) {
    if (style.length() > MAX_STYLE) {
      return "";
    }
    StringBuilder kept = new StringBuilder(style.length());
    for (String declaration : style.split(";", 400)) {
      int colon = declaration.indexOf(':');
      if (colon <= 0) {
        continue;
      }
      String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = declaration.substring(colon + 1).strip();
      if (PROPERTIES.contains(property) && isHarmless(property, value)) {
        kept.append(kept.isEmpty() ? "" : ";").append(property).append(':').append(value);
      }
    }
    return kept.toString();
  }

  private static boolean isHarmless(String property, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    String plain = COLOR_FUNCTION.matcher(lower).replaceAll("x");
    if (!VALUE.matcher(plain).matches() || lower.contains("expression")) {
      return false;
    }
    if (property.startsWith("margin") || property.equals("text-indent")) {
      // pulled out of its place, text would cover what is not its own
      return !lower.startsWith("-") && !lower.contains(" -") && !HUGE.matcher(lower).find();
    }
    if (property.equals("display")) {
      return DISPLAYS.contains(lower.replace("!important", "").strip());
    }
    return !VIEWPORT.matcher(lower).find() && !HUGE.matcher(lower).find();
  }
}
