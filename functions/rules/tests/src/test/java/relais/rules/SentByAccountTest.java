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
import relais.conversation.Amendment;
import relais.conversation.Amendments;
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
import relais.table.Decisions;
import relais.table.OutboundMessages;
import relais.table.OutboundMessages.Names;
import relais.table.Quarantine;
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
      try (AwsParts aws = parts.fresh()) {
        takeIn(aws, twiceInAnyOrder(updates, seed));
        Conversation conversation = conversation(aws);
        Entry.OutboundMessage message = onlyReply(aws, conversation);
        assertThat(message.author()).isEqualTo(new Actor.Outside());
        assertThat(message.body().text()).isEqualTo("Yes, it is.");
        assertThat(message.amendments().standing()).hasSize(1);
        assertThat(conversation.status().word()).isEqualTo("open");
        assertThat(conversation.activity().waitingSince()).isNull();
      }
    }
  }

  /// In the provider's app a message is changed by who wrote it: the account its own, the customer
  /// theirs.
  @Test
  void C710_what_was_written_in_the_providers_app_is_changed_and_taken_back_there() {
    List<String> updates =
        List.of(
            wrote("m_1", NOON, "Is it here?"),
            echo("m_2", SENT, "Yes, it is."),
            edited("1001", "5001", SENT.plusSeconds(1), "m_2", "No, it is not."),
            edited("5001", "1001", SENT.plusSeconds(2), "m_2", "Words of another"),
            edited("1001", "5001", SENT.plusSeconds(3), "m_1", "Words of another"),
            message(
                "1001",
                "5001",
                SENT.plusSeconds(5),
                "'mid':'m_2','is_echo':true,'is_deleted':true"));
    for (long seed = 0; seed < 8; seed++) {
      try (AwsParts aws = parts.fresh()) {
        takeIn(aws, twiceInAnyOrder(updates, seed));
        Conversation conversation = conversation(aws);
        Entry.OutboundMessage message = onlyReply(aws, conversation);
        assertThat(message.author()).isEqualTo(new Actor.Outside());
        assertThat(message.amendments().edits())
            .as("seed %d", seed)
            .extracting(edit -> edit.body().text())
            .containsExactly("No, it is not.");
        assertThat(message.amendments().isDeleted()).isTrue();
        assertThat(conversation.headline().preview()).isEqualTo("🚫");
        assertThat(entries(aws, conversation))
            .filteredOn(Entry.InboundMessage.class::isInstance)
            .singleElement()
            .satisfies(entry -> assertThat(entry.amendments()).isEqualTo(Amendments.NONE));
      }
    }
  }

  @Test
  void C713_a_reaction_made_in_the_providers_app_is_the_teams() {
    List<String> updates =
        List.of(
            wrote("m_1", NOON, "Is it here?"),
            reacted(SENT, "'action':'react','reaction':'love','emoji':'❤'"),
            reacted(SENT.plusSeconds(5), "'action':'unreact'"),
            reacted(SENT.plusSeconds(9), "'action':'react','reaction':'other','emoji':'🙏'"));
    for (long seed = 0; seed < 6; seed++) {
      try (AwsParts aws = parts.fresh()) {
        takeIn(aws, twiceInAnyOrder(updates, seed));
        Conversation conversation = conversation(aws);
        assertThat(entries(aws, conversation))
            .as("seed %d", seed)
            .filteredOn(Entry.InboundMessage.class::isInstance)
            .singleElement()
            .satisfies(
                entry ->
                    assertThat(entry.amendments().standing())
                        .containsExactly(
                            new Amendment.Reacted(SENT.plusSeconds(9), Amendment.US, null, "🙏")));
        assertThat(conversation.activity().waitingSince()).isEqualTo(NOON);
      }
    }
  }

  private static List<String> twiceInAnyOrder(List<String> updates, long seed) {
    List<String> twice = new ArrayList<>(updates);
    twice.addAll(updates);
    Collections.shuffle(twice, new Random(seed));
    return twice;
  }

  private static String reacted(Instant at, String inside) {
    return piece("1001", "5001", at, "'reaction':{'mid':'m_1',%s}".formatted(inside));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on its way", "accepted", "lost sight of"})
  void C710_a_reply_of_ours_is_changed_and_taken_back_there_too(String fate) {
    List<String> updates =
        List.of(
            echo("m_2", SENT, "Yes, it is."),
            edited("1001", "5001", SENT.plusSeconds(1), "m_2", "No, it is not."),
            message(
                "1001",
                "5001",
                SENT.plusSeconds(5),
                "'mid':'m_2','is_echo':true,'is_deleted':true"));
    for (long seed = 0; seed < 4; seed++) {
      try (AwsParts aws = parts.fresh()) {
        takeIn(aws, List.of(wrote("m_1", NOON, "Is it here?")));
        Conversation conversation = send(aws, fate);
        takeIn(aws, twiceInAnyOrder(updates, seed));
        Entry.OutboundMessage reply = onlyReply(aws, conversation);
        assertThat(reply.author()).isEqualTo(new Actor.Agent(new UserId("marco")));
        assertThat(reply.amendments().latestEdit().orElseThrow().body().text())
            .as("seed %d", seed)
            .isEqualTo("No, it is not.");
        assertThat(reply.amendments().isDeleted()).isTrue();
        assertThat(conversation(aws).headline().preview()).isEqualTo("🚫");
      }
    }
  }

  @Test
  void C711_what_becomes_of_one_portion_is_in_quarantine_until_somebody_dismisses_it() {
    try (AwsParts aws = parts.fresh()) {
      takeIn(aws, List.of(wrote("m_1", NOON, "Is it here?")));
      Conversation conversation = send(aws, "in two");
      List<String> deletion =
          List.of(
              message(
                  "1001",
                  "5001",
                  SENT.plusSeconds(5),
                  "'mid':'m_3','is_echo':true,'is_deleted':true"));
      takeIn(aws, deletion);
      takeIn(aws, deletion);
      assertThat(onlyReply(aws, conversation).amendments()).isEqualTo(Amendments.NONE);
      Quarantine quarantine = new Quarantine(table(aws));
      Quarantine.Kept kept = onlyKept(quarantine);
      assertThat(kept.item().detail()).contains("one part of a message");
      assertThat(quarantine.release(kept.id(), "api/amelie/key")).isTrue();
      takeIn(aws, deletion);
      assertThat(onlyKept(quarantine)).as("handed in again, to no avail").isEqualTo(kept);
      assertThat(quarantine.dismiss(kept.id())).isTrue();
      takeIn(aws, deletion);
      assertThat(quarantine.page(null, 9)).isEmpty();
    }
  }

  private static Quarantine.Kept onlyKept(Quarantine quarantine) {
    List<Quarantine.Kept> kept = quarantine.page(null, 9);
    assertThat(kept).hasSize(1);
    return kept.getFirst();
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
    assertThat(new Decisions(table(aws)).save(before, written, "api/marco/key"))
        .isEqualTo(Saved.DONE);
    Entry.OutboundMessage queued = (Entry.OutboundMessage) written.entries().getFirst();
    int portions = fate.equals("in two") ? 2 : 1;
    Entry.OutboundMessage sending = Sending.begin(queued, 1, portions, SENT).orElseThrow();
    step(messages, before, queued, sending, Names.NONE);
    if (fate.equals("in two")) {
      Entry.OutboundMessage half = Sending.accepted(sending, 0, "m_2", SENT);
      step(messages, before, sending, half, new Names("m_2", null));
      step(messages, before, half, Sending.accepted(half, 1, "m_3", SENT), new Names("m_3", null));
    } else if (fate.equals("accepted")) {
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
        entries(aws, conversation).stream()
            .filter(Entry.OutboundMessage.class::isInstance)
            .map(Entry.OutboundMessage.class::cast)
            .toList();
    assertThat(replies).hasSize(1);
    return replies.getFirst();
  }

  private static List<Entry> entries(AwsParts aws, Conversation conversation) {
    return conversations(aws).page(conversation.id(), 50).orElseThrow().entries();
  }

  private static Conversation conversation(AwsParts aws) {
    return conversations(aws)
        .findChat(INBOX, LOTTE)
        .flatMap(conversations(aws)::find)
        .orElseThrow();
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

  private static String edited(String from, String to, Instant at, String id, String words) {
    return piece(
        from, to, at, "'message_edit':{'mid':'%s','text':'%s','num_edit':1}".formatted(id, words));
  }

  private static String message(String from, String to, Instant at, String inside) {
    return piece(from, to, at, "'message':{%s}".formatted(inside));
  }

  private static String piece(String from, String to, Instant at, String inside) {
    return """
    {'object':'instagram','entry':[{'id':'1001','time':1,'messaging':[
     {'sender':{'id':'%s'},'recipient':{'id':'%s'},'timestamp':%d,%s}]}]}
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
