package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboundItem.ReportedStatus.Kind;

/// A reply with files on a channel that takes one thing at a time: words, then two pictures.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PortionsTest {
  private static final Instant LATER = NOON.plusSeconds(60);

  private final Entry.OutboundMessage begun =
      Sending.begin(message(new DeliveryStatus.Queued(NOON, 1)), 1, 3, NOON).orElseThrow();

  @Test
  void C700_a_message_is_sent_once_the_provider_has_all_of_its_portions() {
    assertThat(begun.portions()).containsExactly("", "", "");
    Entry.OutboundMessage first = Sending.accepted(begun, 0, "a", LATER);
    assertThat(first.status()).isEqualTo(new DeliveryStatus.Sending(LATER, 1));
    assertThat(first.providerId()).isEqualTo("a");
    Entry.OutboundMessage second = Sending.accepted(first, 1, "b", LATER);
    assertThat(second.missingPortions()).containsExactly(2);
    Entry.OutboundMessage all = Sending.accepted(second, 2, "c", LATER);
    assertThat(all.status()).isEqualTo(new DeliveryStatus.Sent(LATER, 1));
    assertThat(all.providerId()).isEqualTo("a");
  }

  @Test
  void C701_what_has_left_does_not_leave_again() {
    Entry.OutboundMessage first = Sending.accepted(begun, 0, "a", NOON);
    Entry.OutboundMessage failed = Sending.refused(first, "131053", "No", true, LATER);
    Entry.OutboundMessage again = Sending.retry(failed, 1, LATER).orElseThrow();
    assertThat(Sending.begin(again, 2, 3, LATER).orElseThrow().missingPortions())
        .containsExactly(1, 2);
    Entry.OutboundMessage later = Sending.interrupted(first, LATER);
    assertThat(Sending.begin(later, 2, 3, LATER).orElseThrow().missingPortions())
        .containsExactly(1, 2);
  }

  @Test
  void C702_a_report_on_a_portion_that_we_lost_sight_of_tells_its_name() {
    Entry.OutboundMessage first = Sending.accepted(begun, 0, "a", NOON);
    Entry.OutboundMessage told = reported(first, Kind.SENT, "b", 1);
    assertThat(told.portions()).containsExactly("a", "b", "");
    assertThat(told.status()).isEqualTo(first.status());
    assertThat(Sending.reported(told, report(Kind.DELIVERED), "b", 1)).isEmpty();
    assertThat(reported(told, Kind.SENT, "c", 2).status())
        .isEqualTo(new DeliveryStatus.Sent(LATER, 1));
    assertThat(Sending.reported(told, report(Kind.SENT), "x", 1)).isEmpty();
    assertThat(Sending.reported(told, report(Kind.SENT), "x", -1)).isEmpty();
  }

  @Test
  void C703_a_message_is_as_far_as_its_last_portion() {
    Entry.OutboundMessage sent = sent();
    assertThat(Sending.reported(sent, report(Kind.DELIVERED), "a", 0)).isEmpty();
    assertThat(reported(sent, Kind.DELIVERED, "c", 2).status())
        .isEqualTo(new DeliveryStatus.Delivered(LATER, 1));
    // Up to a moment is all of it.
    assertThat(reported(sent, Kind.READ, null, 0).status())
        .isEqualTo(new DeliveryStatus.Read(LATER, 1));
  }

  @Test
  void C704_a_portion_that_failed_is_the_one_that_is_sent_once_more() {
    Entry.OutboundMessage read = reported(sent(), Kind.READ, "c", 2);
    Entry.OutboundMessage failed = reported(read, Kind.FAILED, "b", 1);
    assertThat(failed.status()).isInstanceOf(DeliveryStatus.Failed.class);
    assertThat(failed.missingPortions()).containsExactly(1);
    Entry.OutboundMessage again = Sending.retry(failed, 1, LATER).orElseThrow();
    Entry.OutboundMessage sending = Sending.begin(again, 2, 3, LATER).orElseThrow();
    assertThat(Sending.accepted(sending, 1, "b2", LATER).status())
        .isEqualTo(new DeliveryStatus.Sent(LATER, 2));
    // A late word on the one that failed says nothing about the one that replaced it.
    Entry.OutboundMessage replaced = Sending.accepted(sending, 1, "b2", LATER);
    assertThat(Sending.reported(replaced, report(Kind.FAILED), "b", 1)).isEmpty();
  }

  @Test
  void C705_a_failure_that_is_told_while_the_rest_leaves_does_not_forget_what_left() {
    Entry.OutboundMessage second =
        Sending.accepted(Sending.accepted(begun, 0, "a", NOON), 1, "b", NOON);
    Entry.OutboundMessage failed = reported(second, Kind.FAILED, "a", 0);
    Entry.OutboundMessage third = Sending.accepted(failed, 2, "c", LATER);
    assertThat(third.status()).isInstanceOf(DeliveryStatus.Failed.class);
    assertThat(third.portions()).containsExactly("", "b", "c");
  }

  private Entry.OutboundMessage sent() {
    return Sending.accepted(
        Sending.accepted(Sending.accepted(begun, 0, "a", NOON), 1, "b", NOON), 2, "c", NOON);
  }

  private static Entry.OutboundMessage reported(
      Entry.OutboundMessage message, Kind kind, @Nullable String providerId, int portion) {
    return Sending.reported(message, report(kind), providerId, portion).orElseThrow();
  }

  private static ReportedStatus report(Kind kind) {
    return new ReportedStatus(kind, LATER, null, null, true);
  }
}
