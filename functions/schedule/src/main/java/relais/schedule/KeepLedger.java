package relais.schedule;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.RawStore;
import relais.conversation.Channel;
import relais.ledger.Stocktaking;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import relais.table.DayBalance;
import relais.table.Ledger;
import relais.table.LedgerRun;
import relais.table.Table;

/// Draws up the ledger: begins a run each night, and takes every run further minute by minute,
/// until it is through.
@Singleton
@Requires(beans = RawStore.class) // the other function of this zip has none
class KeepLedger {
  private static final Logger LOG = LoggerFactory.getLogger(KeepLedger.class);

  /// By then (UTC) everything of the day before has come to its end.
  private static final LocalTime NIGHTLY = LocalTime.of(2, 0);

  /// Outcomes change for some days, as people empty the quarantine.
  private static final int DAYS = 7;

  /// The rest of the minute belongs to messages.
  private static final Duration A_MINUTE = Duration.ofSeconds(25);

  private final Ledger ledger;
  private final Stocktaking stocktaking;
  private final InstantSource time;
  private final Metrics metrics;
  private @Nullable LocalDate begunOn;

  KeepLedger(Table table, RawStore originals, InstantSource time, Metrics metrics) {
    this.ledger = new Ledger(table);
    this.stocktaking = new Stocktaking(originals, ledger, time);
    this.time = time;
    this.metrics = metrics;
  }

  /// Begins the run of the night when it is time, and takes the run that goes on further.
  ///
  /// @return how many originals that run has looked at; nothing when none goes on
  Optional<Long> keep() {
    beginNightly();
    Optional<LedgerRun> run = stocktaking.advance(A_MINUTE);
    run.filter(LedgerRun::isFinished).ifPresent(this::tell);
    return run.map(LedgerRun::listed);
  }

  private void beginNightly() {
    Instant now = time.instant();
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    Instant nightly = today.atTime(NIGHTLY).toInstant(ZoneOffset.UTC);
    if (now.isBefore(nightly) || today.equals(begunOn)) {
      return;
    }
    LocalDate yesterday = today.minusDays(1);
    List<Ledger.CheckedDay> checked = ledger.days(yesterday, yesterday);
    boolean done = !checked.isEmpty() && !checked.getFirst().checkedAt().isBefore(nightly);
    if (!done) {
      LedgerRun run = ledger.begin(LedgerRun.begin(today.minusDays(DAYS), yesterday, now, null));
      if (!run.covers(yesterday)) {
        // Somebody looks at other days: this one begins when that is through.
        return;
      }
    }
    begunOn = today;
  }

  private void tell(LedgerRun run) {
    long missing = run.days().values().stream().mapToLong(DayBalance::missing).sum();
    metrics.count("MailMissing", Channel.EMAIL, missing);
    if (missing > 0) {
      LOG.atError()
          .addKeyValue(LogKey.COUNT.field(), missing)
          .log("Mails were received that nobody took in: see the ledger");
    }
  }
}
