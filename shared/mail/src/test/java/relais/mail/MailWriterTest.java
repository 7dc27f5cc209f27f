package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MailWriterTest {
  private static final Mailbox HELP =
      new Mailbox("Relais Support", MailAddress.parse("help@relais.example"));
  private static final Mailbox ADA = new Mailbox("Ada", MailAddress.parse("ada@example.org"));
  private static final MimeMessageId ID = new MimeMessageId("01J.1@relais.example");
  private static final Instant DATE = Instant.parse("2026-11-02T08:15:00Z");

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M60_what_is_written_is_read_again(long seed) {
    OutgoingMail mail = anyMail(new Random(seed));
    ReceivedMail read = MailReader.read(MailWriter.write(mail));
    assertThat(read.from()).containsExactly(mail.from());
    assertThat(read.to()).isEqualTo(mail.to());
    assertThat(read.cc()).isEqualTo(mail.cc());
    assertThat(read.subject()).isEqualTo(HeaderText.oneLine(mail.subject()));
    assertThat(read.date()).isEqualTo(mail.date());
    assertThat(read.threading())
        .isEqualTo(
            new ThreadingHeaders(
                mail.messageId(),
                mail.inReplyTo() == null ? List.of() : List.of(mail.inReplyTo()),
                mail.references()));
    assertThat(read.text().stripTrailing()).isEqualTo(mail.text().stripTrailing());
    assertThat(read.html()).isEqualTo(mail.html());
    assertThat(read.attachments()).containsExactlyInAnyOrderElementsOf(mail.attachments());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M61_lines_are_short_and_in_ascii(long seed) {
    String wire = wire(anyMail(new Random(seed)));
    assertThat(wire.chars())
        .allMatch(c -> c < 0x7f && (c >= ' ' || c == '\r' || c == '\n' || c == '\t'));
    assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(Stream.of(wire.split("\r\n", -1))).allMatch(line -> line.length() <= 78);
  }

  @Test
  void M61_what_relays_change_is_encoded() {
    assertThat(wire(mail("Hi", "From here\n.\ntrailing \n", null, List.of())))
        .contains("=46rom here\r\n=2E\r\ntrailing=20\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r", "\r\n\r\n", "\u2028", "\n ", "\u0000\n"})
  void M62_no_text_adds_a_header_or_a_body(String end) {
    String evil = "x" + end + "Bcc: eve@evil.example";
    OutgoingMail mail =
        new OutgoingMail(
            new Mailbox(evil, HELP.address()),
            List.of(new Mailbox(evil, ADA.address())),
            List.of(),
            List.of(),
            null,
            evil,
            "text",
            "<p>html</p>",
            ID,
            null,
            List.of(),
            List.of(new MailHeader("X-Note", evil)),
            List.of(Attachment.file(evil, "text/plain", new byte[] {1})),
            DATE);
    ReceivedMail read = MailReader.read(MailWriter.write(mail));
    assertThat(read.headers()).extracting(MailHeader::name).doesNotContain("Bcc");
    assertThat(read.headers()).hasSize(8);
    assertThat(read.text().strip()).isEqualTo("text");
  }

  @Test
  void M62_a_text_that_holds_the_boundary_is_encoded() {
    OutgoingMail plain = mail("x", "text", "<p>", List.of());
    String boundary = wire(plain).replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
    ReceivedMail read =
        MailReader.read(MailWriter.write(mail("x", "--" + boundary + "\nIn", "<p>", List.of())));
    assertThat(read.text()).isEqualTo("--" + boundary + "\nIn");
  }

  @Test
  void M63_another_reader_sees_the_same_nesting() throws IOException {
    OutgoingMail mail =
        mail(
            "Größe",
            "text",
            "<p>html</p>",
            List.of(
                Attachment.inline("dot.png", "image/png", "dot@x", new byte[] {1, 2, 3}),
                Attachment.file("Größe.pdf", "application/pdf", new byte[] {4})));
    Message message =
        new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(MailWriter.write(mail)));
    assertThat(message.getSubject()).isEqualTo("Größe");
    assertThat(message.getFrom().getFirst().getName()).isEqualTo("Relais Support");
    assertThat(types(message))
        .isEqualTo(
            "multipart/mixed(multipart/alternative(text/plain multipart/related(text/html"
                + " image/png)) application/pdf)");
  }

  @Test
  void M64_long_threads_keep_their_root_and_their_newest() {
    List<MimeMessageId> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(new MimeMessageId(i + "@x"));
    }
    OutgoingMail mail =
        new OutgoingMail(
            HELP,
            List.of(ADA),
            List.of(),
            List.of(),
            null,
            "s",
            "t",
            null,
            ID,
            null,
            all,
            List.of(),
            List.of(),
            DATE);
    assertThat(mail.references()).hasSize(20).startsWith(all.getFirst()).endsWith(all.getLast());
    assertThat(mail.references()).element(1).isEqualTo(new MimeMessageId("81@x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bcc",
        "from",
        "Content-Type",
        "X:Y",
        "X Y",
        "",
        "X-\r\nY",
        "MIME-Version",
        "Größe"
      })
  void M65_headers_that_follow_from_the_mail_are_refused(String name) {
    List<MailHeader> headers = List.of(new MailHeader(name, "v"));
    assertThatThrownBy(
            () ->
                new OutgoingMail(
                    HELP,
                    List.of(ADA),
                    List.of(),
                    List.of(),
                    null,
                    "s",
                    "t",
                    null,
                    ID,
                    null,
                    List.of(),
                    headers,
                    List.of(),
                    DATE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void M65_hidden_recipients_are_not_written() {
    OutgoingMail mail =
        new OutgoingMail(
            HELP,
            List.of(),
            List.of(),
            List.of(ADA),
            null,
            "s",
            "t",
            null,
            ID,
            null,
            List.of(),
            List.of(new MailHeader("Auto-Submitted", "auto-replied")),
            List.of(),
            DATE);
    assertThat(wire(mail)).doesNotContain("ada@").contains("Auto-Submitted: auto-replied\r\n");
  }

  @Test
  void M66_a_plain_mail_travels_as_mail_and_another_as_file() {
    byte[] plain = "Subject: a\r\n\r\nb\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] eightBit = "Subject: ä\r\n\r\nb\r\n".getBytes(StandardCharsets.UTF_8);
    ReceivedMail read =
        MailReader.read(
            MailWriter.write(
                mail(
                    "s",
                    "t",
                    null,
                    List.of(
                        Attachment.file("a.eml", "message/rfc822", plain),
                        Attachment.file("b.eml", "message/rfc822", eightBit)))));
    assertThat(read.attachments())
        .extracting(Attachment::type)
        .containsExactly("message/rfc822", "application/octet-stream");
    assertThat(read.attachments().getFirst().content()).isEqualTo(plain);
    assertThat(read.attachments().getLast().content()).isEqualTo(eightBit);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M67_the_same_mail_is_the_same_bytes(long seed) {
    assertThat(MailWriter.write(anyMail(new Random(seed))))
        .isEqualTo(MailWriter.write(anyMail(new Random(seed))));
  }

  private static String types(Entity entity) {
    if (entity.getBody() instanceof Multipart multipart) {
      return entity.getMimeType()
          + "("
          + String.join(" ", multipart.getBodyParts().stream().map(MailWriterTest::types).toList())
          + ")";
    }
    return entity.getMimeType();
  }

  private static OutgoingMail mail(
      String subject, String text, @Nullable String html, List<Attachment> attachments) {
    return new OutgoingMail(
        HELP,
        List.of(ADA),
        List.of(),
        List.of(),
        null,
        subject,
        text,
        html,
        ID,
        null,
        List.of(),
        List.of(),
        attachments,
        DATE);
  }

  private static OutgoingMail anyMail(Random random) {
    String letters = "abc xyz ÄßЖ字😀.,;:=?_-\"<>()\\/%&#'*+~^ =20";
    List<Attachment> attachments = new ArrayList<>();
    boolean html = random.nextBoolean();
    for (int i = random.nextInt(3); i > 0; i--) {
      byte[] content = new byte[random.nextInt(200)];
      random.nextBytes(content);
      String name = FileName.safe(anyText(random, letters, 60), "application/pdf");
      attachments.add(
          html && random.nextBoolean()
              ? Attachment.inline(name, "image/png", "c" + i + "@x", content)
              : Attachment.file(name, "application/pdf", content));
    }
    return new OutgoingMail(
        HELP,
        List.of(new Mailbox(anyText(random, letters, 60), ADA.address()), HELP),
        random.nextBoolean() ? List.of(ADA) : List.of(),
        List.of(),
        null,
        "s" + anyText(random, letters + "\n\r\t", 200) + "e",
        "t" + anyText(random, letters + "\n\n.", 2_000) + "e",
        html ? "<p>" + anyText(random, letters + "\n", 500) + "</p>" : null,
        new MimeMessageId("m" + random.nextInt() + "@relais.example"),
        random.nextBoolean() ? new MimeMessageId("a@b") : null,
        random.nextBoolean()
            ? List.of(new MimeMessageId("r@b"), new MimeMessageId("a@b"))
            : List.of(),
        List.of(),
        attachments,
        DATE);
  }

  private static String anyText(Random random, String alphabet, int maxLength) {
    int[] letters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder("n");
    int length = random.nextInt(maxLength);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static String wire(OutgoingMail mail) {
    return new String(MailWriter.write(mail), StandardCharsets.ISO_8859_1);
  }
}
