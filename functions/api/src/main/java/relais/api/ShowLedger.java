package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.blobs.RawStore;
import relais.ledger.Stocktaking;
import relais.table.Ledger;
import relais.table.LedgerRun;
import relais.table.MissingMail;
import relais.table.Table;

/// The ledger, and the runs that draw it up.
@Singleton
final class ShowLedger {
  private static final int MAX_MISSING = 100;

  /// A small workspace is through within one request; the schedule takes up what is left.
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  private final Ledger ledger;
  private final Stocktaking stocktaking;
  private final InstantSource time;

  ShowLedger(Table table, RawStore originals, InstantSource time) {
    this.ledger = new Ledger(table);
    this.stocktaking = new Stocktaking(originals, ledger, time);
    this.time = time;
  }

  LedgerJson period(Caller caller, @Nullable String from, @Nullable String to) {
    caller.mustAdminister();
    Period period = Period.of(from, to, time.instant());
    List<MissingMail> missing = ledger.missing(period.from(), period.to(), MAX_MISSING + 1);
    boolean more = missing.size() > MAX_MISSING;
    return LedgerJson.of(
        period.from().toString(),
        period.to().toString(),
        ledger.days(period.from(), period.to()),
        more ? missing.subList(0, MAX_MISSING) : missing,
        more,
        ledger.findRun().orElse(null));
  }

  LedgerRunJson run(Caller caller, LedgerRunRequest request) {
    caller.mustAdminister();
    Instant now = time.instant();
    Period period = Period.of(request.from(), request.to(), now);
    LedgerRun run =
        ledger.begin(LedgerRun.begin(period.from(), period.to(), now, caller.user().id().value()));
    return LedgerRunJson.of(stocktaking.advance(AT_ONCE).orElse(run));
  }
}
