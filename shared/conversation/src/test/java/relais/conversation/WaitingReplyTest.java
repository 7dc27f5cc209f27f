package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.conversation.Conversation.Outbox;
import relais.conversation.Scheduling.Outcome;
import relais.conversation.Scheduling.Refusal;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WaitingReplyTest {
  private static final Instant LATER = NOON.plusSeconds(600);
  private static final Instant DUE = LATER.plusSeconds(10);

  @Test
  void C130_a_reply_that_waits_answers_nobody_yet_but_crosses_others() {
    Conversation before = open();
    Decision.Changed waiting = changed(reply(before, ANNA, false));
    Conversation after = waiting.conversation();
    assertThat(waiting.entries().getFirst()).isEqualTo(written(false));
    assertThat(after.activity())
        .isEqualTo(
            new Conversation.Activity(
                NOON, NOON, NOON, null, outbox(new Outbox.Waiting(OUT, DUE))));
    assertThat(after.headline()).isEqualTo(before.headline());
    assertThat(after.participants()).isEqualTo(before.participants());
    assertThat(after.ownership().assignee()).isEqualTo(ANNA);
    assertThat(Writing.reply(after, reply(BEN, 1, false), entry("other"), ids(LATER), LATER))
        .isEqualTo(new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE));
  }

  @Test
  void C131_it_goes_out_when_its_time_has_come() {
    Conversation waiting = changed(reply(ownedBy(ANNA), ANNA, false)).conversation();
    assertThat(Scheduling.release(waiting, written(false), ids(DUE), DUE.minusMillis(1))).isEmpty();
    Outcome.Changed gone = Scheduling.release(waiting, written(false), ids(DUE), DUE).orElseThrow();
    assertThat(gone.message()).isEqualTo(written(false).with(new DeliveryStatus.Queued(DUE, 1)));
    assertThat(gone.entries()).isEmpty();
    assertThat(gone.conversation().activity())
        .isEqualTo(new Conversation.Activity(DUE, null, NOON, DUE, Outbox.EMPTY));
    assertThat(gone.conversation().headline().preview()).isEqualTo("We send another");
    assertThat(gone.conversation().versions())
        .isEqualTo(
            new Conversation.Versions(
                waiting.versions().current() + 1,
                waiting.versions().message(),
                waiting.versions().owner()));
    assertThat(Scheduling.release(gone.conversation(), gone.message(), ids(DUE), DUE)).isEmpty();
  }

  @Test
  void C132_it_is_held_when_the_customer_writes_first() {
    Conversation waiting = changed(reply(ownedBy(ANNA), ANNA, false)).conversation();
    Conversation crossed = grown(waiting, mail("next", LATER.plusSeconds(3), "Re", "It is mended"));
    assertThat(crossed.activity().outbox()).isEqualTo(outbox(new Outbox.Waiting(OUT, null)));
    assertThat(crossed.activity().outbox().isHeld()).isTrue();
    assertThat(Scheduling.release(crossed, held(false), ids(DUE), DUE.plusSeconds(99))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounce", "auto-reply", "delivered"})
  void C132_automatic_mail_holds_nothing(String kind) {
    Conversation waiting = changed(reply(ownedBy(ANNA), ANNA, false)).conversation();
    Conversation after = grown(waiting, automatic("away", LATER.plusSeconds(3), kind));
    assertThat(after.activity().outbox()).isEqualTo(waiting.activity().outbox());
  }

  @Test
  void C133_a_held_reply_goes_out_when_a_person_says_so_having_read() {
    Conversation waiting = changed(reply(ownedBy(ANNA), ANNA, false)).conversation();
    Conversation crossed = grown(waiting, mail("next", LATER.plusSeconds(3), "Re", "Mended"));
    assertThat(sendNow(crossed, waiting.versions().current(), held(false)))
        .isEqualTo(new Outcome.Refused(Refusal.CROSSED));
    assertThat(sendNow(crossed, crossed.versions().current(), held(false)))
        .isInstanceOfSatisfying(
            Outcome.Changed.class,
            sent -> {
              assertThat(sent.message().status()).isEqualTo(new DeliveryStatus.Queued(DUE, 1));
              assertThat(sent.conversation().activity().waitingSince()).isNull();
              assertThat(sent.conversation().activity().outbox()).isEqualTo(Outbox.EMPTY);
            });
    assertThat(sendNow(waiting, 99, written(false))).isInstanceOf(Outcome.Changed.class);
    assertThat(sendNow(waiting, 99, written(false).with(new DeliveryStatus.Sent(DUE, 1))))
        .isEqualTo(new Outcome.Unchanged());
    assertThat(sendNow(waiting, 99, cancelled())).isEqualTo(new Outcome.Refused(Refusal.CANCELLED));
  }

  @Test
  void C134_it_can_be_taken_back_until_it_goes_out() {
    Conversation before = ownedBy(ANNA);
    Conversation waiting = changed(reply(before, ANNA, false)).conversation();
    assertThat(Scheduling.cancel(waiting, written(false), BEN, DUE))
        .isInstanceOfSatisfying(
            Outcome.Changed.class,
            back -> {
              assertThat(back.message()).isEqualTo(cancelled());
              assertThat(back.conversation().activity()).isEqualTo(before.activity());
            });
    assertThat(Scheduling.cancel(waiting, held(false), BEN, DUE))
        .isInstanceOf(Outcome.Changed.class);
    assertThat(Scheduling.cancel(waiting, cancelled(), ANNA, DUE.plusSeconds(1)))
        .isEqualTo(new Outcome.Unchanged());
    assertThat(
            Scheduling.cancel(
                waiting, written(false).with(new DeliveryStatus.Queued(DUE, 1)), ANNA, DUE))
        .isEqualTo(new Outcome.Refused(Refusal.GONE));
  }

  @Test
  void C135_it_can_be_given_another_time() {
    Conversation waiting = changed(reply(ownedBy(ANNA), ANNA, false)).conversation();
    Instant tomorrow = DUE.plus(Duration.ofDays(1));
    assertThat(Scheduling.move(waiting, written(false), tomorrow, LATER))
        .isInstanceOfSatisfying(
            Outcome.Changed.class,
            moved -> {
              assertThat(moved.message().status())
                  .isEqualTo(new DeliveryStatus.Scheduled(LATER, 1, tomorrow, false));
              assertThat(moved.conversation().activity().outbox().nextDueAt()).isEqualTo(tomorrow);
            });
    assertThat(Scheduling.move(waiting, written(false), DUE, LATER))
        .isEqualTo(new Outcome.Unchanged());
    assertThat(Scheduling.move(waiting, held(false), tomorrow, LATER))
        .isEqualTo(new Outcome.Refused(Refusal.HELD));
    assertThat(Scheduling.move(waiting, cancelled(), tomorrow, LATER))
        .isEqualTo(new Outcome.Refused(Refusal.CANCELLED));
  }

  @Test
  void C136_closing_with_it_happens_when_it_goes_out() {
    Decision.Changed waiting = changed(reply(ownedBy(ANNA), ANNA, true));
    assertThat(waiting.conversation().status()).isEqualTo(new Status.Open());
    assertThat(happenings(waiting.entries())).isEmpty();
    Outcome.Changed gone =
        Scheduling.release(waiting.conversation(), written(true), ids(DUE), DUE).orElseThrow();
    assertThat(gone.conversation().status()).isEqualTo(new Status.Closed(DUE, BY_ANNA));
    assertThat(happenings(gone.entries())).containsExactly(new Happening.Closed());
  }

  @Test
  void C137_on_whatsapp_it_must_be_due_within_the_24_hours() {
    Conversation chat = WritingTest.chat();
    Instant closes = NOON.plus(Duration.ofHours(24));
    assertThat(Writing.reply(chat, reply(ANNA, 1, false, closes), OUT, ids(LATER), LATER))
        .isEqualTo(new Decision.Refused(Decision.Refusal.WINDOW_CLOSED));
    Decision.Changed waiting =
        changed(
            Writing.reply(
                chat, reply(ANNA, 1, false, closes.minusMillis(1)), OUT, ids(LATER), LATER));
    Entry.OutboundMessage message = (Entry.OutboundMessage) waiting.entries().getFirst();
    assertThat(Scheduling.move(waiting.conversation(), message, closes, LATER))
        .isEqualTo(new Outcome.Refused(Refusal.WINDOW_CLOSED));
    assertThat(Scheduling.sendNow(waiting.conversation(), 99, message, ids(closes), closes))
        .isEqualTo(new Outcome.Refused(Refusal.WINDOW_CLOSED));
  }

  @Test
  void C138_twenty_replies_wait_at_most() {
    Conversation full = ownedBy(ANNA);
    for (int i = 0; i < Outbox.MAX_WAITING; i++) {
      full = changed(waits(full, entry("reply " + i))).conversation();
    }
    assertThat(full.activity().outbox().waiting()).hasSize(20);
    assertThat(waits(full, entry("one more")))
        .isEqualTo(new Decision.Refused(Decision.Refusal.TOO_MANY_WAITING));
  }

  @Test
  void C139_nothing_is_merged_while_a_reply_waits() {
    Conversation waiting = changed(reply(ownedBy(ANNA), ANNA, false)).conversation();
    Conversation other =
        Incoming.begin(
                mail("other", NOON, "A chair", "Too"),
                new Incoming.Start(
                    new ConversationId(Ulid.derived(NOON, "other")), 10483, CONTACT, "Jo", SUPPORT),
                settings(),
                ids(NOON),
                NOON)
            .conversation();
    Merging.Seen one = new Merging.Seen(waiting, 99);
    Merging.Seen two = new Merging.Seen(other, 99);
    Merging.Outcome refused = new Merging.Outcome.Refused(Merging.Refusal.REPLY_WAITS);
    assertThat(Merging.merge(one, two, BY_ANNA, ids(LATER), LATER)).isEqualTo(refused);
    assertThat(Merging.merge(two, one, BY_ANNA, ids(LATER), LATER)).isEqualTo(refused);
  }

  private static final EntryId OUT = entry("out");

  private static Decision reply(Conversation conversation, UserId author, boolean close) {
    return Writing.reply(
        conversation,
        reply(author, conversation.versions().current(), close, DUE),
        OUT,
        ids(LATER),
        LATER);
  }

  private static Decision waits(Conversation conversation, EntryId message) {
    return Writing.reply(
        conversation,
        reply(ANNA, conversation.versions().current(), false, DUE),
        message,
        ids(LATER),
        LATER);
  }

  private static Writing.Reply reply(UserId author, long seen, boolean close, Instant dueAt) {
    Writing.Reply now = Fixtures.reply(author, seen, close);
    return new Writing.Reply(
        author, seen, now.to(), now.mail(), now.body(), now.files(), close, dueAt);
  }

  private static Writing.Reply reply(UserId author, long seen, boolean close) {
    return Fixtures.reply(author, seen, close);
  }

  private static Outcome sendNow(
      Conversation conversation, long seen, Entry.OutboundMessage message) {
    return Scheduling.sendNow(conversation, seen, message, ids(DUE), DUE);
  }

  private static Conversation grown(Conversation conversation, InboundItem.Received item) {
    return Incoming.grow(
            conversation, item, Entry.Evidence.MESSAGE_ID, settings(), ids(LATER), LATER)
        .conversation();
  }

  private static Outbox outbox(Outbox.Waiting... waiting) {
    return new Outbox(false, List.of(waiting));
  }

  private static Entry.OutboundMessage written(boolean closes) {
    return at(LATER, new DeliveryStatus.Scheduled(LATER, 1, DUE, closes));
  }

  private static Entry.OutboundMessage held(boolean closes) {
    return at(LATER, new DeliveryStatus.Held(LATER.plusSeconds(3), 1, closes));
  }

  private static Entry.OutboundMessage cancelled() {
    return at(LATER, new DeliveryStatus.Cancelled(DUE, 1, BEN));
  }

  private static Entry.OutboundMessage at(Instant written, DeliveryStatus status) {
    Entry.OutboundMessage message = message(status);
    return new Entry.OutboundMessage(
        message.id(),
        written,
        message.author(),
        message.to(),
        message.mail(),
        message.body(),
        message.files(),
        message.providerId(),
        status);
  }

  @Test
  void C230_taking_back_what_begins_a_conversation_closes_it() {
    Conversation blank =
        Writing.blank(
            new InboxId("support"),
            Channel.EMAIL,
            Fixtures.start(),
            Fixtures.CUSTOMER,
            "A lamp",
            NOON);
    Writing.Reply first =
        new Writing.Reply(
            Fixtures.ANNA,
            0,
            Fixtures.CUSTOMER,
            null,
            MessageBody.ofText("Your lamp is here"),
            List.of(),
            false,
            NOON.plusSeconds(10));
    Decision.Changed begun =
        Writing.begin(blank, first, Fixtures.entry("first"), Fixtures.ids(NOON), NOON);
    assertThat(begun.conversation().headline().preview()).isEqualTo("Your lamp is here");
    Entry.OutboundMessage message = (Entry.OutboundMessage) begun.entries().getFirst();
    assertThat(Scheduling.cancel(begun.conversation(), message, Fixtures.ANNA, NOON.plusSeconds(1)))
        .isInstanceOfSatisfying(
            Scheduling.Outcome.Changed.class,
            back -> {
              assertThat(back.conversation().status()).isInstanceOf(Status.Closed.class);
              assertThat(Fixtures.happenings(back.entries()))
                  .containsExactly(new Happening.Closed());
            });
  }
}
