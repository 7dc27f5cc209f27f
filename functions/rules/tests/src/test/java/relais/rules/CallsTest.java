package relais.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.registry.Channels;
import relais.conversation.CallProgress;
import relais.conversation.Calling;
import relais.conversation.Channel;
import relais.conversation.ChatAct;
import relais.conversation.ChatPart;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.conversation.Status;
import relais.conversation.StoredFile;
import relais.conversation.UserId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.AgentsAtWork;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// The reports of three calls of one customer, each twice and in any order.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Identity CALLER = new Identity("phone", "+31612345678");
  private static final String RECORDING =
      "&RecordingSid=RE2&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FRE2";

  private final AwsParts parts;

  CallsTest(AwsParts parts) {
    this.parts = parts;
  }

  /// @param call which of the three it tells of
  private record Report(int call, String form) {
    String body() {
      return "CallSid=CA%d&From=%%2B31612345678&To=%%2B31205550144&Direction=inbound&%s"
          .formatted(call, form);
    }
  }

  private static final List<Report> REPORTS =
      List.of(
          new Report(1, "CallStatus=ringing"),
          new Report(1, "CallStatus=completed&CallDuration=9"),
          new Report(2, "CallStatus=ringing"),
          new Report(2, "CallStatus=in-progress&DialCallStatus=no-answer"),
          new Report(2, "CallStatus=in-progress" + RECORDING),
          new Report(2, "CallStatus=completed&CallDuration=31"),
          new Report(
              2,
              "TranscriptionSid=TR2&TranscriptionStatus=completed&TranscriptionText=Call+me"
                  + RECORDING),
          new Report(3, "CallStatus=ringing"),
          new Report(3, "CallStatus=in-progress&DialCallStatus=completed&DialCallDuration=42"),
          new Report(3, "CallStatus=completed&CallDuration=50"));

  @Test
  void each_call_is_one_entry_and_the_answered_one_ends_the_waiting() {
    List<Report> twice = new ArrayList<>(REPORTS);
    twice.addAll(REPORTS);
    Collections.shuffle(twice, new Random(7));
    for (List<Report> reports : List.of(REPORTS, twice)) {
      try (AwsParts aws = parts.fresh()) {
        takeIn(aws, reports);
        Conversations all =
            new Conversations(new Table(aws.clients().dynamoDb(), aws.table("Table")));
        Conversations.Page page =
            all.findChat(new InboxId("voice"), new Identity("phone", "+31612345678"))
                .flatMap(chat -> all.page(chat, 50))
                .orElseThrow();
        List<Entry.InboundMessage> calls =
            page.entries().stream()
                .filter(Entry.InboundMessage.class::isInstance)
                .map(Entry.InboundMessage.class::cast)
                .toList();
        assertThat(calls)
            .extracting(call -> call.findCall().map(ChatPart.Call::outcome).orElseThrow())
            .containsExactlyInAnyOrder(
                ChatPart.Call.Outcome.MISSED,
                ChatPart.Call.Outcome.VOICEMAIL,
                ChatPart.Call.Outcome.ANSWERED);
        Entry.InboundMessage voicemail =
            calls.stream().filter(call -> !call.files().isEmpty()).findFirst().orElseThrow();
        assertThat(voicemail.body().text()).isEqualTo("Voicemail: Call me");
        assertThat(voicemail.files())
            .extracting(StoredFile::state)
            .containsExactly(
                new StoredFile.State.Fetching("https://api.twilio.com/2010-04-01/RE2"));
        // Who is heard of late was talked to since.
        if (reports == REPORTS) {
          assertThat(page.conversation().status()).isEqualTo(new Status.Open());
        }
        assertThat(page.conversation().activity().waitingSince()).isNull();
      }
    }
  }

  @Test
  void reports_on_a_call_of_ours_come_to_one_entry_whatever_their_order() {
    List<Report> ours =
        List.of(
            ours("CallStatus=in-progress&Digits=1"),
            ours("CallStatus=in-progress&DialCallStatus=completed&DialCallDuration=42"),
            ours("CallStatus=completed&CallDuration=61"));
    List<Report> twice = new ArrayList<>(ours);
    twice.addAll(ours);
    Collections.shuffle(twice, new Random(3));
    try (AwsParts aws = parts.fresh()) {
      Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
      Conversations all = new Conversations(table);
      takeIn(aws, REPORTS.subList(0, 2));
      Conversation missed =
          all.findChat(new InboxId("voice"), CALLER).flatMap(all::find).orElseThrow();
      Instant now = NOON.plusSeconds(600);
      EntryIds ids = EntryIds.derived(now, "call");
      Decision.Changed begun =
          Calling.begin(missed, new UserId("marco"), "+31698765432", CALLER, ids.next(), ids, now);
      assertThat(new Decisions(table).save(missed, begun, "api/marco/key")).isEqualTo(Saved.DONE);
      String reference =
          "https://relais.example/webhooks/voice/voice?message=%s%%2F%s"
              .formatted(missed.id(), begun.entries().getFirst().id());

      takeIn(aws, twice, reference);

      Conversations.Page page = all.page(missed.id(), 50).orElseThrow();
      Entry.OutboundMessage call =
          page.entries().stream()
              .filter(Entry.OutboundMessage.class::isInstance)
              .map(Entry.OutboundMessage.class::cast)
              .reduce((_, _) -> fail("There are two"))
              .orElseThrow();
      assertThat(call.act())
          .isEqualTo(new ChatAct.Call("+31698765432", new CallProgress(true, true, 42)));
      assertThat(call.status()).isInstanceOf(DeliveryStatus.Sent.class);
      assertThat(page.conversation().activity().waitingSince()).isNull();
      assertThat(new AgentsAtWork(table).all(now.plusSeconds(1))).isEmpty();
    }
  }

  private static Report ours(String form) {
    return new Report(9, form);
  }

  private static void takeIn(AwsParts aws, List<Report> reports) {
    takeIn(aws, reports, null);
  }

  /// @param url where the reports come to; null for where all of an inbox do
  private static void takeIn(AwsParts aws, List<Report> reports, @Nullable String url) {
    Inbox.Connected inbox =
        new Inbox.Connected(
            new InboxId("voice"),
            "Telephone",
            HarbourGoods.SUPPORT,
            Channel.of("voice"),
            "+31205550144",
            "+31 20 555 0144");
    SettingsStore store =
        new SettingsStore(new Table(aws.clients().dynamoDb(), aws.table("Table")));
    store.saveAll(HarbourGoods.settings());
    store.save(inbox);
    Settings settings = store.load();
    List<InboundItem> items = new ArrayList<>();
    for (Report report : reports) {
      items.addAll(
          WebhookIntake.read(
                  Channels.findTakenIn(Channel.of("voice")).orElseThrow(),
                  url == null
                      ? WebhookCall.of(report.body().getBytes(UTF_8))
                      : new WebhookCall(
                          report.body().replace("inbound", "outbound-api").getBytes(UTF_8),
                          Map.of(),
                          url,
                          NOON),
                  new WebhookArrival(
                      settings, NOON.plusSeconds(60L * report.call()), "webhook/voice", inbox))
              .items());
    }
    RulesFunction.takeIn(aws, items, 10);
  }
}
