package relais.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relais.blobs.BlobKeys;
import relais.blobs.RawStore;
import relais.blobs.RawStore.Listed;
import relais.table.DayBalance;
import relais.table.Ledger;
import relais.table.Ledger.Mark;
import relais.table.LedgerRun;
import relais.table.MissingMail;

/// Walks through the bucket of originals, a page of a thousand at a time. Bucket and marks have the
/// same order, so one page needs the marks between its first and its last key and nothing else:
/// memory does not grow with the number of mails, and a walk can stop after any page.
public final class Stocktaking {
  /// So many pages are walked before it is written down how far.
  private static final int PAGES_PER_SAVE = 20;

  private final RawStore originals;
  private final Ledger ledger;
  private final InstantSource time;

  public Stocktaking(RawStore originals, Ledger ledger, InstantSource time) {
    this.originals = originals;
    this.ledger = ledger;
    this.time = time;
  }

  /// One page further.
  ///
  /// @param run finished when there was no page left
  /// @param missing what the page showed to be missing
  public record Step(LedgerRun run, List<MissingMail> missing) {
    public Step {
      missing = List.copyOf(missing);
    }
  }

  /// Looks at the next page of a run. Writes nothing.
  public Step step(LedgerRun run) {
    List<Listed> page = originals.page(BlobKeys.MAIL, run.after());
    Instant now = time.instant();
    if (page.isEmpty()) {
      return new Step(run.finished(now), List.of());
    }
    Map<LocalDate, List<Listed>> days = new TreeMap<>();
    for (Listed original : page) {
      LocalDate day = original.storedAt().atOffset(ZoneOffset.UTC).toLocalDate();
      if (run.covers(day) && BlobKeys.findSesMessageId(original.key()).isPresent()) {
        days.computeIfAbsent(day, _ -> new ArrayList<>()).add(original);
      }
    }
    List<DayBalance> balances = new ArrayList<>();
    List<MissingMail> missing = new ArrayList<>();
    days.forEach(
        (day, stored) -> {
          List<Mark> marks = ledger.marks(day, stored.getFirst().key(), stored.getLast().key());
          Reconciliation found =
              Reconciliation.of(
                  day,
                  stored,
                  marks,
                  ledger.failures(Reconciliation.incomplete(stored, marks)),
                  now);
          balances.add(found.balance());
          missing.addAll(found.missing());
        });
    return new Step(run.further(page.getLast().key(), page.size(), balances), missing);
  }

  /// Takes the run that goes on as far as the time allows, if one does.
  ///
  /// @param atMost after this long it stops at the next page
  /// @return how far it is; nothing when no run goes on or somebody else took the step
  public Optional<LedgerRun> advance(Duration atMost) {
    Instant until = time.instant().plus(atMost);
    Optional<LedgerRun> run = ledger.findRun().filter(found -> !found.isFinished());
    while (run.isPresent() && !run.get().isFinished() && time.instant().isBefore(until)) {
      LedgerRun walked = run.get();
      for (int i = 0;
          i < PAGES_PER_SAVE && !walked.isFinished() && time.instant().isBefore(until);
          i++) {
        Step step = step(walked);
        step.missing().forEach(missing -> ledger.miss(missing, step.run().startedAt()));
        walked = step.run();
      }
      run = ledger.save(walked);
    }
    return run;
  }
}
