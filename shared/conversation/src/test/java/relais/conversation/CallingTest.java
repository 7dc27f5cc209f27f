package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.ANNA;
import static relais.conversation.Fixtures.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// We call somebody whose call was missed.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallingTest {
  private static final Identity LOTTE = new Identity("phone", "+31612345678");
  private static final String OWN = "+31698765432";
  private static final Instant LATER = NOON.plusSeconds(600);
  private static final CallProgress REACHED = new CallProgress(false, true, null);
  private static final CallProgress TALKED = new CallProgress(false, true, 42);
  private static final CallProgress OVER = new CallProgress(true, true, null);
  private static final CallProgress NOT_TAKEN = new CallProgress(true, false, null);

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @Test
  void C633_a_call_is_one_entry_that_is_queued_with_the_number_that_rings_first() {
    Decision.Changed begun = begin();
    Entry.OutboundMessage call = call(begun);
    assertThat(call.status()).isEqualTo(new DeliveryStatus.Queued(LATER, 1));
    assertThat(call.to()).isEqualTo(LOTTE);
    assertThat(call.act()).isEqualTo(new ChatAct.Call(OWN, CallProgress.BEGUN));
    assertThat(begun.conversation().ownership().assignee()).isEqualTo(ANNA);
    assertThat(begun.entries().getLast())
        .extracting(entry -> ((Entry.Event) entry).what())
        .isEqualTo(new Happening.Assigned(null, ANNA));
  }

  @Test
  void C634_who_waits_goes_on_waiting_until_they_are_talked_to() {
    Decision.Changed begun = begin();
    assertThat(begun.conversation().activity().waitingSince()).isEqualTo(NOON);
    for (CallProgress unsuccessful : List.of(REACHED, OVER, NOT_TAKEN)) {
      assertThat(report(begun, unsuccessful).orElseThrow().conversation().activity().waitingSince())
          .isEqualTo(NOON);
    }
    Conversation talked = report(begun, TALKED).orElseThrow().conversation();
    assertThat(talked.activity().waitingSince()).isNull();
    assertThat(talked.activity().lastOutboundAt()).isEqualTo(LATER.plusSeconds(60));
    assertThat(talked.versions().current())
        .isGreaterThan(begun.conversation().versions().current());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C635_reports_come_to_the_same_in_any_order(long seed) {
    List<CallProgress> reports = new ArrayList<>(List.of(REACHED, TALKED, OVER, REACHED, OVER));
    Collections.shuffle(reports, new Random(seed));
    Decision.Changed begun = begin();
    Conversation conversation = begun.conversation();
    Entry message = call(begun);
    for (CallProgress report : reports) {
      Optional<Amending.Amended> amended =
          Calling.report(conversation, message, report, LATER.plusSeconds(60));
      conversation = amended.map(Amending.Amended::conversation).orElse(conversation);
      message = amended.map(Amending.Amended::message).orElse(message);
    }
    Entry.OutboundMessage call = (Entry.OutboundMessage) message;
    assertThat(call.act()).isEqualTo(new ChatAct.Call(OWN, new CallProgress(true, true, 42)));
    assertThat(call.body().text()).isEqualTo("Outgoing call, answered");
    assertThat(conversation.activity().waitingSince()).isNull();
  }

  @Test
  void C635_what_came_of_it_says_whose_telephone_was_not_answered() {
    assertThat(CallProgress.BEGUN.outcome()).isEqualTo(CallProgress.Outcome.CALLING);
    assertThat(REACHED.outcome()).isEqualTo(CallProgress.Outcome.CALLING);
    assertThat(OVER.outcome()).isEqualTo(CallProgress.Outcome.NOT_ANSWERED);
    assertThat(NOT_TAKEN.outcome()).isEqualTo(CallProgress.Outcome.AGENT_NOT_REACHED);
    assertThat(TALKED.outcome()).isEqualTo(CallProgress.Outcome.ANSWERED);
  }

  @Test
  void C636_a_call_is_under_way_while_it_can_be_heard_of() {
    Decision.Changed begun = begin();
    List<Entry> entries = begun.entries();
    Duration rings = Calling.RINGS_FOR;
    assertThat(Calling.underWay(entries, LATER.plusSeconds(1))).contains(call(begun));
    assertThat(Calling.underWay(entries, LATER.plus(rings))).isEmpty();
    assertThat(underWay(begun, REACHED, rings)).isPresent();
    for (CallProgress done : List.of(TALKED, OVER, NOT_TAKEN)) {
      assertThat(underWay(begun, done, Duration.ofSeconds(1))).isEmpty();
    }
    Entry failed = Sending.refused(call(begun), "21211", "No number", false, LATER.plusSeconds(1));
    assertThat(Calling.underWay(List.of(failed), LATER.plusSeconds(2))).isEmpty();
  }

  @Test
  void C637_a_call_is_never_begun_again_by_itself() {
    Entry.OutboundMessage sending =
        Sending.begin(call(begin()), 1, LATER.plusSeconds(1)).orElseThrow();
    Instant silent = LATER.plus(Duration.ofMinutes(5));
    // The provider spoke of others since: a message would be sent again.
    Entry.OutboundMessage lost = Sending.takenUp(sending, silent, silent).orElseThrow();
    assertThat(lost.status())
        .isInstanceOfSatisfying(
            DeliveryStatus.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(Sending.OUTCOME_UNKNOWN);
              assertThat(failed.retryable()).isFalse();
            });
    assertThat(Sending.retry(lost, 1, silent)).isEmpty();
    assertThat(Sending.postponed(sending, "20429", "Too fast", silent).status())
        .isEqualTo(new DeliveryStatus.Failed(silent, 1, "20429", "Too fast", false));
  }

  @Test
  void C637_what_is_heard_of_a_lost_call_after_all_holds() {
    Entry.OutboundMessage sending =
        Sending.begin(call(begin()), 1, LATER.plusSeconds(1)).orElseThrow();
    Instant silent = LATER.plus(Duration.ofMinutes(5));
    Entry.OutboundMessage lost = Sending.takenUp(sending, silent, silent).orElseThrow();
    InboundItem.ReportedStatus sent =
        new InboundItem.ReportedStatus(
            InboundItem.ReportedStatus.Kind.SENT, silent.plusSeconds(1), null, null, false);
    assertThat(Sending.reported(lost, sent, "CA7").orElseThrow().status())
        .isInstanceOf(DeliveryStatus.Sent.class);
  }

  private static Optional<Entry.OutboundMessage> underWay(
      Decision.Changed begun, CallProgress progress, Duration after) {
    return Calling.underWay(
        List.of(report(begun, progress).orElseThrow().message()), LATER.plus(after));
  }

  private static Optional<Amending.Amended> report(Decision.Changed begun, CallProgress progress) {
    return Calling.report(begun.conversation(), call(begun), progress, LATER.plusSeconds(60));
  }

  private static Entry.OutboundMessage call(Decision.Changed begun) {
    return (Entry.OutboundMessage) begun.entries().getFirst();
  }

  private static Decision.Changed begin() {
    EntryIds ids = EntryIds.derived(LATER, "calling");
    return Calling.begin(missed(), ANNA, OWN, LOTTE, ids.next(), ids, LATER);
  }

  private static Conversation missed() {
    Decision.Changed rings =
        Incoming.begin(
            new InboundItem.Received(
                "voice/first",
                NOON,
                new InboxId("voice"),
                Channel.of("voice"),
                LOTTE,
                "Lotte",
                NOON,
                null,
                MessageBody.ofText("Called: ringing"),
                List.of(),
                "first",
                "webhook/1",
                Incoming.CALL,
                null,
                null,
                ChatFields.of("", List.of(ChatPart.Call.RINGING))),
            new Incoming.Start(
                new ConversationId(Ulid.derived(NOON, "call")),
                1,
                new ContactId(Ulid.derived(NOON, "lotte")),
                "Lotte",
                new TeamId("support")),
            Fixtures.settings(),
            EntryIds.derived(NOON, "first"),
            NOON);
    return Amending.amend(
            rings.conversation(),
            rings.entries().getFirst(),
            new Amendment.Called(NOON, new ChatPart.Call(true, null, 31, null, null)),
            EntryIds.derived(NOON, "missed"),
            NOON)
        .orElseThrow()
        .conversation();
  }
}
