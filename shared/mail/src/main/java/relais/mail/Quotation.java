package relais.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mail as its answer quotes it below: an introduction in its language and every line marked,
/// so that mail programs, and our own reader, fold it away.
///
/// @param text every line behind "> "
/// @param html the same as a page shows it
public record Quotation(String text, String html) {
  /// More of a mail is not quoted: whoever wants the rest has it.
  private static final int MAX_TEXT = 20_000;

  private static final int MAX_HTML = 100_000;

  /// Who wrote what is quoted, and when.
  ///
  /// @param author the name, or the address of who has none
  /// @param language that of the introduction: English, French, Italian or Dutch
  public record Origin(String author, Instant at, Locale language) {}

  /// Quotes a mail. Pictures are left out: those from other servers would tell their owners who
  /// reads the answer, and those of the mail are not in it.
  ///
  /// @param text what the mail says, without what it quotes itself
  /// @param html the whole of it, null where there is none
  public static Quotation of(Origin origin, String text, @Nullable String html) {
    String introduction = introduction(origin);
    StringBuilder quoted = new StringBuilder(introduction).append('\n');
    shortened(text.strip()).lines().forEach(line -> quoted.append(marked(line)).append('\n'));
    String page =
        html == null || html.length() > MAX_HTML
            ? null
            : HtmlSanitizer.safe(html, HtmlSanitizer.RemoteImages.LEFT_OUT, _ -> null);
    return new Quotation(
        quoted.toString().stripTrailing(),
        "<div class=\"gmail_quote\"><p>%s</p><blockquote type=\"cite\">%s</blockquote></div>"
            .formatted(
                HtmlSanitizer.escaped(introduction),
                page == null
                    ? HtmlSanitizer.escaped(shortened(text.strip())).replace("\n", "<br>")
                    : page));
  }

  private static String marked(String line) {
    return line.isEmpty() ? ">" : line.startsWith(">") ? ">" + line : "> " + line;
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = text.lastIndexOf('\n', MAX_TEXT);
    return text.substring(0, end > 0 ? end : MAX_TEXT) + "\n…";
  }

  private static String introduction(Origin origin) {
    String pattern =
        switch (origin.language().getLanguage()) {
          case "fr" -> "Le %1$s, %2$s a écrit :";
          case "it" -> "Il %1$s, %2$s ha scritto:";
          case "nl" -> "Op %1$s schreef %2$s:";
          default -> "On %1$s, %2$s wrote:";
        };
    String day =
        DateTimeFormatter.ofPattern("d MMMM uuuu", origin.language())
            .withZone(ZoneOffset.UTC)
            .format(origin.at());
    return pattern.formatted(day, HeaderText.oneLine(origin.author()));
  }
}
