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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.registry.Channels;
import relais.conversation.Actor;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.MessageBody;
import relais.conversation.Sending;
import relais.conversation.Settings;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Conversations;
import relais.table.OutboundMessages;
import relais.table.OutboundMessages.Names;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// Instagram tells what the account has sent: a reply of ours, of whose fate we know more or less,
/// and what somebody wrote in Instagram's own app.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SentByAccountTest {
  private static final InboxId INBOX = new InboxId("instagram");
  private static final Identity LOTTE = new Identity("instagram", "5001");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant SENT = NOON.plusSeconds(60);

  private final AwsParts parts;

  SentByAccountTest(AwsParts parts) {
    this.parts = parts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"on its way", "accepted", "lost sight of"})
  void a_reply_of_ours_comes_back_as_itself(String fate) {
    try (AwsParts aws = parts.fresh()) {
      takeIn(aws, List.of(wrote("m_1", NOON, "Is it here?")));
      Conversation conversation = send(aws, fate);
      List<String> updates = List.of(echo("m_2", SENT, "Yes, it is."), read("m_2"));
      takeIn(aws, updates);
      takeIn(aws, updates);
      Entry.OutboundMessage reply = onlyReply(aws, conversation);
      assertThat(reply.author()).isEqualTo(new Actor.Agent(new UserId("marco")));
      assertThat(reply.providerId()).isEqualTo("m_2");
      assertThat(reply.status()).isInstanceOf(DeliveryStatus.Read.class);
    }
  }

  @Test
  void what_was_written_in_the_providers_app_stands_once_and_can_be_reacted_to() {
    List<String> updates =
        List.of(
            wrote("m_1", NOON, "Is it here?"),
            echo("m_2", SENT, "Yes, it is."),
            """
            {"object":"instagram","entry":[{"id":"1001","time":1,"messaging":[
             {"sender":{"id":"5001"},"recipient":{"id":"1001"},"timestamp":%d,
              "reaction":{"mid":"m_2","action":"react","reaction":"love","emoji":"❤"}}]}]}
            """
                .formatted(SENT.plusSeconds(5).toEpochMilli()));
    for (long seed = 0; seed < 6; seed++) {
      List<String> twice = new ArrayList<>(updates);
      twice.addAll(updates);
      Collections.shuffle(twice, new Random(seed));
      try (AwsParts aws = parts.fresh()) {
        takeIn(aws, twice);
        Conversation conversation =
            conversations(aws)
                .findChat(INBOX, LOTTE)
                .flatMap(conversations(aws)::find)
                .orElseThrow();
        Entry.OutboundMessage message = onlyReply(aws, conversation);
        assertThat(message.author()).isEqualTo(new Actor.Outside());
        assertThat(message.body().text()).isEqualTo("Yes, it is.");
        assertThat(message.amendments().standing()).hasSize(1);
        assertThat(conversation.status().word()).isEqualTo("open");
        assertThat(conversation.activity().waitingSince()).isNull();
      }
    }
  }

  private static Conversation send(AwsParts aws, String fate) {
    Conversations all = conversations(aws);
    OutboundMessages messages = new OutboundMessages(table(aws));
    Conversation before = all.findChat(INBOX, LOTTE).flatMap(all::find).orElseThrow();
    EntryIds ids = EntryIds.derived(SENT, "reply");
    Decision.Changed written =
        (Decision.Changed)
            Writing.reply(
                before,
                new Writing.Reply(
                    new UserId("marco"),
                    before.versions().current(),
                    LOTTE,
                    null,
                    MessageBody.ofText("Yes, it is."),
                    List.of(),
                    false,
                    null),
                ids.next(),
                ids,
                SENT);
    assertThat(all.save(before, written, "api/marco/key")).isEqualTo(Saved.DONE);
    Entry.OutboundMessage queued = (Entry.OutboundMessage) written.entries().getFirst();
    Entry.OutboundMessage sending = Sending.begin(queued, 1, SENT).orElseThrow();
    step(messages, before, queued, sending, Names.NONE);
    if (fate.equals("accepted")) {
      step(
          messages,
          before,
          sending,
          Sending.accepted(sending, "m_2", SENT),
          new Names("m_2", null));
    } else if (fate.equals("lost sight of")) {
      Instant later = SENT.plus(Sending.EVIDENCE_GRACE).plusSeconds(1);
      step(
          messages,
          before,
          sending,
          Sending.takenUp(sending, Instant.EPOCH, later).orElseThrow(),
          Names.NONE);
    }
    return before;
  }

  private static void step(
      OutboundMessages messages,
      Conversation conversation,
      Entry.OutboundMessage before,
      Entry.OutboundMessage after,
      Names names) {
    assertThat(messages.step(INBOX, conversation.id(), before, after, names)).isTrue();
  }

  private static Entry.OutboundMessage onlyReply(AwsParts aws, Conversation conversation) {
    List<Entry.OutboundMessage> replies =
        conversations(aws).page(conversation.id(), 50).orElseThrow().entries().stream()
            .filter(Entry.OutboundMessage.class::isInstance)
            .map(Entry.OutboundMessage.class::cast)
            .toList();
    assertThat(replies).hasSize(1);
    return replies.getFirst();
  }

  private static Table table(AwsParts aws) {
    return new Table(aws.clients().dynamoDb(), aws.table("Table"));
  }

  private static Conversations conversations(AwsParts aws) {
    return new Conversations(table(aws));
  }

  private static String wrote(String id, Instant at, String words) {
    return message("5001", "1001", at, "'mid':'%s','text':'%s'".formatted(id, words));
  }

  private static String echo(String id, Instant at, String words) {
    return message(
        "1001", "5001", at, "'mid':'%s','text':'%s','is_echo':true".formatted(id, words));
  }

  private static String message(String from, String to, Instant at, String inside) {
    return """
    {'object':'instagram','entry':[{'id':'1001','time':1,'messaging':[
     {'sender':{'id':'%s'},'recipient':{'id':'%s'},'timestamp':%d,'message':{%s}}]}]}
    """
        .formatted(from, to, at.toEpochMilli(), inside)
        .replace('\'', '"');
  }

  private static String read(String id) {
    return """
    {"object":"instagram","entry":[{"id":"1001","time":1,"messaging":[
     {"sender":{"id":"5001"},"recipient":{"id":"1001"},"timestamp":%d,"read":{"mid":"%s"}}]}]}
    """
        .formatted(SENT.plusSeconds(30).toEpochMilli(), id);
  }

  private static void takeIn(AwsParts aws, List<String> updates) {
    SettingsStore store = new SettingsStore(table(aws));
    store.saveAll(HarbourGoods.settings());
    store.save(
        new Inbox.Connected(
            INBOX, "Instagram", HarbourGoods.SUPPORT, Channel.of("instagram"), "1001", "@harbour"));
    Settings settings = store.load();
    List<InboundItem> items = new ArrayList<>();
    for (String update : updates) {
      items.addAll(
          WebhookIntake.read(
                  Channels.findTakenIn(Channel.of("instagram")).orElseThrow(),
                  WebhookCall.of(update.getBytes(UTF_8)),
                  new WebhookArrival(settings, NOON.plusSeconds(600), "webhook/instagram", null))
              .items());
    }
    RulesFunction.takeIn(aws, items, 1);
  }
}
