package relais.channels.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relais.channels.ChannelEvent;
import relais.channels.Golden;
import relais.channels.Part;
import relais.channels.WebhookCall;
import relais.channels.WebhookInspection;
import relais.channels.WebhookReading;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.InboundItem;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WhatsAppReadingTest {
  static Stream<String> payloads() {
    return Golden.names("whatsapp");
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void P4_a_payload_gives_exactly_what_stands_beside_it(String name) throws IOException {
    byte[] body = Golden.payload("whatsapp", name);
    WebhookReading reading = Samples.read(body);
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    actual.set("events", Golden.read(inspect(body).toJson()).path("events"));
    actual.set("items", Golden.render(reading.items()));
    actual.set("notices", Golden.render(reading.notices()));
    Golden.compare("whatsapp", name, actual);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 60);
  }

  @Test
  void P5_a_bad_message_loses_only_itself() {
    assertThat(kinds(Samples.readGolden("bad-messages-beside-good-ones")))
        .containsExactly(
            "Received good before",
            "UNREADABLE",
            "UNREADABLE",
            "UNREADABLE",
            "UNREADABLE",
            "UNREADABLE",
            "Received good after");
  }

  @Test
  void P5_a_bad_entry_or_change_loses_only_itself() {
    assertThat(kinds(Samples.readGolden("bad-entries-beside-good-ones")))
        .contains("Received good entry");
    assertThat(Samples.events("bad-entries-beside-good-ones"))
        .filteredOn(ChannelEvent.Unreadable.class::isInstance)
        .extracting(event -> event.heading().pointer())
        .containsExactly(
            "/entry/0",
            "/entry/1",
            "/entry/3/changes/0",
            "/entry/3/changes/1",
            "/entry/3/changes/2/value/messages",
            "/entry/3/changes/3");
  }

  @Test
  void P5_an_unreadable_piece_keeps_its_place_and_its_raw_text() {
    ChannelEvent.Unreadable event =
        (ChannelEvent.Unreadable) Samples.events("bad-messages-beside-good-ones").get(2);
    assertThat(event.heading().pointer()).isEqualTo("/entry/0/changes/0/value/messages/2");
    assertThat(event.raw()).isEqualTo("\"not an object\"");
  }

  @Test
  void P6_what_is_of_an_unknown_kind_is_kept_as_such() {
    assertThat(
            List.of(
                Samples.quarantined("call").reason(),
                Samples.quarantined("status-unknown").reason()))
        .containsOnly(InboundItem.Reason.UNKNOWN_TYPE);
    ChannelEvent.Message message =
        (ChannelEvent.Message) Samples.events("type-of-next-year").getFirst();
    assertThat(((Part.Unknown) message.content().parts().getFirst()).raw())
        .contains("\"hologram\":{\"id\":\"1\",\"depth\":3}");
    for (String golden : List.of("type-of-next-year", "interactive-of-a-new-type")) {
      ChatFields chat = Objects.requireNonNull(Samples.received(golden).chat());
      assertThat(chat.parts().getFirst())
          .isInstanceOfSatisfying(
              ChatPart.Unsupported.class, part -> assertThat(part.raw()).contains("{"));
    }
  }

  @Test
  void P7_numbers_read_like_strings() {
    InboundItem.Received numbers = Samples.received("numbers-for-strings");
    assertThat(numbers.from().toString()).isEqualTo("phone:+31612345678");
    assertThat(numbers.fromName()).isEqualTo("42");
    assertThat(numbers.body().text()).isEqualTo("10482");
    assertThat(numbers.at()).isEqualTo(Instant.ofEpochSecond(1763740800));
  }

  @Test
  void P7_a_time_is_kept_as_it_came_beside_its_instant() {
    ChannelEvent.Message message = (ChannelEvent.Message) Samples.events("text").getFirst();
    assertThat(message.heading().at())
        .isEqualTo(new ChannelEvent.Moment("1763740800", Instant.parse("2025-11-21T16:00:00Z")));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P8_no_bytes_whatsoever_make_reading_fail(long seed) {
    Random random = new Random(seed);
    List<String> names = payloads().toList();
    byte[] body = Golden.payload("whatsapp", names.get(random.nextInt(names.size())));
    for (int i = 0; i < 1 + random.nextInt(8) && body.length > 0; i++) {
      body = damaged(body, random);
    }
    assertThat(Samples.read(body)).isNotNull();
    assertThat(inspect(body).toJson()).doesNotContain("\n");
  }

  /// Each payload with one field somewhere that has become something else.
  @ParameterizedTest
  @MethodSource("fewSeeds")
  void P8_no_shape_of_a_field_makes_reading_fail(long seed) throws IOException {
    Random random = new Random(seed);
    for (String name : payloads().toList()) {
      JsonNode root = tree(Golden.payload("whatsapp", name));
      if (root == null) {
        continue;
      }
      retype(root, random);
      byte[] body = root.toString().getBytes(UTF_8);
      WebhookReading reading = Samples.read(body);
      assertThat(reading.items())
          .allSatisfy(
              item -> assertThat(Golden.render(item).toString().length()).isLessThan(20_000));
      assertThat(inspect(body).events().size()).isGreaterThanOrEqualTo(reading.notices().size());
    }
  }

  private static WebhookInspection inspect(byte[] body) {
    return WebhookInspection.of(Samples.CHANNEL, WebhookCall.of(body), List.of());
  }

  private static @Nullable JsonNode tree(byte[] body) {
    try {
      return Golden.read(new String(body, UTF_8));
    } catch (IOException notJson) {
      return null;
    }
  }

  private static void retype(JsonNode root, Random random) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(root, objects);
    if (objects.isEmpty()) {
      return;
    }
    ObjectNode victim = objects.get(random.nextInt(objects.size()));
    List<String> fields = new ArrayList<>();
    victim.fieldNames().forEachRemaining(fields::add);
    if (fields.isEmpty()) {
      return;
    }
    String field = fields.get(random.nextInt(fields.size()));
    switch (random.nextInt(9)) {
      case 0 -> victim.putNull(field);
      case 1 -> victim.put(field, random.nextLong());
      case 2 -> victim.put(field, random.nextDouble());
      case 3 -> victim.put(field, "x".repeat(random.nextInt(10_000)));
      case 4 -> victim.put(field, "");
      case 5 -> victim.putArray(field).add(1).addNull().addObject();
      case 6 -> victim.putObject(field).put("type", "text");
      case 7 -> victim.put(field, random.nextBoolean());
      case 8 -> victim.remove(field);
      default -> throw new AssertionError();
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private static byte[] damaged(byte[] body, Random random) {
    int at = random.nextInt(body.length);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(body, at);
      case 1 -> {
        byte[] changed = body.clone();
        changed[at] = (byte) random.nextInt();
        yield changed;
      }
      default -> {
        byte[] doubled = Arrays.copyOf(body, body.length + at);
        System.arraycopy(body, 0, doubled, body.length, at);
        yield doubled;
      }
    };
  }

  @Test
  void P9_characters_that_no_queue_carries_are_replaced() {
    assertThat(Samples.received("half-an-emoji").body().text())
        .isEqualTo("cut \uFFFD here \uFFFD \uFFFD end");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P10_order_repetition_and_batching_do_not_change_what_comes_in(long seed) {
    Random random = new Random(seed);
    List<ObjectNode> pieces = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      pieces.add(
          switch (random.nextInt(4)) {
            case 0 -> Samples.status("wamid." + random.nextInt(6), "read");
            case 1 -> Samples.status("wamid." + random.nextInt(6), "delivered");
            case 2 -> JsonNodeFactory.instance.objectNode().put("broken", random.nextInt(3));
            default -> {
              int number = random.nextInt(6);
              yield Samples.textMessage("wamid." + number, "words " + number);
            }
          });
    }
    Map<String, InboundItem> once = bySource(List.of(Samples.payload(pieces)));

    List<ObjectNode> again = new ArrayList<>(pieces);
    again.addAll(pieces.subList(0, random.nextInt(pieces.size() + 1)));
    Collections.shuffle(again, random);
    List<byte[]> batches = new ArrayList<>();
    for (int from = 0; from < again.size(); ) {
      int to = Math.min(again.size(), from + 1 + random.nextInt(4));
      batches.add(Samples.payload(again.subList(from, to)));
      from = to;
    }
    Map<String, InboundItem> scattered = bySource(batches);

    assertThat(scattered.keySet()).isEqualTo(once.keySet());
    once.forEach(
        (source, item) -> {
          if (!(item instanceof InboundItem.Quarantined)) {
            assertThat(scattered.get(source)).isEqualTo(item);
          }
        });
  }

  @Test
  void P10_what_one_payload_says_twice_counts_once() {
    assertThat(Samples.readGolden("same-message-twice").items()).hasSize(1);
  }

  private static Map<String, InboundItem> bySource(List<byte[]> bodies) {
    Map<String, InboundItem> items = new TreeMap<>();
    for (byte[] body : bodies) {
      Samples.read(body).items().forEach(item -> items.putIfAbsent(item.source(), item));
    }
    return items;
  }

  private static List<String> kinds(WebhookReading reading) {
    return reading.items().stream()
        .map(
            item ->
                switch (item) {
                  case InboundItem.Received received -> "Received " + received.body().text();
                  case InboundItem.StatusReported _ -> "StatusReported";
                  case InboundItem.CallReported _ -> "CallReported";
                  case InboundItem.SentByAccount _ -> "SentByAccount";
                  case InboundItem.Amended amended ->
                      amended.amendment().getClass().getSimpleName();
                  case InboundItem.AccountReported account ->
                      account.report().getClass().getSimpleName();
                  case InboundItem.Quarantined quarantined -> quarantined.reason().name();
                })
        .toList();
  }
}
