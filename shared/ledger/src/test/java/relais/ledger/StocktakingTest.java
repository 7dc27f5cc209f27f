package relais.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.RawStore;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Reason;
import relais.conversation.InboxId;
import relais.conversation.Postmark;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.DayBalance;
import relais.table.Ledger;
import relais.table.LedgerRun;
import relais.table.MissingMail;
import relais.table.Outcome;
import relais.table.Quarantine;
import relais.table.Table;
import relais.table.Tally;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class StocktakingTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final InboxId SUPPORT = new InboxId("support");

  private final RawStore originals;
  private final Table table;
  private final Ledger ledger;

  /// Hours later than the machine's time, so that nothing is underway.
  private final InstantSource time =
      () -> Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofHours(1));

  StocktakingTest(AwsParts shared) {
    AwsParts aws = shared.fresh();
    originals =
        new RawStore(aws.clients().s3(), aws.clients().presigner(), aws.bucket("RawBucket"));
    table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    ledger = new Ledger(table);
  }

  private Stocktaking stocktaking() {
    return new Stocktaking(originals, ledger, time);
  }

  private RawStore.Listed store(String name) {
    originals.putIfAbsent("mail/" + name, new byte[] {1}, "message/rfc822", Map.of());
    return originals.page("mail/" + name, "").getFirst();
  }

  private Quarantined quarantined(RawStore.Listed original, String inbox, int copies) {
    return new Quarantined(
        "email/%s/%s".formatted(inbox, original.key()),
        original.storedAt().minus(Duration.ofDays(400)),
        Channel.EMAIL,
        Reason.UNREADABLE,
        "Nothing in it can be read.",
        new InboxId(inbox),
        null,
        null,
        original.key(),
        1,
        new Postmark(original.storedAt(), copies, null));
  }

  private void keep(InboundItem.Quarantined item) {
    new Quarantine(table).keep(item);
  }

  private static LocalDate day(RawStore.Listed original) {
    return original.storedAt().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private LedgerRun run(LocalDate from, LocalDate to) {
    ledger.begin(LedgerRun.begin(from, to, time.instant(), null));
    return stocktaking().advance(LONG).orElseThrow();
  }

  @Test
  void L2_a_mail_counts_on_the_day_its_original_was_stored() {
    RawStore.Listed original = store("a");
    keep(quarantined(original, "support", 1));
    LocalDate today = day(original);
    LedgerRun run = run(today.minusDays(1), today);
    assertThat(run.isFinished()).isTrue();
    assertThat(run.days().get(today.minusDays(1))).isEqualTo(DayBalance.empty(today.minusDays(1)));
    assertThat(run.days().get(today))
        .isEqualTo(
            new DayBalance(
                today, 1, 0, 0, 0, Map.of("support", new Tally(Map.of(Outcome.QUARANTINED, 1L)))));
    assertThat(ledger.days(today, today))
        .extracting(Ledger.CheckedDay::balance)
        .containsExactly(run.days().get(today));
  }

  @Test
  void L8_page_by_page_by_several_and_from_an_older_step_the_same_is_found() {
    RawStore.Listed original = store("a");
    keep(quarantined(original, "support", 1));
    store("b");
    LocalDate today = day(original);
    LedgerRun begun = ledger.begin(LedgerRun.begin(today, today, time.instant(), null));
    LedgerRun walked = stocktaking().step(begun).run();
    LedgerRun saved = ledger.save(walked).orElseThrow();
    assertThat(ledger.save(walked)).as("the same step once more").isEmpty();
    assertThat(ledger.findRun()).contains(saved);
    assertThat(saved.listed()).isEqualTo(2);
    LedgerRun finished = stocktaking().advance(LONG).orElseThrow();
    assertThat(ledger.days(today, today).getFirst().balance().missing()).isEqualTo(1);
    assertThat(run(today, today).days()).isEqualTo(finished.days());
  }

  @Test
  void L8_without_time_nothing_is_lost() {
    store("a");
    LocalDate today = time.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    ledger.begin(LedgerRun.begin(today, today, time.instant(), null));
    assertThat(stocktaking().advance(Duration.ZERO).map(LedgerRun::isFinished)).contains(false);
    assertThat(stocktaking().advance(LONG).map(LedgerRun::isFinished)).contains(true);
    assertThat(stocktaking().advance(LONG)).isEmpty();
  }

  @Test
  void L9_one_run_goes_on_at_a_time() {
    LocalDate today = time.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    LedgerRun first = ledger.begin(LedgerRun.begin(today, today, time.instant(), "amelie"));
    assertThat(ledger.begin(LedgerRun.begin(today.minusDays(9), today, time.instant(), null)))
        .isEqualTo(first);
  }

  @Test
  void L10_what_is_no_longer_missing_is_off_the_list() {
    RawStore.Listed original = store("a");
    store("b");
    LocalDate today = day(original);
    LocalDate other = today.minusDays(3);
    MissingMail elsewhere =
        new MissingMail("mail/z", other.atStartOfDay().toInstant(ZoneOffset.UTC), 1, 0, null, 0, 1);
    ledger.miss(elsewhere, Instant.EPOCH);
    run(today, today);
    assertThat(ledger.missing(other, today, 10))
        .extracting(MissingMail::rawKey)
        .containsExactly("mail/z", "mail/a", "mail/b");
    keep(quarantined(original, "support", 1));
    run(today, today);
    assertThat(ledger.missing(other, today, 10))
        .extracting(MissingMail::rawKey)
        .containsExactly("mail/z", "mail/b");
  }

  @Test
  void L11_what_is_no_mail_is_not_missed() {
    RawStore.Listed note = store("AMAZON_SES_SETUP_NOTIFICATION");
    LedgerRun run = run(day(note), day(note));
    assertThat(run.days().get(day(note))).isEqualTo(DayBalance.empty(day(note)));
    assertThat(run.listed()).isEqualTo(1);
  }

  @Test
  void L6_dismissed_and_handed_in_again_follow_the_quarantine() {
    RawStore.Listed a = store("a");
    RawStore.Listed b = store("b");
    keep(quarantined(a, "support", 1));
    keep(quarantined(b, "support", 1));
    Quarantine quarantine = new Quarantine(table);
    List<Quarantine.Kept> kept = quarantine.page(null, 10);
    for (Quarantine.Kept item : kept) {
      if (item.item().rawKey().equals("mail/a")) {
        assertThat(quarantine.dismiss(item.id())).isTrue();
      } else {
        assertThat(quarantine.release(item.id(), "request")).isTrue();
      }
    }
    LedgerRun run = run(day(a), day(a));
    assertThat(run.days().get(day(a)))
        .isEqualTo(
            new DayBalance(
                day(a),
                2,
                0,
                1,
                0,
                Map.of(SUPPORT.value(), new Tally(Map.of(Outcome.DISMISSED, 1L)))));
    assertThat(Optional.of(run.isFinished())).contains(true);
  }
}
