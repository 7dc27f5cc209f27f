package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Amending;
import relais.conversation.CallProgress;
import relais.conversation.Calling;
import relais.conversation.Channel;
import relais.conversation.ChatAct;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.AmendedMessages;
import relais.table.Saved;
import relais.table.SettingsStore;

/// Agents call back, and see what was talked before.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallsOutTest {
  private static final InboxId INBOX = new InboxId("voice");

  private final AwsParts aws;
  private final Desk desk;

  CallsOutTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
    desk.part(SettingsStore.class)
        .save(
            new Inbox.Connected(
                INBOX,
                "Telephone",
                HarbourGoods.SUPPORT,
                Channel.of("voice"),
                "+31205550144",
                "+31 20 555 0144"));
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  @Test
  void who_presses_twice_calls_once() {
    number("sanne");
    Conversation call = desk.call(INBOX);
    String key = Desk.newKey();
    Answer first = press("sanne", call, key);
    Answer second = press("sanne", call, key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text("entry.direction")).isEqualTo("out");
    assertThat(first.text("entry.chat.parts.0.part")).isEqualTo("call");
    assertThat(first.text("entry.chat.parts.0.outcome")).isEqualTo("calling");
    assertThat(first.json().toString()).doesNotContain("+31612345678");
    assertThat(second.text("entry.id")).isEqualTo(first.text("entry.id"));
    assertThat(ours(call)).hasSize(1);
    assertThat(((Entry.OutboundMessage) ours(call).getFirst()).act())
        .isEqualTo(new ChatAct.Call("+31612345678", CallProgress.BEGUN));
  }

  @Test
  void nobody_calls_beside_a_call_that_is_under_way() {
    number("sanne");
    number("marco");
    Conversation call = desk.call(INBOX);
    press("sanne", call, Desk.newKey());
    for (String agent : new String[] {"sanne", "marco"}) {
      assertThat(press(agent, call, Desk.newKey()).code()).isEqualTo("call-under-way");
    }
    desk.clock().advance(Duration.ofMinutes(5));
    assertThat(press("marco", call, Desk.newKey()).status()).isEqualTo(201);
    assertThat(ours(call)).hasSize(2);
  }

  @Test
  void one_needs_a_number_of_ones_own_and_somebody_who_can_be_called() {
    Conversation call = desk.call(INBOX);
    assertThat(press("sanne", call, Desk.newKey()).code()).isEqualTo("no-telephone");
    number("sanne");
    Conversation mail = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    assertThat(press("sanne", mail, Desk.newKey()).code()).isEqualTo("not-callable");
    assertThat(ours(call)).isEmpty();
    assertThat(ours(mail)).isEmpty();
  }

  @Test
  void what_came_of_it_stands_in_the_log_of_the_contact() {
    number("sanne");
    Conversation call = desk.call(INBOX);
    Answer pressed = press("sanne", call, Desk.newKey());
    Conversation before = desk.now(call);
    Amending.Amended talked =
        Calling.report(
                before,
                ours(call).getFirst(),
                new CallProgress(true, true, 42),
                desk.clock().instant())
            .orElseThrow();
    assertThat(
            desk.part(AmendedMessages.class)
                .amend(before, talked, "voice/CA9/over", desk.clock().instant()))
        .isEqualTo(Saved.DONE);

    Answer log = desk.get("sanne", Desk.path(call, "/calls"));
    assertThat(log.list("calls")).hasSize(2);
    assertThat(log.text("calls.0.id")).isEqualTo(pressed.text("entry.id"));
    assertThat(log.text("calls.0.direction")).isEqualTo("out");
    assertThat(log.text("calls.0.outcome")).isEqualTo("answered");
    assertThat(log.number("calls.0.talkedSeconds")).isEqualTo(42);
    assertThat(log.text("calls.0.agent.name")).isEqualTo("Sanne de Vries");
    assertThat(log.text("calls.1.direction")).isEqualTo("in");
    assertThat(log.text("calls.1.outcome")).isEqualTo("ringing");
    assertThat(log.at("cursor")).isSameAs(Answer.NONE);
  }

  @Test
  void calls_in_what_one_may_not_see_are_not_in_the_log() {
    number("sanne");
    Conversation call = desk.call(INBOX);
    press("sanne", call, Desk.newKey());
    desk.post(
        "amelie",
        Desk.path(call, "/assign"),
        "{\"agent\":null,\"team\":\"sales\"}",
        Desk.seen(desk.now(call)));
    Answer log = desk.get("sanne", Desk.path(call, "/calls"));
    assertThat(log.status()).isEqualTo(404);
  }

  private void number(String agent) {
    desk.ask(agent, "PUT", "/v1/me/telephone", "{\"number\":\"+31612345678\"}", Map.of());
  }

  private Answer press(String agent, Conversation call, String key) {
    return desk.post(agent, Desk.path(call, "/calls"), null, Desk.key(key));
  }

  private List<Entry> ours(Conversation conversation) {
    return desk.timeline(conversation).stream()
        .filter(Entry.OutboundMessage.class::isInstance)
        .toList();
  }
}
