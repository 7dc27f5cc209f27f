package relais.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relais.blobs.FileStore.WholeBody;
import relais.blobs.RawStore.Original;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.TestClock;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoresTest {
  private static final EntryId MESSAGE = new EntryId("01JD0000000000000000000000");

  private final RawStore raw;
  private final FileStore files;

  StoresTest(AwsParts aws) {
    raw = new RawStore(aws.clients().s3(), aws.clients().presigner(), aws.bucket("RawBucket"));
    files = new FileStore(aws.clients().s3(), aws.clients().presigner(), aws.bucket("FilesBucket"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void an_original_is_written_once_and_stays() {
    assertThat(
            raw.putIfAbsent("mail/once", bytes("first"), "message/rfc822", Map.of("via", "smtp")))
        .isTrue();
    assertThat(raw.putIfAbsent("mail/once", bytes("second"), "message/rfc822", Map.of())).isFalse();
    assertThat(raw.get("mail/once", 10))
        .isInstanceOfSatisfying(
            Original.Found.class, found -> assertThat(found.bytes()).isEqualTo(bytes("first")));
  }

  @Test
  void an_original_over_the_limit_is_not_read() {
    raw.putIfAbsent("mail/large", bytes("0123456789"), "message/rfc822", Map.of());
    assertThat(raw.get("mail/large", 9))
        .isEqualTo(new Original.TooLarge(10, raw.page("mail/large", "").getFirst().storedAt()));
  }

  @Test
  void no_original_is_an_answer() {
    assertThat(raw.get("mail/none", 9)).isEqualTo(new Original.Missing());
  }

  @Test
  void an_original_is_saved_never_shown() throws IOException {
    raw.putIfAbsent("mail/link", bytes("<script>"), "text/html", Map.of());
    HttpURLConnection answer = get(raw.downloadLink("mail/link", "original.eml"));
    assertThat(answer.getContentType()).isEqualTo("application/octet-stream");
    assertThat(answer.getHeaderField("Content-Disposition"))
        .isEqualTo("attachment; filename=\"original.eml\"; filename*=UTF-8''original.eml");
    assertThat(body(answer)).isEqualTo("<script>");
  }

  @Test
  void a_link_for_another_object_is_refused() throws IOException {
    raw.putIfAbsent("mail/mine", bytes("x"), "message/rfc822", Map.of());
    raw.putIfAbsent("mail/others", bytes("x"), "message/rfc822", Map.of());
    URI link = raw.downloadLink("mail/mine", "x");
    assertThat(
            get(URI.create(link.toString().replace("mail/mine", "mail/others"))).getResponseCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, inline, image/png",
    "IMAGE/JPEG; name=x, inline, image/jpeg",
    "image/svg+xml, attachment, application/octet-stream",
    "text/html, attachment, application/octet-stream",
    "application/xhtml+xml, attachment, application/octet-stream",
    "application/pdf, attachment, application/pdf",
    "not a type, attachment, application/octet-stream"
  })
  void only_harmless_types_are_shown(String declared, String disposition, String type)
      throws IOException {
    String key = BlobKeys.attachment(MESSAGE, 0);
    files.put(key, bytes("x"), declared);
    HttpURLConnection answer = get(files.link(key, "a.bin", declared));
    assertThat(answer.getContentType()).isEqualTo(type);
    assertThat(answer.getHeaderField("Content-Disposition")).startsWith(disposition + ";");
  }

  @Test
  void a_name_keeps_its_letters_and_loses_what_could_harm() throws IOException {
    String key = BlobKeys.attachment(MESSAGE, 1);
    files.put(key, bytes("x"), "application/pdf");
    String hostile = "../\"évi\r\nl\u202egpj.exe";
    assertThat(
            get(files.link(key, hostile, "application/pdf")).getHeaderField("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"..___vilgpj.exe\"; filename*=UTF-8''.._%22%C3%A9vilgpj.exe");
  }

  @Test
  void a_file_written_again_is_the_same(@TempDir Path folder) throws IOException {
    String key = BlobKeys.media(MESSAGE, 0);
    Path picture = Files.write(folder.resolve("picture"), bytes("picture"));
    for (int i = 0; i < 2; i++) {
      files.put(key, picture, "image/png");
    }
    try (InputStream stored = files.findFile(key).orElseThrow()) {
      assertThat(stored.readAllBytes()).isEqualTo(bytes("picture"));
    }
    assertThat(files.findFile(BlobKeys.media(MESSAGE, 9))).isEmpty();
  }

  @Test
  void a_file_over_the_limit_is_refused_before_it_is_sent(@TempDir Path folder) throws IOException {
    Path film = folder.resolve("film");
    try (RandomAccessFile empty = new RandomAccessFile(film.toFile(), "rw")) {
      empty.setLength(FileStore.MAX_BYTES + 1);
    }
    assertThatThrownBy(() -> files.put("media/x", film, "video/mp4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void a_long_body_comes_back_whole() {
    WholeBody body = new WholeBody("Grüße\n\"x\"\u0000😀", "<p>x</p>");
    String key = files.putBody(MESSAGE, body);
    assertThat(key).isEqualTo("bodies/01JD0000000000000000000000.json");
    assertThat(files.findBody(key)).contains(body);
    assertThat(files.findBody("bodies/none.json")).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_body_written_and_read_again_is_the_same(long seed) throws IOException {
    Random random = new Random(seed);
    WholeBody body =
        new WholeBody(anyText(random), random.nextInt(3) == 0 ? null : anyText(random));
    assertThat(BodyJson.read(BodyJson.write(body))).isEqualTo(body);
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(50); i > 0; i--) {
      int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x11000);
      text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? ' ' : c);
    }
    return text.toString();
  }

  @Test
  void a_body_of_a_later_version_can_be_read() throws IOException {
    assertThat(BodyJson.read(bytes("{\"text\":\"a\",\"more\":{\"x\":[1]},\"html\":null}")))
        .isEqualTo(new WholeBody("a", null));
  }

  @Test
  void the_same_webhook_has_the_same_key() {
    assertThat(BlobKeys.webhook(Channel.WHATSAPP, TestClock.START, bytes("{}")))
        .isEqualTo(
            "webhook/whatsapp/2026-11-24/"
                + "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    assertThat(BlobKeys.webhook(Channel.WHATSAPP, Instant.EPOCH, bytes("{}")))
        .startsWith("webhook/whatsapp/1970-01-01/");
  }

  @Test
  void a_mail_key_cannot_leave_its_folder() {
    assertThat(BlobKeys.mail("abc-123")).isEqualTo("mail/abc-123");
    assertThatThrownBy(() -> BlobKeys.mail("../files/x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpURLConnection get(URI link) throws IOException {
    return (HttpURLConnection) link.toURL().openConnection();
  }

  private static String body(HttpURLConnection answer) throws IOException {
    return new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
