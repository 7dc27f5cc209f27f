package relais.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A mail as it stands below another one: quoted in its answer, with an introduction in its
/// language and every line marked, so that mail programs, and our own reader, fold it away; or
/// passed on, below its own header.
///
/// @param text as plain text; of a quoted mail every line behind "> "
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

  /// A mail that is passed on.
  ///
  /// @param from null when its author is not known
  /// @param text all it says
  /// @param html the whole of it, null where there is none
  public record Forwarded(
      @Nullable Mailbox from,
      Instant at,
      String subject,
      List<Mailbox> to,
      List<Mailbox> cc,
      String text,
      @Nullable String html) {
    public Forwarded {
      to = List.copyOf(to);
      cc = List.copyOf(cc);
    }
  }

  /// Where the pictures of mails that are passed on are in the new one.
  public interface Pictures {
    /// The new Content-ID of a picture; null when it does not come along.
    ///
    /// @param mail which of the mails speaks of it, from 0
    /// @param contentId by which it does so
    @Nullable String contentId(int mail, String contentId);
  }

  /// Passes mails on, each below a header that mail programs, and our own reader, know. Pictures
  /// from other servers are left out.
  ///
  /// @param language of the headers: English, French, Italian or Dutch
  public static Quotation forwarding(List<Forwarded> mails, Locale language, Pictures pictures) {
    Labels labels = labels(language);
    StringBuilder text = new StringBuilder();
    StringBuilder html = new StringBuilder("<div class=\"gmail_quote\">");
    for (int i = 0; i < mails.size(); i++) {
      Forwarded mail = mails.get(i);
      int number = i;
      String mark = "---------- " + labels.mark() + " ----------";
      text.append(text.isEmpty() ? "" : "\n\n").append(mark).append('\n');
      html.append("<p>").append(HtmlSanitizer.escaped(mark));
      for (String line : header(mail, labels, language)) {
        text.append(line).append('\n');
        html.append("<br>").append(HtmlSanitizer.escaped(line));
      }
      String words = shortened(mail.text().strip());
      text.append('\n').append(words);
      html.append("</p><div>")
          .append(page(mail, words, id -> pictures.contentId(number, id)))
          .append("</div>");
    }
    return new Quotation(text.toString(), html.append("</div>").toString());
  }

  private static String page(
      Forwarded mail, String words, Function<String, @Nullable String> contentIds) {
    String html = mail.html();
    return html == null || html.length() > MAX_HTML
        ? HtmlSanitizer.escaped(words).replace("\n", "<br>")
        : HtmlSanitizer.safe(html, HtmlSanitizer.RemoteImages.LEFT_OUT, contentIds);
  }

  private static List<String> header(Forwarded mail, Labels labels, Locale language) {
    List<String> lines = new ArrayList<>();
    if (mail.from() != null) {
      lines.add(labels.from() + mailboxes(List.of(mail.from())));
    }
    lines.add(
        labels.date()
            + DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", language)
                .withZone(ZoneOffset.UTC)
                .format(mail.at()));
    lines.add(labels.subject() + HeaderText.oneLine(mail.subject()));
    if (!mail.to().isEmpty()) {
      lines.add(labels.to() + mailboxes(mail.to()));
    }
    if (!mail.cc().isEmpty()) {
      lines.add(labels.cc() + mailboxes(mail.cc()));
    }
    return lines;
  }

  private static String mailboxes(List<Mailbox> mailboxes) {
    return mailboxes.stream()
        .map(
            mailbox ->
                mailbox.name() == null || mailbox.name().isBlank()
                    ? mailbox.address().toString()
                    : "%s <%s>".formatted(HeaderText.oneLine(mailbox.name()), mailbox.address()))
        .collect(Collectors.joining(", "));
  }

  private record Labels(
      String mark, String from, String date, String subject, String to, String cc) {}

  private static Labels labels(Locale language) {
    return switch (language.getLanguage()) {
      case "fr" -> new Labels("Message transféré", "De : ", "Date : ", "Objet : ", "À : ", "Cc : ");
      case "it" -> new Labels("Messaggio inoltrato", "Da: ", "Data: ", "Oggetto: ", "A: ", "Cc: ");
      case "nl" ->
          new Labels("Doorgestuurd bericht", "Van: ", "Datum: ", "Onderwerp: ", "Aan: ", "Cc: ");
      default -> new Labels("Forwarded message", "From: ", "Date: ", "Subject: ", "To: ", "Cc: ");
    };
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
