package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relais.channels.Transcript;
import relais.channels.WebhookCall;
import relais.channels.WebhookChannel;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StormTest {
  private static final int UPDATES = 1_000;

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P35_a_storm_delivered_twice_in_random_order_comes_to_the_same(long seed) {
    Random random = new Random(seed);
    WebhookChannel channel = Channels.of(random.nextBoolean() ? "custom" : "telegram");
    List<String> updates = new ArrayList<>();
    for (int i = 0; i < UPDATES; i++) {
      updates.add(channel.word().equals("custom") ? custom(random, i) : telegram(random, i));
    }
    String inOrder = state(channel, updates);

    List<String> storm = new ArrayList<>(updates);
    storm.addAll(updates);
    Collections.shuffle(storm, random);

    assertThat(state(channel, storm)).isEqualTo(inOrder);
    assertThat(inOrder).contains("\"changed\":true", "\"emoji\":");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P35_statuses_of_whatsapp_rise_in_whatever_order_they_come(long seed) {
    Random random = new Random(seed);
    WebhookChannel whatsApp = Channels.of("whatsapp");
    List<String> updates = new ArrayList<>();
    for (int i = 0; i < UPDATES; i++) {
      updates.add(whatsApp(random, i));
    }
    List<String> storm = new ArrayList<>(updates);
    storm.addAll(updates);
    Collections.shuffle(storm, random);
    assertThat(state(whatsApp, storm)).isEqualTo(state(whatsApp, updates));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P35_pages_and_accounts_come_to_the_same(long seed) {
    Random random = new Random(seed);
    WebhookChannel channel = Channels.of(random.nextBoolean() ? "messenger" : "instagram");
    List<String> updates = new ArrayList<>();
    for (int i = 0; i < UPDATES; i++) {
      updates.add(meta(channel.word(), random, i));
    }
    stormed(channel, updates, random, "\"changed\":true", "\"deleted\":true", "\"emoji\":", "read");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P35_short_messages_and_their_reports_come_to_the_same(long seed) {
    Random random = new Random(seed);
    List<String> updates = new ArrayList<>();
    for (int i = 0; i < UPDATES; i++) {
      updates.add(twilio(random));
    }
    stormed(Channels.of("sms"), updates, random, "\"status\":\"delivered\"", "words of");
  }

  private static void stormed(
      WebhookChannel channel, List<String> updates, Random random, String... within) {
    String inOrder = state(channel, updates);
    List<String> storm = new ArrayList<>(updates);
    storm.addAll(updates);
    Collections.shuffle(storm, random);
    assertThat(state(channel, storm)).isEqualTo(inOrder);
    assertThat(inOrder).contains(within);
  }

  @Test
  void P36_of_two_reports_the_later_step_holds_and_a_deletion_for_good() {
    WebhookChannel channel = Channels.of("custom");
    assertThat(
            state(
                channel,
                List.of(
                    json("message.status", 5, "\"status\":\"read\"", 1),
                    json("message.deleted", 6, "\"from\":{\"id\":\"v\"}", 9),
                    json("message.status", 5, "\"status\":\"failed\"", 3),
                    json("message.received", 6, "\"from\":{\"id\":\"v\"},\"text\":\"late\"", 2),
                    json("message.edited", 7, "\"from\":{\"id\":\"v\"},\"text\":\"new\"", 8),
                    json("message.edited", 7, "\"from\":{\"id\":\"v\"},\"text\":\"old\"", 4),
                    json("message.status", 5, "\"status\":\"delivered\"", 2))))
        .contains(
            "\"id\":\"5\",\"changed\":false,\"deleted\":false,\"status\":\"read\"",
            "\"id\":\"6\",\"at\":\"2025-11-21T16:00:02Z\",\"changed\":false,\"deleted\":true",
            "\"id\":\"7\",\"text\":\"new\",\"changed\":true");
  }

  private static String state(WebhookChannel channel, List<String> updates) {
    Transcript transcript = new Transcript();
    for (String update : updates) {
      channel.read(WebhookCall.of(update.getBytes(UTF_8))).forEach(transcript::take);
    }
    return transcript.toJson();
  }

  private static String custom(Random random, int i) {
    int message = random.nextInt(200);
    int second = random.nextInt(50);
    String from = "\"from\":{\"id\":\"v%d\"}".formatted(random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0 -> json("message.deleted", message, from, second);
      case 1 -> json("message.edited", message, from + ",\"text\":\"words " + i + "\"", second);
      case 2 ->
          json(
              "message.reacted",
              message,
              from + ",\"emoji\":" + (random.nextBoolean() ? "\"👍\"" : "null"),
              second);
      case 3, 4 -> {
        List<String> steps = List.of("sent", "delivered", "read", "failed");
        yield json(
            "message.status",
            message,
            "\"status\":\"%s\"".formatted(steps.get(random.nextInt(steps.size()))),
            second);
      }
      default ->
          json("message.received", message, from + ",\"text\":\"first " + message + "\"", second);
    };
  }

  private static String json(String type, int id, String fields, int second) {
    return "{\"type\":\"%s\",\"timestamp\":\"2025-11-21T16:00:%02dZ\",\"data\":{\"id\":\"%d\",%s}}"
        .formatted(type, second, id, fields);
  }

  private static String telegram(Random random, int i) {
    int message = random.nextInt(200);
    long date = 1_763_740_800L + random.nextInt(50);
    String chat = "'chat': {'id': %d, 'type': 'private'}".formatted(random.nextInt(3));
    String from = "'message_id': %d, 'from': {'id': 7, 'first_name': 'L'}".formatted(message);
    String inside =
        switch (random.nextInt(3)) {
          case 0 ->
              "'edited_message': {%s, %s, 'date': 1, 'edit_date': %d, 'text': 'words %d'}"
                  .formatted(from, chat, date, i);
          case 1 ->
              "'message_reaction': {%s, %s, 'user': {'id': 7}, 'date': %d, 'new_reaction': %s}"
                  .formatted(
                      from,
                      chat,
                      date,
                      random.nextBoolean() ? "[{'type': 'emoji', 'emoji': '👍'}]" : "[]");
          default ->
              "'message': {%s, %s, 'date': %d, 'text': 'first %d'}"
                  .formatted(from, chat, date, message);
        };
    return quoted("{'update_id': %d, %s}".formatted(i, inside));
  }

  private static String whatsApp(Random random, int i) {
    String id = "wamid." + random.nextInt(200);
    String at = "'timestamp': '%d'".formatted(1_763_740_800L + random.nextInt(50));
    String from = "'from': '31612345678', " + at;
    List<String> steps = List.of("sent", "delivered", "read", "played", "failed");
    String piece =
        switch (random.nextInt(5)) {
          case 0 ->
              "'messages': [{%s, 'id': '%s', 'type': 'text', 'text': {'body': 'first %s'}}]"
                  .formatted(from, id, id);
          case 1 ->
              """
              'messages': [{%s, 'id': 'e%d', 'type': 'edit', 'edit': {'original_message_id': '%s',
                'message': {'type': 'text', 'text': {'body': 'words %d'}}}}]
              """
                  .formatted(from, i, id, i);
          case 2 ->
              """
              'messages': [{%s, 'id': 'r%d', 'type': 'revoke',
                'revoke': {'original_message_id': '%s'}}]
              """
                  .formatted(from, i, id);
          default ->
              "'statuses': [{%s, 'id': '%s', 'status': '%s', 'recipient_id': '31612345678'}]"
                  .formatted(at, id, steps.get(random.nextInt(steps.size())));
        };
    return quoted(
        """
        {'object': 'whatsapp_business_account', 'entry': [{'id': '1', 'changes': [
          {'field': 'messages', 'value': {'metadata': {'phone_number_id': '1'}, %s}}]}]}
        """
            .formatted(piece));
  }

  private static String meta(String word, Random random, int i) {
    String mid = "m_" + random.nextInt(200);
    long at = 1_763_740_800_000L + random.nextInt(50) * 1_000L;
    String piece =
        switch (random.nextInt(6)) {
          case 0 -> "'message': {'mid': '%s', 'is_deleted': true}".formatted(mid);
          case 1 ->
              "'message_edit': {'mid': '%s', 'text': 'words %d', 'num_edit': %d}"
                  .formatted(mid, i, 1 + random.nextInt(4));
          case 2 ->
              "'reaction': {'mid': '%s', 'action': '%s', 'reaction': 'love', 'emoji': '❤'}"
                  .formatted(mid, random.nextBoolean() ? "react" : "unreact");
          case 3 ->
              word.equals("instagram")
                  ? "'read': {'mid': '%s'}".formatted(mid)
                  : "'read': {'watermark': %d}".formatted(at);
          default -> "'message': {'mid': '%s', 'text': 'first %s'}".formatted(mid, mid);
        };
    return quoted(
        """
        {'object': '%s', 'entry': [{'id': '1', 'time': %d, 'messaging': [
          {'sender': {'id': '700%d'}, 'recipient': {'id': '1'}, 'timestamp': %d, %s}]}]}
        """
            .formatted(
                word.equals("instagram") ? "instagram" : "page", at, random.nextInt(3), at, piece));
  }

  private static String twilio(Random random) {
    String sid = "SM%032x".formatted(random.nextInt(200));
    String common = "AccountSid=AC0&MessageSid=" + sid;
    List<String> steps = List.of("queued", "sending", "sent", "delivered", "undelivered", "read");
    return random.nextInt(3) == 0
        ? common
            + "&From=%2B31612345678&To=%2B31201234567&NumMedia=0&SmsStatus=received&Body=words+of+"
            + sid
        : common
            + "&From=%2B31201234567&To=%2B31612345678&MessageStatus="
            + steps.get(random.nextInt(steps.size()));
  }

  /// JSON that was written with the other quotes, to be readable in here.
  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
