package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuotationTest {
  private static final Instant THEN = Instant.parse("2026-11-20T22:30:00Z");
  private static final Quotation.Origin JO = origin("Jo Doe", "en");

  @ParameterizedTest
  @CsvSource({
    "en, 'On 20 November 2026, Jo Doe wrote:'",
    "fr, 'Le 20 novembre 2026, Jo Doe a écrit :'",
    "it, 'Il 20 novembre 2026, Jo Doe ha scritto:'",
    "nl, 'Op 20 november 2026 schreef Jo Doe:'",
  })
  void M90_a_quotation_is_introduced_in_its_language(String language, String introduction) {
    assertThat(Quotation.of(origin("Jo Doe", language), "Lamp", null).text().lines().findFirst())
        .contains(introduction);
  }

  @ParameterizedTest
  @CsvSource({"en, true", "fr, true", "it, true", "nl, true"})
  @CsvSource({"en, false", "fr, false", "it, false", "nl, false"})
  void M91_our_own_reader_takes_what_we_quote_for_history(String language, boolean rich) {
    String text = "Where is the lamp that I bought?";
    Quotation quotation =
        Quotation.of(origin("Jo Doe", language), text, rich ? "<p>" + text + "</p>" : null);
    ReceivedMail read = written("It comes on Friday.", quotation, rich);
    assertThat(read.visibleText()).isEqualTo("It comes on Friday.");
    assertThat(read.quotedText()).contains(text);
  }

  @Test
  void M91_the_html_alone_is_read_the_same() {
    String text = "Where is the lamp that I bought?";
    Quotation quotation = Quotation.of(JO, text, "<p>" + text + "</p>");
    assertThat(written("", quotation, true).visibleText()).isEqualTo("It comes on Friday.");
  }

  @Test
  void M92_no_picture_is_quoted_and_no_script() {
    Quotation quotation =
        Quotation.of(
            JO,
            "Look",
            "<p>Look<img src=\"https://t.example/p.gif\" width=\"40\"><img src=\"cid:a\">"
                + "<img data-remote-src=\"https://t.example/q.gif\"><script>x()</script></p>");
    assertThat(quotation.html()).contains("<p>Look").doesNotContain("t.example", "cid:", "script");
  }

  @Test
  void M92_a_long_mail_is_quoted_by_its_beginning() {
    String text = "word ".repeat(10) + "\n";
    Quotation quotation = Quotation.of(JO, text.repeat(2_000), "<p>x</p>".repeat(20_000));
    assertThat(quotation.text().length()).isLessThan(25_000);
    assertThat(quotation.text()).endsWith("> …");
    assertThat(quotation.html()).hasSizeLessThan(25_000);
  }

  @Test
  void M92_a_name_cannot_break_out_of_the_introduction() {
    Quotation quotation = Quotation.of(origin("<b>Jo</b>\nx", "en"), "Look at the lamp", null);
    assertThat(quotation.text().lines()).hasSize(2);
    assertThat(quotation.html()).contains("&lt;b&gt;Jo&lt;/b&gt; x wrote:");
  }

  private static Quotation.Forwarded forwarded(@Nullable String html) {
    return new Quotation.Forwarded(
        new Mailbox("Jo Doe", MailAddress.parse("jo@example.org")),
        THEN,
        "A lamp",
        List.of(new Mailbox(null, MailAddress.parse("us@shop.example"))),
        List.of(),
        "The lamp flickers.",
        html);
  }

  @ParameterizedTest
  @CsvSource({"en, true", "fr, true", "it, true", "nl, true"})
  @CsvSource({"en, false", "fr, false", "it, false", "nl, false"})
  void M93_our_own_reader_knows_who_wrote_what_we_pass_on(String language, boolean rich) {
    Quotation passedOn =
        Quotation.forwarding(
            List.of(forwarded(rich ? "<p>The lamp flickers.</p>" : null)),
            Locale.of(language),
            (_, _) -> null);
    ForwardedMail read =
        Objects.requireNonNull(written("It comes on Friday.", passedOn, rich).forwarded());
    assertThat(read.findSender())
        .contains(new Mailbox("Jo Doe", MailAddress.parse("jo@example.org")));
    assertThat(read.subject()).isEqualTo("A lamp");
    assertThat(read.text()).isEqualTo("The lamp flickers.");
  }

  @Test
  void M94_attached_pictures_come_along_each_under_the_name_of_its_own_mail() {
    String html =
        "<p><img src=\"cid:logo\"><img src=\"https://t.example/p.gif\"><script>x()</script></p>";
    Quotation passedOn =
        Quotation.forwarding(
            List.of(forwarded(html), forwarded(html)),
            Locale.ENGLISH,
            (mail, contentId) -> mail + "." + contentId + "@new");
    assertThat(passedOn.html())
        .contains("cid:0.logo@new", "cid:1.logo@new")
        .doesNotContain("t.example", "script");
  }

  private static Quotation.Origin origin(String author, String language) {
    return new Quotation.Origin(author, THEN, Locale.of(language));
  }

  private static ReceivedMail written(String words, Quotation quotation, boolean rich) {
    String text = words.isEmpty() ? "" : words + "\n\n" + quotation.text();
    @Nullable String html = rich ? "<p>It comes on Friday.</p>" + quotation.html() : null;
    Mailbox us = new Mailbox("The shop", MailAddress.parse("us@shop.example"));
    return MailReader.read(
        MailWriter.write(
            new OutgoingMail(
                us,
                List.of(new Mailbox("Jo Doe", MailAddress.parse("jo@example.org"))),
                List.of(),
                List.of(),
                null,
                "Re: A lamp",
                text,
                html,
                new MimeMessageId("one@shop.example"),
                null,
                List.of(),
                List.of(),
                List.of(),
                THEN)));
  }
}
