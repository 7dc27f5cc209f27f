package relais.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relais.blobs.RawStore.Listed;
import relais.conversation.InboxId;
import relais.table.DayBalance;
import relais.table.Ledger.Failure;
import relais.table.Ledger.Mark;
import relais.table.MissingMail;
import relais.table.Outcome;
import relais.table.Tally;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BalanceTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final Instant STORED = Instant.parse("2026-11-24T08:00:00Z");
  private static final Instant LATER = STORED.plus(Duration.ofHours(2));
  private static final InboxId SUPPORT = new InboxId("support");
  private static final InboxId SALES = new InboxId("sales");

  private static Listed original(String name) {
    return new Listed("mail/" + name, STORED, 100);
  }

  private static Mark mark(String name, @Nullable InboxId inbox, Outcome outcome, int copies) {
    return new Mark("mail/" + name, inbox, outcome, copies);
  }

  private static Reconciliation of(List<Listed> originals, Mark... marks) {
    return Reconciliation.of(DAY, originals, List.of(marks), Map.of(), LATER);
  }

  private static Tally tally(Outcome outcome, long count) {
    return new Tally(Map.of(outcome, count));
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void L1_both_sides_are_as_many_whatever_happened(long seed) {
    Random random = new Random(seed);
    List<Listed> originals = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < random.nextInt(40); i++) {
      String name = "m" + i;
      originals.add(new Listed("mail/" + name, STORED.plusSeconds(random.nextInt(7200)), 1));
      int copies = 1 + random.nextInt(3);
      for (int j = 0; j < random.nextInt(copies + 2); j++) {
        Outcome[] outcomes = Outcome.values();
        Outcome outcome = outcomes[random.nextInt(outcomes.length)];
        marks.add(mark(name, random.nextBoolean() ? SUPPORT : null, outcome, copies));
      }
    }
    DayBalance day =
        Reconciliation.of(DAY, originals, marks, Map.of(), LATER.plusSeconds(600)).balance();
    assertThat(day.received()).isEqualTo(originals.size());
    assertThat(day.received() + day.copies())
        .isEqualTo(day.outcomes() + day.underway() + day.missing());
  }

  @Test
  void L12_a_mail_that_came_before_is_accounted_for() {
    Reconciliation found =
        of(
            List.of(original("first"), original("again")),
            mark("first", SUPPORT, Outcome.NEW, 1),
            mark("again", SUPPORT, Outcome.THREADED, 1));
    assertThat(found.missing()).isEmpty();
    assertThat(found.balance().received()).isEqualTo(2);
    assertThat(found.balance().outcomes()).isEqualTo(2);
  }

  @Test
  void L3_an_outcome_counts_for_its_inbox_and_for_none_where_no_inbox_has_the_address() {
    Reconciliation found =
        of(
            List.of(original("a"), original("b"), original("c"), original("d")),
            mark("a", SUPPORT, Outcome.NEW, 1),
            mark("b", SUPPORT, Outcome.THREADED, 1),
            mark("c", SALES, Outcome.REJECTED, 1),
            mark("d", null, Outcome.QUARANTINED, 1));
    assertThat(found.balance())
        .isEqualTo(
            new DayBalance(
                DAY,
                4,
                0,
                0,
                0,
                Map.of(
                    "support",
                    tally(Outcome.NEW, 1).plus(Outcome.THREADED),
                    "sales",
                    tally(Outcome.REJECTED, 1),
                    DayBalance.NO_INBOX,
                    tally(Outcome.QUARANTINED, 1))));
    assertThat(found.missing()).isEmpty();
  }

  @Test
  void L4_a_mail_for_two_inboxes_of_which_one_got_it_is_missing_once() {
    Reconciliation found = of(List.of(original("a")), mark("a", SUPPORT, Outcome.NEW, 2));
    assertThat(found.balance())
        .isEqualTo(new DayBalance(DAY, 1, 1, 0, 1, Map.of("support", tally(Outcome.NEW, 1))));
    assertThat(found.missing())
        .containsExactly(new MissingMail("mail/a", STORED, 100, 0, null, 1, 2));
    assertThat(found.missing().getFirst().why()).isEqualTo(MissingMail.Why.INCOMPLETE);
  }

  @Test
  void L5_a_young_mail_is_underway_and_missing_when_it_is_older() {
    List<Listed> originals = List.of(original("a"));
    Instant young = STORED.plus(Reconciliation.PATIENCE).minusSeconds(1);
    Instant old = STORED.plus(Reconciliation.PATIENCE);
    assertThat(Reconciliation.of(DAY, originals, List.of(), Map.of(), young))
        .isEqualTo(new Reconciliation(new DayBalance(DAY, 1, 0, 1, 0, Map.of()), List.of()));
    assertThat(Reconciliation.of(DAY, originals, List.of(), Map.of(), old).balance())
        .isEqualTo(new DayBalance(DAY, 1, 0, 0, 1, Map.of()));
  }

  @Test
  void L6_what_was_handed_in_again_is_underway_and_then_counts_once() {
    assertThat(of(List.of(original("a")), mark("a", null, Outcome.RETRIED, 1)).balance())
        .isEqualTo(new DayBalance(DAY, 1, 0, 1, 0, Map.of()));
    assertThat(
            of(
                    List.of(original("a")),
                    mark("a", null, Outcome.RETRIED, 1),
                    mark("a", SALES, Outcome.NEW, 1))
                .balance())
        .isEqualTo(new DayBalance(DAY, 1, 0, 0, 0, Map.of("sales", tally(Outcome.NEW, 1))));
  }

  @Test
  void L7_a_missing_mail_says_why() {
    assertThat(
            Reconciliation.of(
                    DAY,
                    List.of(original("a"), original("b"), original("c")),
                    List.of(),
                    Map.of(
                        "mail/b", new Failure(1, "SdkClientException"),
                        "mail/c", new Failure(3, "SdkClientException")),
                    LATER)
                .missing())
        .extracting(MissingMail::why)
        .containsExactly(
            MissingMail.Why.NEVER_READ, MissingMail.Why.FAILED, MissingMail.Why.GIVEN_UP);
  }
}
