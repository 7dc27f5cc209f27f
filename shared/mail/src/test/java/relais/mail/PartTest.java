package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartTest {
  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @CsvSource({
    "boundary-that-begins-another, plain, a.txt",
    "boundary-missing-from-the-header, still read, a.pdf",
    "boundary-never-closed, first, a.pdf",
    "boundary-used-by-two-multiparts, Here is the photo., list.csv"
  })
  void M13_boundaries(String oddity, String text, String file) {
    ReceivedMail mail = Golden.mail(oddity);
    assertThat(mail.text()).isEqualTo(text);
    assertThat(mail.attachments()).extracting(Attachment::name).containsExactly(file);
  }

  @ParameterizedTest
  @CsvSource({
    "base64-with-garbage-and-footer, Hello world",
    "called-base64-but-is-not, 'This text was never encoded, whatever the header says.'",
    "quoted-printable-odd, 'Grüße = equals =ZZ stays joined\nend'"
  })
  void M14_transfer_encodings(String oddity, String text) {
    assertThat(Golden.mail(oddity).visibleText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "gb2312, GB18030, 订单镕",
    "ks_c_5601-1987, x-windows-949, 주문똠",
    "iso-8859-1, windows-1252, € “quoted”",
    "iso-8859-8-i, ISO-8859-8, שלום",
    "'\"UTF-8;\"', UTF-8, Grüße",
    "cp1251, windows-1251, Привет",
    "win-1250, windows-1250, łódź",
    "unheard-of, UTF-8, Grüße",
    "unheard-of, windows-1252, Grüße",
    "us-ascii, UTF-8, Grüße",
    "utf-8, windows-1252, Grüße"
  })
  void M15_charset_names(String declared, String meant, String text) {
    assertThat(CharsetGuess.decode(text.getBytes(Charset.forName(meant)), declared))
        .isEqualTo(text);
  }

  @Test
  void M15_a_page_names_its_charset_in_its_head() {
    assertThat(Golden.mail("charset-only-in-the-meta-element").text()).isEqualTo("Привет");
  }

  @Test
  void M15_utf_16_without_a_mark_is_in_the_order_of_its_zeros() {
    ReceivedMail mail = Golden.mail("utf-16-without-a-mark");
    assertThat(mail.subject()).isEqualTo("Öffnungszeiten");
    assertThat(mail.visibleText()).isEqualTo("Guten Tag,\nwann öffnen Sie?");
  }

  @Test
  void M15_utf_7_is_read_too() {
    assertThat(Golden.mail("utf-7-body").visibleText()).isEqualTo("Grüße + Hi");
  }

  @Test
  void M16_text_html_and_the_files_of_all() {
    ReceivedMail mail = Golden.mail("alternative-related-mixed");
    assertThat(mail.text()).isEqualTo("Hello *world*");
    assertThat(mail.html()).startsWith("<p>Hello <b>world</b>");
    assertThat(mail.attachments())
        .extracting(Attachment::name)
        .containsExactly("dot.png", "doc.pdf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "only-text-has-a-file-name|The door stayed open.|1",
        "alternative-text-with-a-file-name|The door stayed open all night.|0"
      })
  void M16_a_text_with_a_file_name_is_the_text_where_there_is_no_other(
      String oddity, String text, int files) {
    ReceivedMail mail = Golden.mail(oddity);
    assertThat(mail.visibleText()).isEqualTo(text);
    assertThat(mail.attachments()).hasSize(files);
  }

  @Test
  void M17_a_picture_in_the_text_is_inline_and_a_file_is_not() {
    assertThat(Golden.mail("alternative-related-mixed").attachments())
        .extracting(Attachment::inline)
        .containsExactly(true, false);
  }

  @Test
  void M18_several_texts_are_one() {
    assertThat(Golden.mail("text-then-picture-then-text").text()).isEqualTo("Before\nAfter");
  }

  @Test
  void M18_text_after_html_is_in_the_html_too() {
    ReceivedMail mail =
        read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html

            <p>Page</p>
            --b
            Content-Type: text/plain

            1 < 2
            --b--
            """);
    assertThat(mail.text()).isEqualTo("Page\n1 < 2");
    assertThat(mail.html()).startsWith("<p>Page</p>").contains("1 &lt; 2");
  }

  @Test
  void M19_a_mail_within_a_mail_stays_whole() {
    ReceivedMail mail = Golden.mail("mail-within-a-mail");
    Attachment inner = mail.attachments().getFirst();
    assertThat(mail.text()).isEqualTo("Please see the attached mail.");
    assertThat(inner.name()).isEqualTo("Grüße.eml");
    assertThat(inner.kind()).isEqualTo(AttachmentKind.MAIL);
    assertThat(MailReader.read(inner.content()).text()).isEqualTo("inner text");
  }

  @Test
  void M20_a_uuencoded_file_is_an_attachment() {
    ReceivedMail mail = Golden.mail("uuencoded-file-in-the-text");
    assertThat(mail.visibleText()).isEqualTo("See below.\n\n\nBye");
    assertThat(new String(mail.attachments().getFirst().content(), StandardCharsets.UTF_8))
        .isEqualTo("Hello world!");
  }

  @Test
  void M21_the_envelope_of_exchange_is_unpacked() {
    ReceivedMail mail = Golden.mail("winmail-dat");
    assertThat(mail.text()).isEqualTo("Grüße from Exchange");
    assertThat(mail.html()).isEqualTo("<p>Grüße from Exchange</p>");
    assertThat(mail.attachments())
        .extracting(Attachment::name, Attachment::type, Attachment::contentId)
        .containsExactly(tuple("Größe und Maße.pdf", "application/pdf", "pic@x"));
  }

  @Test
  void M22_flowed_lines_are_joined() {
    assertThat(Golden.mail("format-flowed-delsp").text())
        .startsWith("This is a long paragraph that was wrapped.\n\n> quotedtwice\n>> deeper\n");
  }

  @Test
  void M23_html_alone_has_a_text() {
    assertThat(Golden.mail("only-html").text())
        .isEqualTo("Order 4711\n\nDear team,\ntwo items:\n\n- one\n- two\n\na b");
  }

  @Test
  void M23_a_blank_page_is_none() {
    assertThat(Golden.mail("empty-html-beside-text").html()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "invitation, CALENDAR, NONE",
    "signed-smime, SIGNATURE, SIGNED",
    "sealed-smime, SEALED, SEALED",
    "encrypted-pgp, SEALED, SEALED",
    "read-receipt, REPORT, NONE",
    "text-then-picture-then-text, IMAGE, NONE"
  })
  void M24_kinds(String oddity, AttachmentKind kind, Protection protection) {
    ReceivedMail mail = Golden.mail(oddity);
    assertThat(mail.attachments().getFirst().kind()).isEqualTo(kind);
    assertThat(mail.protection()).isEqualTo(protection);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\r\n", "\t\n \n"})
  void M25_nothing_is_unreadable(String raw) {
    assertThatThrownBy(() -> read(raw))
        .isInstanceOf(UnreadableMail.class)
        .hasMessageContaining("nothing");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M25_damaged_mail_is_read_as_far_as_it_goes(long seed) {
    Random random = new Random(seed);
    byte[] raw = Golden.raw(DAMAGED[random.nextInt(DAMAGED.length)]).clone();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      raw[random.nextInt(raw.length)] = (byte) random.nextInt(256);
    }
    ReceivedMail mail = MailReader.read(raw);
    String html = mail.html() == null ? "" : mail.html();
    assertThat(HtmlSanitizer.safe(html)).doesNotContain("<script");
  }

  private static final String[] DAMAGED = {
    "alternative-related-mixed", "bounce-rfc-3464", "file-names-of-rfc-2231", "reply-gmail",
    "addresses-as-people-write-them", "winmail-dat", "uuencoded-file-in-the-text", "only-html"
  };

  @Test
  void M25_depth_has_a_limit_and_nothing_is_lost() {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      raw.append("Content-Type: multipart/mixed; boundary=b").append(i);
      raw.append("\n\n--b").append(i).append('\n');
    }
    raw.append("Content-Type: text/plain\n\nthe bottom\n");
    ReceivedMail mail = read(raw.toString());
    assertThat(mail.attachments()).hasSize(1);
    assertThat(new String(mail.attachments().getFirst().content(), StandardCharsets.UTF_8))
        .contains("the bottom");
  }

  @Test
  void M25_the_number_of_parts_has_a_limit_and_nothing_is_lost() {
    String raw =
        "Content-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: a/b; name=x\n\nx\n".repeat(5_000)
            + "--b\n\nthe last\n--b--\n";
    ReceivedMail mail = read(raw);
    assertThat(mail.attachments()).hasSizeBetween(1_900, 2_000);
    assertThat(new String(mail.attachments().getLast().content(), StandardCharsets.UTF_8))
        .contains("the last");
  }

  @Test
  void M25_a_mail_made_to_take_forever_is_read() {
    String[] hostile = {
      "Subject: " + "=?utf-8?Q?".repeat(30_000),
      "To: " + "(".repeat(200_000),
      "To: " + "\"".repeat(200_001),
      "To: " + "<a@b ".repeat(50_000),
      "Content-Type: x/y; name=\"" + "\\\"".repeat(50_000),
      "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n".repeat(50_000),
      "Subject: x\n\n" + "> ".repeat(200_000),
      "Subject: x\n\n" + "begin 644 x\n".repeat(50_000),
      "Subject: x\n\n" + "On 1 wrote\n".repeat(50_000),
      "Subject: x\n\n" + "From: a@b\nDate: 1\n".repeat(20_000),
      "From: mailer-daemon@x\nSubject: failure\n\n" + "a@b.example ".repeat(20_000),
      "Content-Type: text/html\n\n" + "<div>".repeat(30_000),
      "Content-Type: text/html\n\n" + "<blockquote type=cite>".repeat(20_000) + "x",
      "Content-Type: text/html\n\n<p style=\"" + "a:(;".repeat(50_000) + "\">x",
      "Content-Type: text/html\n\n" + "<a b='<a b=\"".repeat(30_000)
    };
    for (String raw : hostile) {
      ReceivedMail mail = read("From: a@example.org\n" + raw);
      String html = mail.html() == null ? "" : mail.html();
      assertThat(HtmlSanitizer.safe(html)).doesNotContain("<script");
    }
  }

  @Test
  void M25_a_text_without_end_becomes_an_attachment() {
    byte[] raw =
        ("Subject: x\n\n" + "0123456789abcde\n".repeat(400_000))
            .getBytes(StandardCharsets.US_ASCII);
    ReceivedMail mail = MailReader.read(raw);
    assertThat(mail.attachments().getFirst().size()).isEqualTo(6_400_000);
    assertThat(mail.text()).hasSize(200_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r"})
  void M26_line_ends(String end) {
    String raw =
        "Subject: Ends\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\nTwo\n--b--\n";
    ReceivedMail mail = read(raw.replace("\n", end));
    assertThat(mail.subject()).isEqualTo("Ends");
    assertThat(mail.text()).isEqualTo("One\nTwo");
  }

  @Test
  void M25_forty_megabytes_are_read() {
    ByteArrayOutputStream raw = new ByteArrayOutputStream(45_000_000);
    raw.writeBytes("Subject: big\nContent-Type: x/y; name=a\n".getBytes(StandardCharsets.US_ASCII));
    raw.writeBytes("Content-Transfer-Encoding: base64\n\n".getBytes(StandardCharsets.US_ASCII));
    byte[] line = ("QUJD".repeat(19) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 40_000_000 / line.length; i++) {
      raw.writeBytes(line);
    }
    assertThat(MailReader.read(raw.toByteArray()).attachments().getFirst().size())
        .isEqualTo(40_000_000L / line.length * 57);
  }

  private static ReceivedMail read(String raw) {
    return MailReader.read(raw.getBytes(StandardCharsets.UTF_8));
  }
}
