package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeaderTest {
  @Test
  void M5_words_cut_inside_a_character_are_joined_first() {
    assertThat(Golden.mail("encoded-word-split-inside-a-character").subject())
        .isEqualTo("Grüße aus Köln €😀 und Zürich");
  }

  @ParameterizedTest
  @CsvSource({
    "=?utf-8?Q?a?= =?utf-8?Q?b?=, ab",
    "=?utf-8?Q?a?= b =?utf-8?Q?c?=, a b c",
    "=?iso-8859-1*de?q?Gr=FC=DFe?=, Grüße",
    "=?UTF-8?B?R3LDvMOfZQ?=, Grüße",
    "=?x-unknown?Q?plain?=, plain",
    "=?utf-8?Q??=x, x",
    "=?utf-8?Q?open, '=?utf-8?Q?open'",
    "=?utf-8?X?a?=, =?utf-8?X?a?=",
    "a =?= b, a =?= b"
  })
  void M5_encoded_words(String header, String text) {
    assertThat(EncodedWords.decode(header)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, windows-1251, Привет",
    "windows-1251, windows-1251, Привет",
    "windows-1252, windows-1252, Grüße",
    "iso-2022-jp, windows-1252, お問い合わせ"
  })
  void M6_raw_bytes(String written, String ofTheText, String subject) {
    byte[] bytes = subject.getBytes(Charset.forName(written));
    assertThat(CharsetGuess.headerText(bytes, bytes.length, Charset.forName(ofTheText)))
        .isEqualTo(subject);
  }

  @Test
  void M6_the_charset_of_the_text_helps_the_headers() {
    assertThat(Golden.mail("raw-cyrillic-header-in-body-charset").subject())
        .isEqualTo("Заказ не пришёл");
  }

  @Test
  void M7_stray_lines_disturb_nothing() {
    ReceivedMail mail = Golden.mail("headers-with-stray-lines");
    assertThat(mail.subject()).isEqualTo("Stray");
    assertThat(mail.to()).containsExactly(new Mailbox(null, MailAddress.parse("b@example.org")));
    assertThat(mail.visibleText()).isEqualTo("The blank line is missing.");
  }

  @Test
  void M7_lost_indentation_ends_no_header() {
    ReceivedMail mail = Golden.mail("headers-that-lost-their-indentation");
    assertThat(mail.subject()).isEqualTo("Where is my parcel?");
    assertThat(mail.visibleText()).isEqualTo("It should have come on Monday.");
  }

  @Test
  void M6_utf_8_that_was_cut_is_still_utf_8() {
    assertThat(Golden.mail("raw-header-cut-inside-a-character").subject())
        .isEqualTo("Вопрос о доставке в Росто\ufffd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 2 Nov 2026 09:15:00 +0100|2026-11-02T08:15:00Z",
        "2 Nov 26 09:15 EST|2026-11-02T14:15:00Z",
        "Mon, 2 Nov 2026 09:15:00 GMT+0100 (CET)|2026-11-02T08:15:00Z",
        "Mon Nov  2 09:15:00 2026|2026-11-02T09:15:00Z",
        "Monday, 02-Nov-26 9:15:00 PM PST|2026-11-03T05:15:00Z",
        "2026-11-02T09:15:00+01:00|2026-11-02T08:15:00Z",
        "2026-11-02 09:15:00 -0500|2026-11-02T14:15:00Z",
        "Mon, 2 Nov 2026 09.15.00 +0100|2026-11-02T08:15:00Z",
        "Mon, 31 Dec 98 23:59:60 Z|1998-12-31T23:59:59Z",
        "Sun, 06 Nov 1994 08:49:37|1994-11-06T08:49:37Z",
        "Mon,2 Nov 2026 09:15:00+0100|2026-11-02T08:15:00Z",
        "Thu, 1 Jan 2026 12:15:00 AM|2026-01-01T00:15:00Z",
        "Fri, 14 Feb 1969 11:02:54 +0100|1969-02-14T10:02:54Z",
        "Mon, 002 Nov 2026 09:15:00 +0100|2026-11-02T08:15:00Z"
      })
  void M8_dates(String header, Instant instant) {
    assertThat(MailDate.parse(header)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "99 Foo 20xx",
        "Mon, 31 Feb 2026 09:15:00 +0100",
        "2 Nov 2026 25:00:00",
        "Mon, 2 Nov 1926 09:15:00 +0100",
        "99999999999999999999 Nov 2026",
        "(comment)"
      })
  void M8_no_day_no_date(String header) {
    assertThat(MailDate.parse(header)).isNull();
  }

  @Test
  void M9_ids_stand_alone_in_order_and_once() {
    assertThat(Golden.mail("threading-headers").threading())
        .isEqualTo(
            new ThreadingHeaders(
                new MimeMessageId("m1@example.org"),
                ids("a@x.example", "b@x.example"),
                ids("root@x.example", "a@x.example", "b@x.example")));
  }

  @Test
  void M9_bare_ids_count_where_there_are_no_others() {
    assertThat(Golden.mail("message-id-without-brackets").threading())
        .isEqualTo(
            new ThreadingHeaders(
                new MimeMessageId("20261102.7@example.org"),
                List.of(),
                ids("one@x.example", "two@x.example")));
  }

  @Test
  void M9_sixty_thousand_references_are_read_and_limited() {
    String header = "<same@x.example> ".repeat(30_000) + manyIds(30_000);
    assertThat(MessageIdList.parse(header)).hasSize(20_000).doesNotHaveDuplicates();
  }

  @Test
  void M10_what_it_answers_comes_first_then_the_newest() {
    ThreadingHeaders threading =
        new ThreadingHeaders(
            new MimeMessageId("me@x"), ids("b@x"), ids("root@x", "a@x", "b@x", "me@x"));
    assertThat(threading.ancestors()).isEqualTo(ids("b@x", "a@x", "root@x"));
  }

  @Test
  void M11_file_names_in_pieces_and_charsets() {
    assertThat(Golden.mail("file-names-of-rfc-2231").attachments())
        .extracting(Attachment::name)
        .containsExactly("Rechnung für März.pdf", "счёт.pdf", "table of prices.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; charset=utf-8 (comment)|charset|utf-8",
        "text/plain charset=utf-8|charset|utf-8",
        "x/y; name=\"a\\\"b.txt\"|name|a\"b.txt",
        "x/y; name=\"say \"hi\".txt\"|name|say \"hi\".txt",
        "x/y; name=my file.txt; size=7|size|7",
        "x/y; name*=utf-8''%E2%82%AC.txt|name|€.txt",
        "x/y; name*0=\"long \"; name*1=\"name.txt\"|name|long name.txt",
        "x/y; name*1*=b; name*0*=iso-8859-1'en'%E4|name|äb",
        "x/y; name=\"=?utf-8?B?w6Q=?=.txt\"|name|ä.txt",
        "x/y; ; ;name=a|name|a"
      })
  void M11_parameters(String header, String name, String value) {
    assertThat(StructuredValue.parse(header).parameter(name)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../etc/passwd|passwd",
        "C:\\Users\\ada\\bill.pdf|bill.pdf",
        "pay\u202efdp.exe|payfdp.exe",
        "a\tb\u0000c.txt|a bc.txt",
        "what?*.txt|what__.txt",
        "...|unnamed.pdf",
        "''|unnamed.pdf"
      })
  void M12_file_names_are_safe(String given, String safe) {
    assertThat(FileName.safe(given, "application/pdf")).isEqualTo(safe);
  }

  @Test
  void M12_a_long_name_keeps_its_ending() {
    assertThat(FileName.safe("x".repeat(900) + ".docx", "application/octet-stream"))
        .hasSize(200)
        .endsWith("x.docx");
  }

  private static List<MimeMessageId> ids(String... values) {
    return List.of(values).stream().map(MimeMessageId::new).toList();
  }

  private static String manyIds(int count) {
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < count; i++) {
      ids.append('<').append(i).append("@x.example> ");
    }
    return ids.toString();
  }
}
