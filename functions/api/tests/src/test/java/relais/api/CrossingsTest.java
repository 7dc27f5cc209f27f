package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossingsTest {
  private final Desk desk;

  CrossingsTest(AwsParts aws) {
    desk = Desk.open(aws);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private void act(String user, Conversation conversation, String what, String body) {
    desk.clock().advance(Duration.ofSeconds(1));
    Conversation now = desk.now(conversation);
    Answer answer =
        desk.post(user, Desk.path(conversation, what), body, Desk.seen(now, Desk.newKey()));
    assertThat(answer.status()).isBetween(200, 201);
  }

  private List<String> since(Conversation seen) {
    Conversation now = desk.now(seen);
    return Crossings.since(now, desk.timeline(seen).reversed(), seen.versions().current()).stream()
        .map(
            entry ->
                switch (entry) {
                  case Entry.InboundMessage message -> message.body().text();
                  case Entry.OutboundMessage message -> message.body().text();
                  case Entry.PrivateNote _, Entry.Event _ -> "no message";
                })
        .toList();
  }

  @Test
  void only_messages_since_then_are_named_whatever_else_happened() {
    Conversation first = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    act("marco", first, "/replies", "{\"text\":\"Which one?\"}");
    act("marco", first, "/labels", "{\"add\":[\"urgent\",\"delivery\"]}");
    Conversation seen = desk.now(first);
    act("sanne", first, "/notes", "{\"text\":\"A note\"}");
    desk.more(desk.now(first), "The red one");
    act("sanne", first, "/assign", "{\"agent\":\"sanne\",\"team\":\"finance\"}");
    act("amelie", first, "/replies", "{\"text\":\"Here is another\",\"close\":true}");
    act("amelie", first, "/reopen", "{}");
    assertThat(since(seen)).containsExactly("The red one", "Here is another");
    assertThat(since(first)).containsExactly("Which one?", "The red one", "Here is another");
  }

  @Test
  void a_message_that_set_rules_going_counts_once() {
    Conversation first = desk.mail(HarbourGoods.SUPPORT_INBOX, "An invoice", "The invoice please");
    assertThat(desk.timeline(first)).hasSizeGreaterThan(3);
    desk.more(first, "The factuur please");
    assertThat(since(first)).containsExactly("The factuur please");
  }
}
