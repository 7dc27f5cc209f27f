package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SendingTest {
  private static final Instant LATER = NOON.plusSeconds(600);
  private static final DeliveryStatus SENDING = new DeliveryStatus.Sending(NOON, 1);
  private static final DeliveryStatus FAILED =
      new DeliveryStatus.Failed(NOON, 1, "131026", "Undeliverable", true);

  @Test
  void C30_only_the_attempt_that_waits_can_begin() {
    Entry.OutboundMessage queued = message(new DeliveryStatus.Queued(NOON, 2));
    assertThat(Sending.begin(queued, 2, LATER))
        .contains(message(new DeliveryStatus.Sending(LATER, 2)));
    assertThat(Sending.begin(queued, 1, LATER)).isEmpty();
    assertThat(Sending.begin(message(SENDING), 1, LATER)).isEmpty();
    assertThat(Sending.begin(message(new DeliveryStatus.Sent(NOON, 1)), 1, LATER)).isEmpty();
  }

  @Test
  void C31_status_moves_forward_only() {
    Entry.OutboundMessage read = message(new DeliveryStatus.Read(NOON, 1));
    assertThat(Sending.reported(read, report(InboundItem.ReportedStatus.Kind.SENT))).isEmpty();
    assertThat(Sending.reported(read, report(InboundItem.ReportedStatus.Kind.DELIVERED))).isEmpty();
    assertThat(Sending.reported(message(SENDING), report(InboundItem.ReportedStatus.Kind.READ)))
        .contains(message(new DeliveryStatus.Read(LATER, 1)));
  }

  @Test
  void C32_a_failure_counts_after_sent_but_not_after_delivered() {
    InboundItem.ReportedStatus failure = report(InboundItem.ReportedStatus.Kind.FAILED);
    assertThat(Sending.reported(message(new DeliveryStatus.Sent(NOON, 1)), failure))
        .contains(message(new DeliveryStatus.Failed(LATER, 1, "131026", "Undeliverable", true)));
    assertThat(Sending.reported(message(new DeliveryStatus.Delivered(NOON, 1)), failure)).isEmpty();
    assertThat(
            Sending.reported(message(new DeliveryStatus.Queued(LATER.plusSeconds(1), 2)), failure))
        .isEmpty();
  }

  private static Entry.OutboundMessage mail(DeliveryStatus status, int recipients) {
    List<Mailbox> to =
        IntStream.range(0, recipients)
            .mapToObj(i -> new Mailbox(null, MailAddress.parse("r" + i + "@example.org")))
            .toList();
    return new Entry.OutboundMessage(
        entry("out"),
        NOON,
        BY_ANNA,
        CUSTOMER,
        new MailFields("Re: A lamp", to, List.of(), null, null, List.of()),
        MessageBody.ofText("We send another"),
        List.of(),
        "ses-2",
        status);
  }

  @Test
  void C32_a_mail_can_come_back_after_it_was_delivered() {
    InboundItem.ReportedStatus failure = report(InboundItem.ReportedStatus.Kind.FAILED);
    Entry.OutboundMessage delivered = mail(new DeliveryStatus.Delivered(NOON, 1), 1);
    Entry.OutboundMessage failed = Sending.reported(delivered, failure).orElseThrow();
    assertThat(failed.status()).isInstanceOf(DeliveryStatus.Failed.class);
    assertThat(Sending.reported(failed, report(InboundItem.ReportedStatus.Kind.DELIVERED)))
        .as("in whatever order they come")
        .isEmpty();
    assertThat(Sending.reported(mail(new DeliveryStatus.Read(NOON, 1), 1), failure)).isEmpty();
  }

  @Test
  void C37_a_report_under_another_attempts_name_says_nothing() {
    InboundItem.ReportedStatus failure = report(InboundItem.ReportedStatus.Kind.FAILED);
    Entry.OutboundMessage second = mail(new DeliveryStatus.Sent(NOON, 2), 1);
    assertThat(Sending.reported(second, failure, "ses-1")).isEmpty();
    assertThat(Sending.reported(second, failure, "ses-2")).isPresent();
    assertThat(Sending.reported(second, failure, null)).isPresent();
  }

  @Test
  void C38_a_failure_for_one_of_several_is_not_sent_to_all_again() {
    InboundItem.ReportedStatus failure = report(InboundItem.ReportedStatus.Kind.FAILED);
    DeliveryStatus one =
        Sending.reported(mail(new DeliveryStatus.Sent(NOON, 1), 1), failure).orElseThrow().status();
    DeliveryStatus two =
        Sending.reported(mail(new DeliveryStatus.Sent(NOON, 1), 2), failure).orElseThrow().status();
    assertThat(((DeliveryStatus.Failed) one).retryable()).isTrue();
    assertThat(((DeliveryStatus.Failed) two).retryable()).isFalse();
  }

  @Test
  void C145_a_hidden_copy_is_a_recipient_like_any_other() {
    List<Mailbox> hidden = List.of(new Mailbox(null, MailAddress.parse("Boss@example.org")));
    List<Mailbox> open = List.of(new Mailbox(null, MailAddress.parse("jo@example.org")));
    Entry.OutboundMessage sent =
        new Entry.OutboundMessage(
            entry("out"),
            NOON,
            BY_ANNA,
            CUSTOMER,
            new MailFields(
                "Re: A lamp",
                Addressing.sent(open.getFirst(), open, List.of(), hidden),
                null,
                null,
                List.of()),
            MessageBody.ofText("We send another"),
            List.of(),
            "ses-2",
            new DeliveryStatus.Sent(NOON, 1));
    assertThat(sent.recipients())
        .containsExactlyInAnyOrder(CUSTOMER, Identity.email("boss@example.org"));
    DeliveryStatus failed =
        Sending.reported(sent, report(InboundItem.ReportedStatus.Kind.FAILED))
            .orElseThrow()
            .status();
    assertThat(((DeliveryStatus.Failed) failed).retryable()).isFalse();
  }

  @Test
  void C39_a_delay_is_late_until_more_is_known_and_a_complaint_is_the_last_word() {
    InboundItem.ReportedStatus delay = report(InboundItem.ReportedStatus.Kind.DELAYED);
    Entry.OutboundMessage late =
        Sending.reported(mail(new DeliveryStatus.Sent(NOON, 1), 1), delay).orElseThrow();
    assertThat(late.status())
        .isEqualTo(new DeliveryStatus.Delayed(LATER, 1, "The provider gave no reason."));
    assertThat(Sending.reported(late, report(InboundItem.ReportedStatus.Kind.SENT))).isEmpty();
    Entry.OutboundMessage delivered =
        Sending.reported(late, report(InboundItem.ReportedStatus.Kind.DELIVERED)).orElseThrow();
    assertThat(Sending.reported(delivered, delay)).isEmpty();
    Entry.OutboundMessage complained =
        Sending.reported(delivered, report(InboundItem.ReportedStatus.Kind.COMPLAINED))
            .orElseThrow();
    assertThat(complained.status())
        .isEqualTo(new DeliveryStatus.Complained(LATER, 1, "The provider gave no reason."));
    for (InboundItem.ReportedStatus.Kind kind : InboundItem.ReportedStatus.Kind.values()) {
      assertThat(Sending.reported(complained, report(kind))).as(kind.name()).isEmpty();
    }
  }

  @Test
  void C33_a_failure_can_be_retried_once() {
    Entry.OutboundMessage again = Sending.retry(message(FAILED), 1, LATER).orElseThrow();
    assertThat(again).isEqualTo(message(new DeliveryStatus.Queued(LATER, 2)));
    assertThat(Sending.retry(again, 1, LATER)).isEmpty();
    Entry.OutboundMessage final_ =
        message(new DeliveryStatus.Failed(NOON, 1, "131047", "Window closed", false));
    assertThat(Sending.retry(final_, 1, LATER)).isEmpty();
  }

  @Test
  void C34_a_message_lost_from_sight_waits_for_the_providers_word() {
    Instant soon = NOON.plus(Sending.EVIDENCE_GRACE).minusSeconds(1);
    assertThat(Sending.afterSilence(message(SENDING), Instant.MAX, soon)).isEmpty();
    assertThat(Sending.afterSilence(message(SENDING), LATER, LATER))
        .contains(message(new DeliveryStatus.Queued(LATER, 2)));
    assertThat(Sending.afterSilence(message(SENDING), Instant.EPOCH, LATER).orElseThrow().status())
        .isInstanceOfSatisfying(
            DeliveryStatus.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(Sending.OUTCOME_UNKNOWN));
  }

  @Test
  void C35_the_providers_word_wins_over_an_unknown_outcome() {
    Entry.OutboundMessage unknown =
        Sending.afterSilence(message(SENDING), Instant.EPOCH, LATER).orElseThrow();
    assertThat(Sending.reported(unknown, report(InboundItem.ReportedStatus.Kind.SENT)))
        .contains(message(new DeliveryStatus.Sent(LATER, 1)));
  }

  @Test
  void C36_a_refusal_not_now_waits_longer_each_time_and_then_a_person_decides() {
    Entry.OutboundMessage message = message(SENDING);
    Instant now = NOON;
    Duration waited = Duration.ZERO;
    int tries = 0;
    while (!(message.status() instanceof DeliveryStatus.Failed)) {
      message = Sending.postponed(message, "130429", "Too many at once", now);
      tries++;
      if (message.status() instanceof DeliveryStatus.Queued queued) {
        Instant due = Sending.dueAt(queued).orElseThrow();
        assertThat(Sending.begin(message, queued.attempt(), due)).isEmpty();
        assertThat(Sending.takenUp(message, Instant.EPOCH, due.minusMillis(1))).isEmpty();
        waited = waited.plus(Duration.between(now, due));
        now = due;
        Entry.OutboundMessage again = Sending.takenUp(message, Instant.EPOCH, due).orElseThrow();
        message = Sending.begin(again, queued.attempt() + 1, due).orElseThrow();
      }
    }
    assertThat(tries).isEqualTo(8);
    assertThat(waited).isEqualTo(Duration.ofMinutes(303));
    assertThat(((DeliveryStatus.Failed) message.status()).retryable()).isTrue();
  }

  private static InboundItem.ReportedStatus report(InboundItem.ReportedStatus.Kind kind) {
    boolean failed = kind == InboundItem.ReportedStatus.Kind.FAILED;
    return new InboundItem.ReportedStatus(
        kind, LATER, failed ? "131026" : null, failed ? "Undeliverable" : null, failed);
  }
}
