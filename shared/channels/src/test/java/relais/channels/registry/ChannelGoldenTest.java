package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import relais.channels.ChannelEvent;
import relais.channels.Golden;
import relais.channels.WebhookCall;
import relais.channels.WebhookChannel;
import relais.channels.WebhookInspection;

/// What every channel makes of recorded payloads; those of WhatsApp have a test of their own, which
/// looks at the items too.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChannelGoldenTest {
  static Stream<Arguments> payloads() {
    return Channels.all().stream()
        .map(WebhookChannel::word)
        .filter(word -> !word.equals("whatsapp"))
        .flatMap(word -> Golden.names(word).map(name -> Arguments.of(word, name)));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void P4_a_payload_gives_exactly_what_stands_beside_it(String word, String name)
      throws IOException {
    Golden.compare(word, name, Golden.read(inspect(word, Golden.payload(word, name)).eventsJson()));
  }

  /// Whatever a payload holds, something is said about it: nothing is lost in silence.
  @ParameterizedTest
  @MethodSource("payloads")
  void P6_every_payload_gives_at_least_one_event(String word, String name) {
    List<ChannelEvent> events = inspect(word, Golden.payload(word, name)).events();
    assertThat(events).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P8_no_bytes_whatsoever_make_reading_fail(long seed) {
    Random random = new Random(seed);
    List<Arguments> all = payloads().toList();
    Object[] picked = all.get(random.nextInt(all.size())).get();
    String word = (String) picked[0];
    byte[] body = Golden.payload(word, (String) picked[1]);
    for (int i = 0; i < 1 + random.nextInt(8) && body.length > 0; i++) {
      body = damaged(body, random);
    }
    assertThat(inspect(word, body).toJson()).doesNotContain("\n");
  }

  private static byte[] damaged(byte[] body, Random random) {
    int at = random.nextInt(body.length);
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(body, at);
    }
    byte[] changed = body.clone();
    byte[] signs = "{}[]\",:%&=0\\".getBytes(UTF_8);
    changed[at] = signs[random.nextInt(signs.length)];
    return changed;
  }

  private static WebhookInspection inspect(String word, byte[] body) {
    return WebhookInspection.of(Channels.of(word), WebhookCall.of(body), List.of());
  }
}
