package relais.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail as its answer quotes it below: an introduction in its own language and every line marked,
/// so that mail programs, and our own reader, fold it away.
///
/// @param text every line behind "> "
/// @param html the same as a page shows it
public record Quotation(String text, String html) {
  /// More of a mail is not quoted: whoever wants the rest has it.
  private static final int MAX_TEXT = 20_000;

  private static final int MAX_HTML = 100_000;
  private static final int LOOKED_AT = 4_000;
  private static final Pattern WORD = Pattern.compile("[^\\p{L}’']+");

  /// Who wrote what is quoted, and when.
  ///
  /// @param author the name, or the address of who has none
  public record Origin(String author, Instant at) {}

  /// Quotes a mail. Pictures are left out: those from other servers would tell their owners who
  /// reads the answer, and those of the mail are not in it.
  ///
  /// @param text what the mail says, without what it quotes itself
  /// @param html the whole of it, null where there is none
  public static Quotation of(Origin origin, String text, @Nullable String html) {
    String introduction = Language.of(text).introduction(origin);
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

  /// A language an introduction is written in, with short words that its texts are full of.
  private record Language(Locale locale, String pattern, Set<String> words) {
    private static final List<Language> ALL =
        List.of(
            language(
                "en", "On %1$s, %2$s wrote:", "the and you is of to my for with have not this"),
            language(
                "fr",
                "Le %1$s, %2$s a écrit :",
                "le les des est vous je pas une que pour mon ma et"),
            language(
                "it", "Il %1$s, %2$s ha scritto:", "il di che non per una sono mi del ho è ma e"),
            language(
                "nl",
                "Op %1$s schreef %2$s:",
                "de het een en ik van niet dat is voor mijn met op"));

    private static Language language(String tag, String pattern, String words) {
      return new Language(Locale.of(tag), pattern, Set.of(words.split(" ", -1)));
    }

    /// The language most of the short words are of; English where nothing says more.
    static Language of(String text) {
      String[] found =
          WORD.split(
              text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT));
      Language best = ALL.getFirst();
      long most = -1;
      for (Language language : ALL) {
        long count = Arrays.stream(found).filter(language.words::contains).count();
        if (count > most) {
          best = language;
          most = count;
        }
      }
      return best;
    }

    String introduction(Origin origin) {
      String day =
          DateTimeFormatter.ofPattern("d MMMM uuuu", locale)
              .withZone(ZoneOffset.UTC)
              .format(origin.at());
      return pattern.formatted(day, HeaderText.oneLine(origin.author()));
    }
  }
}
