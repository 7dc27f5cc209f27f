package relais.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.registry.Channels;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Conversations;
import relais.table.SettingsStore;
import relais.table.Table;

/// Two hundred updates over five channels, each twice and in any order, come to what they come to
/// once and in order. Some of them say what the team's account sent without Relais.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class EveryChannelStormTest {
  /// For each channel. `-Dstorm.updates=200` makes it a thousand, which takes minutes.
  private static final int UPDATES = Integer.getInteger("storm.updates", 40);
  private static final int CUSTOMERS = 5;
  private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

  private final AwsParts parts;

  EveryChannelStormTest(AwsParts parts) {
    this.parts = parts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"telegram", "sms", "messenger", "instagram", "custom"})
  void each_update_twice_and_in_any_order_is_each_once_and_in_order(String word) {
    List<Integer> once = new ArrayList<>();
    for (int i = 0; i < UPDATES; i++) {
      once.add(i);
    }
    List<Integer> twice = new ArrayList<>(once);
    twice.addAll(once);
    Collections.shuffle(twice, new Random(7));
    List<String> calm = state(word, once);
    assertThat(state(word, twice)).isEqualTo(calm);
    assertThat(calm).hasSize(UPDATES + CUSTOMERS);
  }

  /// What the conversations of an inbox are after some updates.
  private List<String> state(String word, List<Integer> updates) {
    try (AwsParts aws = parts.fresh()) {
      Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
      Inbox.Connected inbox =
          new Inbox.Connected(
              new InboxId(word), word, HarbourGoods.SUPPORT, Channel.of(word), "1001", "1001");
      SettingsStore store = new SettingsStore(table);
      store.saveAll(HarbourGoods.settings());
      store.save(inbox);
      Settings settings = store.load();
      List<InboundItem> items = new ArrayList<>();
      for (int update : updates) {
        items.addAll(
            WebhookIntake.read(
                    Channels.findTakenIn(Channel.of(word)).orElseThrow(),
                    WebhookCall.of(body(word, update).getBytes(UTF_8)),
                    new WebhookArrival(
                        settings,
                        START.plusSeconds(update),
                        "webhook/" + word + "/" + update,
                        word.equals("messenger") || word.equals("instagram") ? null : inbox))
                .items());
      }
      RulesFunction.takeIn(aws, items, 10);
      return lines(word, inbox, new Conversations(table));
    }
  }

  private static List<String> lines(String word, Inbox.Connected inbox, Conversations all) {
    List<String> lines = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      Identity identity =
          word.equals("sms")
              ? new Identity("phone", "+3161234567" + customer)
              : new Identity(word, "500" + customer);
      Conversations.Page page =
          all.findChat(inbox.id(), identity).flatMap(chat -> all.page(chat, UPDATES)).orElseThrow();
      Conversation conversation = page.conversation();
      lines.add(
          "%s %s %s %s %s"
              .formatted(
                  conversation.status().word(),
                  conversation.activity().lastAt(),
                  conversation.activity().waitingSince(),
                  conversation.headline().preview(),
                  conversation.labels()));
      for (Entry entry : page.entries()) {
        switch (entry) {
          case Entry.InboundMessage message ->
              lines.add(message.id() + " " + message.at() + " " + message.body().text());
          case Entry.OutboundMessage message ->
              lines.add(
                  message.id() + " " + message.author() + " " + message.at() + message.status());
          case Entry.PrivateNote _, Entry.Event _ -> {}
        }
      }
    }
    return lines;
  }

  private static String body(String word, int update) {
    int customer = update % CUSTOMERS;
    Instant at = START.plusSeconds(update);
    String text = "Words of " + update + (update % 20 == 0 ? " about my invoice" : "");
    // A string switch needs its default: no other channel is stormed.
    return switch (word) {
      case "telegram" ->
          """
          {"update_id":%1$d,"message":{"message_id":%1$d,"date":%2$d,"text":"%3$s",
           "from":{"id":500%4$d,"first_name":"Jo"},"chat":{"id":500%4$d,"type":"private"}}}
          """
              .formatted(update + 1, at.getEpochSecond(), text, customer);
      case "sms" ->
          "MessageSid=SM%d&From=%%2B3161234567%d&To=1001&Body=%s"
              .formatted(update, customer, text.replace(' ', '+'));
      case "messenger", "instagram" ->
          """
          {"object":"%1$s","entry":[{"id":"1001","time":%2$d,"messaging":[
           {"sender":{"id":"%3$s"},"recipient":{"id":"%4$s"},"timestamp":%2$d,
            "message":{"mid":"m_%5$d","text":"%6$s","is_echo":%7$s}}]}]}
          """
              .formatted(
                  word.equals("messenger") ? "page" : "instagram",
                  at.toEpochMilli(),
                  isOurs(update) ? "1001" : "500" + customer,
                  isOurs(update) ? "500" + customer : "1001",
                  update,
                  text,
                  isOurs(update));
      case "custom" ->
          """
          {"type":"message.%s","timestamp":"%s",
           "data":{"id":"%d","%s":{"id":"500%d"},"text":"%s"}}
          """
              .formatted(
                  isOurs(update) ? "sent" : "received",
                  at,
                  update,
                  isOurs(update) ? "to" : "from",
                  customer,
                  text);
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static boolean isOurs(int update) {
    return update % 7 == 3;
  }
}
