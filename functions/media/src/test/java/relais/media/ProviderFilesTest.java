package relais.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.Connection;
import relais.channels.FileFailure;
import relais.channels.whatsapp.WhatsAppChannel;
import relais.conversation.FileTrouble;
import relais.conversation.Inbox;
import relais.media.FakeGraph.Answer;
import relais.samples.HarbourGoods;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProviderFilesTest {
  private static final byte[] PICTURE =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000001");
  private static final ProviderFiles.Limits LIMITS =
      new ProviderFiles.Limits(1000, Duration.ofSeconds(5), Duration.ofSeconds(20));

  private final FakeGraph graph = new FakeGraph();

  @AfterEach
  void stop() {
    graph.close();
  }

  @Test
  void a_file_is_taken_over_whole_with_the_token_shown_both_times() throws Exception {
    graph.with("/v23.0/77", found("/files/77", PICTURE, PICTURE.length)).with("/files/77", bytes());
    Download.Done done = (Download.Done) fetch("image/jpeg");
    assertThat(Files.readAllBytes(done.file())).isEqualTo(PICTURE);
    assertThat(done.size()).isEqualTo(PICTURE.length);
    assertThat(done.type()).isEqualTo("image/png");
    assertThat(graph.asked()).containsExactly("/v23.0/77 Bearer token", "/files/77 Bearer token");
    Files.delete(done.file());
  }

  @Test
  void a_damaged_file_is_fetched_again_later_and_leaves_nothing_behind() throws Exception {
    long before = temporaryFiles();
    graph
        .with("/v23.0/77", found("/files/77", "other".getBytes(UTF_8), PICTURE.length))
        .with("/files/77", bytes());
    assertThat(failure()).isEqualTo(new FileFailure(FileTrouble.DAMAGED, "damaged", true));
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  @Test
  void a_file_that_is_announced_too_large_is_not_asked_for() throws Exception {
    graph.with("/v23.0/77", found("/files/77", PICTURE, 1001));
    assertThat(failure().code()).isEqualTo("too-large");
    assertThat(graph.asked()).hasSize(1);
  }

  @Test
  void a_file_that_turns_out_too_large_is_dropped() throws Exception {
    graph
        .with("/v23.0/77", found("/files/77", PICTURE, 0))
        .with("/files/77", Answer.bytes(new byte[1001]));
    assertThat(failure().code()).isEqualTo("too-large");
    assertThat(failure().passing()).isFalse();
  }

  @Test
  void an_address_elsewhere_is_never_asked() throws Exception {
    try (FakeGraph elsewhere = new FakeGraph()) {
      graph.with(
          "/v23.0/77", Answer.json(200, "{\"url\":\"%s/files/77\"}".formatted(elsewhere.origin())));
      assertThat(failure().code()).isEqualTo("strange-address");
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void a_redirection_elsewhere_is_not_followed() throws Exception {
    try (FakeGraph elsewhere = new FakeGraph()) {
      graph
          .with("/v23.0/77", found("/files/77", PICTURE, PICTURE.length))
          .with("/files/77", Answer.redirection(elsewhere.origin() + "/files/77"));
      assertThat(failure().code()).isEqualTo("strange-address");
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void a_redirection_on_the_same_host_is_followed_but_not_in_circles() throws Exception {
    graph
        .with("/v23.0/77", found("/files/77", PICTURE, PICTURE.length))
        .with("/files/77", Answer.redirection("/files/78"))
        .with("/files/78", bytes());
    Download.Done done = (Download.Done) fetch("image/png");
    Files.delete(done.file());
    graph.with("/files/78", Answer.redirection("/files/77"));
    assertThat(failure().code()).isEqualTo("strange-address");
  }

  @Test
  void an_answer_in_trouble_is_tried_again_and_one_that_is_final_is_not() throws Exception {
    graph.with("/v23.0/77", Answer.json(503, ""));
    assertThat(failure().passing()).isTrue();
    graph.with("/v23.0/77", Answer.json(400, "{\"error\":{\"code\":100,\"message\":\"gone\"}}"));
    assertThat(failure().passing()).isFalse();
    graph
        .with("/v23.0/77", found("/files/77", PICTURE, PICTURE.length))
        .with("/files/77", Answer.json(404, ""));
    assertThat(failure()).isEqualTo(new FileFailure(FileTrouble.UNAVAILABLE, "http-404", true));
    graph.with("/files/77", new Answer(410, Map.of(), new byte[0]));
    assertThat(failure().passing()).isFalse();
  }

  @Test
  void an_impossible_id_is_never_asked_for() {
    Download download = fetch(files(), graph.address(), "../me", "image/png");
    assertThat(((Download.Failed) download).failure().code()).isEqualTo("bad-id");
    assertThat(graph.asked()).isEmpty();
  }

  @Test
  void a_provider_that_says_nothing_is_given_up_after_a_while() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ProviderFiles files =
          new ProviderFiles(
              new ProviderFiles.Limits(1000, Duration.ofMillis(200), Duration.ofSeconds(1)));
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      Download download = fetch(files, address, "77", "image/png");
      assertThat(((Download.Failed) download).failure().code()).isEqualTo("unreachable");
      assertThat(((Download.Failed) download).failure().passing()).isTrue();
    }
  }

  private Answer found(String path, byte[] content, long size) throws NoSuchAlgorithmException {
    return Answer.json(
        200,
        """
        {"messaging_product":"whatsapp","url":"%s","mime_type":"image/png","sha256":"%s",
         "file_size":%d,"id":"77"}
        """
            .formatted(
                graph.origin() + path,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)),
                size));
  }

  private static Answer bytes() {
    return Answer.bytes(PICTURE);
  }

  private Download fetch(String type) {
    return fetch(files(), graph.address(), "77", type);
  }

  private static Download fetch(ProviderFiles files, URI api, String place, String type) {
    return files.fetch(
        new WhatsAppChannel(),
        new Connection(
            (Inbox.Connected)
                HarbourGoods.settings().findInbox(HarbourGoods.WHATSAPP_INBOX).orElseThrow(),
            api.toString(),
            "token",
            "secret"),
        place,
        type);
  }

  private ProviderFiles files() {
    return new ProviderFiles(LIMITS);
  }

  private FileFailure failure() {
    return ((Download.Failed) fetch("image/png")).failure();
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      List<Path> parts =
          files.filter(file -> file.getFileName().toString().startsWith("provider-file")).toList();
      return parts.size();
    }
  }
}
