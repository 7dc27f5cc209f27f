package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisibleTextTest {
  static Stream<String> languages() throws IOException {
    return Golden.oddities().filter(name -> name.startsWith("reply-in-"));
  }

  @Test
  void M30_the_quotation_goes_with_its_introduction() {
    assertThat(visible("Yes.\n\nOn 2 Nov 2026, at 9:15, Jo <jo@x.org>\nwrote:\n\n> Really?\n"))
        .isEqualTo("Yes.");
  }

  @Test
  void M30_the_introduction_begins_at_its_best_line() {
    assertThat(visible("I rely on it\nOn Mon, 2 Nov 2026 Jo wrote:\n> Really?\n"))
        .isEqualTo("I rely on it");
  }

  @Test
  void M30_an_introduction_may_begin_with_its_author_or_say_only_when() {
    assertThat(Golden.mail("reply-with-a-wrapped-introduction").visibleText())
        .isEqualTo("Ja, gerne morgen.");
    assertThat(visible("Yes.\n\n2026.11.02. 7:31, \"Jo\" <jo@x.org>:\n> Really?\n"))
        .isEqualTo("Yes.");
    assertThat(visible("Yes.\n\n2026.11.02. 7:31 agenda:\nfirst tea\n")).contains("first tea");
  }

  @Test
  void M30_the_end_of_a_wrapped_quoted_line_goes_too() {
    String wrapped = "> A quoted line that was wrapped by some program on its long way";
    assertThat(visible(String.join("\n", "Yes.", "", wrapped, "here", "> more"))).isEqualTo("Yes.");
  }

  @Test
  void M30_a_long_end_of_a_wrapped_quoted_line_goes_too() {
    String wrapped =
        "> A quoted line of a whole sentence that some program wrapped on its way here,";
    String rest = "so that its end stands without a sign";
    assertThat(visible(String.join("\n", "Yes.", "", wrapped, rest, "> more"))).isEqualTo("Yes.");
    assertThat(visible(String.join("\n", "> Is it blue?", rest, "> And the other?", "Red")))
        .contains(rest, "Red");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void M31_introductions_in_many_languages(String oddity) {
    ReceivedMail mail = Golden.mail(oddity);
    assertThat(mail.text()).contains("Your parcel is on its way.");
    assertThat(mail.visibleText()).isNotEmpty().hasLineCount(1).doesNotContain("parcel", "@");
  }

  @Test
  void M32_an_outlook_header_ends_the_answer() {
    assertThat(Golden.mail("reply-outlook-german").visibleText())
        .isEqualTo("Danke, ist angekommen.\n\nMit freundlichen Grüßen\nAda Keller");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----Original Message-----",
        "-------- Ursprüngliche Nachricht --------",
        "----- Message d'origine -----",
        "________________________________\nFrom: a\nSent: b\nTo: c",
        "*From:* a\n*Sent:* b\n*Subject:* c",
        "发件人: a\n发送时间: b\n收件人: c\n主题: d",
        "====\n\nMessage du : 01/11/2026 18:02\nDe : Jo <jo@x.org>\nA : ada@x.org\nSujet : Lampe",
        "##- Please type your reply above this line -##"
      })
  void M32_other_cuts(String cut) {
    assertThat(visible("Yes.\n\n" + cut + "\n\nOld text\n")).isEqualTo("Yes.");
  }

  @ParameterizedTest
  @CsvSource({
    "reply-gmail, Thank you!",
    "reply-gmail-html-only, Thank you!",
    "reply-outlook-html, 'It came, thanks.'",
    "reply-outlook-web, All good.",
    "reply-apple-mail, 'Great, thanks!'"
  })
  void M33_marks_of_mail_programs(String oddity, String visible) {
    assertThat(Golden.mail(oddity).visibleText()).isEqualTo(visible);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward-is-kept", "forward-from-outlook-is-kept"})
  void M34_a_forward_is_kept(String oddity) {
    ReceivedMail mail = Golden.mail(oddity);
    assertThat(mail.visibleText()).isEqualTo(mail.text().strip());
  }

  @Test
  void M34_quotations_within_a_forward_are_kept() {
    String text =
        "See below.\n\nFrom: Jo <jo@x.org>\nSent: Monday\nTo: Ada\nSubject: Lamp\n\nNo.\n\n"
            + "On 2 Nov 2026, Ada wrote:\n> Really?\n\n--\nJo";
    assertThat(QuotedText.visible(text, true).text()).isEqualTo(text);
  }

  @Test
  void M35_answers_between_the_lines_keep_the_questions() {
    assertThat(Golden.mail("reply-between-the-lines").visibleText())
        .isEqualTo("On 2 Nov 2026, Support wrote:\n> Which size?\n\n42\n\n> Which colour?\n\nBlue");
  }

  @Test
  void M36_a_single_answer_below_stands_alone() {
    assertThat(Golden.mail("reply-below-the-quotation").visibleText())
        .isEqualTo("To my office, please.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reply-with-signature|Fine.|Example Ltd",
        "reply-from-a-phone|Perfect|Sent from my iPhone",
        "signature-with-a-dash-and-a-name|It works now.|-Ada Keller",
        "signature-of-a-list|It works now.|lamps@lists.example",
        "signature-of-proton-mobile|It works now.|Proton",
        "signature-of-yahoo-mobile|It works now.|Yahoo",
        "signature-of-outlook-mobile|It works now.|Outlook for iOS",
        "signature-of-samsung|It works now.|Samsung",
        "signatures-of-two-apps|Tomorrow is fine.|please excuse typos",
        "signature-marked-in-the-html|It works now.|Keller Lamps Ltd"
      })
  void M37_signatures_are_kept_apart(String oddity, String visible, String signature) {
    ReceivedMail mail = Golden.mail(oddity);
    assertThat(mail.visibleText()).isEqualTo(visible);
    assertThat(mail.signature()).contains(signature);
    assertThat(mail.quotedText()).doesNotContain(signature);
  }

  @Test
  void M37_legal_words_below_a_quotation_are_a_signature() {
    String legal = "This mail is for its reader alone.\n".repeat(20);
    QuotedText.Visible read = QuotedText.visible("Yes.\n\n> Really?\n\n-- \n" + legal, false);
    assertThat(read.text()).isEqualTo("Yes.");
    assertThat(read.signature()).isEqualTo(legal.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ada Keller~+41 44 123 45 67~www.example.org|Yes.",
        "Regards,~~Ada Keller~Head of Lamps|Yes.",
        "Mit freundlichen Grüßen~~Ada Keller~ada@example.org~www.example.org|Yes.",
        "Kind regards~Ada|Yes.~~Kind regards~Ada",
        "Thanks,~Ada Keller|Yes.~~Thanks,~Ada Keller",
        "Call Jo~+41 44 123 45 67 until five, then~+41 44 123 45 68 please|",
        "- Apples|"
      })
  void M37_contact_lines_below_the_text(String below, String visible) {
    String text = "Yes.\n\n" + below.replace('~', '\n');
    assertThat(visible(text)).isEqualTo(visible == null ? text : visible.replace('~', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sent from my desk, this is quicker than the phone.",
        "Points:\n-- one\n-- two\nThat is all.",
        "On Monday I wrote about 2 things:\nthe first and the second.",
        "It says From: nobody\nWhat is that?",
        "if (a > b) {\n  x\n}"
      })
  void M38_what_only_looks_like_it_stays(String text) {
    assertThat(visible(text)).isEqualTo(text);
  }

  @Test
  void M38_nothing_but_quotation_stays_whole() {
    assertThat(visible("> one\n> two\n")).isEqualTo("> one\n> two");
  }

  private static String visible(String text) {
    return QuotedText.visible(text, false).text();
  }
}
