package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboxId;

/// What is known of received mails: the mark each outcome leaves, the balance of each day, what is
/// missing, and the run that compares the two sides.
public final class Ledger {
  private static final Duration FAILURES_KEPT = Duration.ofDays(60);
  private static final int MAX_MARKS = 200_000;
  private static final int MAX_SWEPT = 1_000;

  private final Table table;

  public Ledger(Table table) {
    this.table = table;
  }

  /// What one item of a mail came to.
  ///
  /// @param inbox null when no inbox has the address it was for
  /// @param copies into how many items the mail was split
  public record Mark(String rawKey, @Nullable InboxId inbox, Outcome outcome, int copies) {}

  /// A balance, and when it was drawn up.
  public record CheckedDay(DayBalance balance, Instant checkedAt) {}

  /// A40: the marks of originals stored on a day, between two keys, both included, in their order.
  public List<Mark> marks(LocalDate day, String firstKey, String lastKey) {
    return table
        .query(
            new Table.Span(
                TableKeys.BY_DAY,
                "ledgerDay",
                day.toString(),
                "ledgerKey",
                firstKey + LedgerMark.SEPARATOR,
                lastKey + LedgerMark.AFTER_SEPARATOR),
            MAX_MARKS)
        .stream()
        .map(Ledger::mark)
        .toList();
  }

  /// A41: the balances of a period, oldest first; days never looked at are left out.
  public List<CheckedDay> days(LocalDate from, LocalDate to) {
    return table
        .query(
            Table.Span.of(
                TableKeys.LEDGER, TableKeys.ledgerDay(from).sk(), TableKeys.ledgerDay(to).sk()),
            Integer.MAX_VALUE)
        .stream()
        .map(item -> new CheckedDay(balance(item), item.instant("checkedAt")))
        .toList();
  }

  /// A42: what is missing of a period, oldest day first.
  public List<MissingMail> missing(LocalDate from, LocalDate to, int limit) {
    return missingItems(from, to, limit).stream().map(Ledger::missing).toList();
  }

  /// A42: one original that is missing.
  public Optional<MissingMail> findMissing(LocalDate day, String rawKey) {
    return table.get(TableKeys.ledgerMissing(day, rawKey)).map(Ledger::missing);
  }

  /// Notes that an original is missing; doing so again changes nothing but what is known of it.
  public void miss(MissingMail missing, Instant runStartedAt) {
    table.put(
        Item.at(TableKeys.ledgerMissing(missing.day(), missing.rawKey()))
            .text("rawKey", missing.rawKey())
            .instant("storedAt", missing.storedAt())
            .number("size", missing.size())
            .number("tries", missing.tries())
            .text("trouble", missing.trouble())
            .number("found", missing.found())
            .number("copies", missing.copies())
            .instant("run", runStartedAt));
  }

  /// Takes an original off the list of what is missing.
  public void forgetMissing(LocalDate day, String rawKey) {
    table.delete(TableKeys.ledgerMissing(day, rawKey));
  }

  /// Notes that taking an original in failed.
  ///
  /// @param trouble a stable word for what went wrong, nothing of the mail
  public void failed(String rawKey, Instant at, String trouble) {
    Table.Written unused =
        table.update(
            TableKeys.intakeFailure(rawKey),
            new Table.Change(
                "SET #at = :at, #trouble = :trouble, #expires = :expires ADD #tries :one",
                null,
                Map.of(
                    "#at", "at",
                    "#trouble", "trouble",
                    "#expires", "expiresAt",
                    "#tries", "tries"),
                Item.empty()
                    .instant(":at", at)
                    .text(":trouble", trouble)
                    .number(":expires", at.plus(FAILURES_KEPT).getEpochSecond())
                    .number(":one", 1)));
  }

  /// What went wrong with an original.
  public record Failure(long tries, String trouble) {}

  /// A44: what went wrong with some originals, by key; those that never failed are left out.
  public Map<String, Failure> failures(Collection<String> rawKeys) {
    Map<String, String> keys = new HashMap<>();
    rawKeys.forEach(rawKey -> keys.put(TableKeys.intakeFailure(rawKey).pk(), rawKey));
    Map<String, Failure> failures = new HashMap<>();
    for (Item item : table.getAll(rawKeys.stream().map(TableKeys::intakeFailure).toList())) {
      String rawKey = keys.get(item.text("pk"));
      if (rawKey != null) {
        failures.put(rawKey, new Failure(item.number("tries"), item.text("trouble")));
      }
    }
    return failures;
  }

  /// A43: the run that goes on, or the last one.
  public Optional<LedgerRun> findRun() {
    return table.get(TableKeys.LEDGER_RUN).map(Ledger::run);
  }

  /// Begins a run unless one goes on.
  ///
  /// @return the run that goes on now: this one, or the one that was there
  public LedgerRun begin(LedgerRun run) {
    Optional<LedgerRun> before = findRun();
    if (before.isPresent() && !before.get().isFinished()) {
      return before.get();
    }
    LedgerRun begun = run.withVersion(before.map(LedgerRun::version).orElse(0L) + 1);
    Table.Condition unchanged =
        before.isEmpty()
            ? Table.Condition.IS_NEW
            : Table.Condition.versionIs(before.get().version());
    return table.put(item(begun), unchanged) == Table.Written.DONE
        ? begun
        : findRun().orElse(begun);
  }

  /// Saves how far a run came. At its end its balances become those of its days, and what was
  /// missing before and is not any more is forgotten.
  ///
  /// @return the run as saved, or nothing when somebody else took the step
  public Optional<LedgerRun> save(LedgerRun run) {
    Instant finishedAt = run.finishedAt();
    if (finishedAt != null) {
      run.days()
          .values()
          .forEach(
              day ->
                  table.put(
                      balance(Item.at(TableKeys.ledgerDay(day.day())), day)
                          .instant("checkedAt", finishedAt)));
      sweep(run);
    }
    LedgerRun next = run.withVersion(run.version() + 1);
    return table.put(item(next), Table.Condition.versionIs(run.version())) == Table.Written.DONE
        ? Optional.of(next)
        : Optional.empty();
  }

  private void sweep(LedgerRun run) {
    for (LocalDate day : new TreeMap<>(run.days()).keySet()) {
      String from = "";
      while (true) {
        List<Item> items =
            table.query(
                Table.Span.of(
                    TableKeys.LEDGER,
                    TableKeys.ledgerMissing(day, from).sk(),
                    "MISSING#" + day + LedgerMark.AFTER_SEPARATOR),
                MAX_SWEPT);
        items.stream()
            .filter(item -> item.instant("run").isBefore(run.startedAt()))
            .forEach(item -> forgetMissing(day, item.text("rawKey")));
        if (items.size() < MAX_SWEPT) {
          break;
        }
        from = items.getLast().text("rawKey") + " ";
      }
    }
  }

  private List<Item> missingItems(LocalDate from, LocalDate to, int limit) {
    return table.query(
        Table.Span.of(
            TableKeys.LEDGER,
            TableKeys.ledgerMissing(from, "").sk(),
            "MISSING#" + to + LedgerMark.AFTER_SEPARATOR),
        limit);
  }

  private static Mark mark(Item item) {
    String key = item.text("ledgerKey");
    String inbox = item.findText("inbox");
    return new Mark(
        key.substring(0, key.indexOf(LedgerMark.SEPARATOR)),
        inbox == null ? null : new InboxId(inbox),
        Outcome.of(item.text("outcome")),
        (int) item.number("copies"));
  }

  private static MissingMail missing(Item item) {
    return new MissingMail(
        item.text("rawKey"),
        item.instant("storedAt"),
        item.number("size"),
        item.number("tries"),
        item.findText("trouble"),
        (int) item.number("found"),
        (int) item.number("copies"));
  }

  private static Item item(LedgerRun run) {
    return Item.at(TableKeys.LEDGER_RUN)
        .text("from", run.from().toString())
        .text("to", run.to().toString())
        .instant("startedAt", run.startedAt())
        .text("startedBy", run.startedBy())
        .text("after", run.after().isEmpty() ? null : run.after())
        .number("listed", run.listed())
        .maps(
            "days",
            new TreeMap<>(run.days())
                .values().stream().map(day -> balance(Item.empty(), day)).toList())
        .instant("finishedAt", run.finishedAt())
        .number("version", run.version());
  }

  private static LedgerRun run(Item item) {
    Map<LocalDate, DayBalance> days = new TreeMap<>();
    for (Item day : item.maps("days")) {
      DayBalance balance = balance(day);
      days.put(balance.day(), balance);
    }
    String after = item.findText("after");
    return new LedgerRun(
        LocalDate.parse(item.text("from")),
        LocalDate.parse(item.text("to")),
        item.instant("startedAt"),
        item.findText("startedBy"),
        after == null ? "" : after,
        item.number("listed"),
        days,
        item.findInstant("finishedAt"),
        item.number("version"));
  }

  private static Item balance(Item item, DayBalance day) {
    List<Item> inboxes = new ArrayList<>();
    new TreeMap<>(day.inboxes())
        .forEach(
            (inbox, tally) -> {
              Item of = Item.empty().text("inbox", inbox);
              tally.counts().forEach((outcome, count) -> of.number(outcome.word(), count));
              inboxes.add(of);
            });
    return item.text("day", day.day().toString())
        .number("received", day.received())
        .number("copies", day.copies())
        .number("underway", day.underway())
        .number("missing", day.missing())
        .maps("inboxes", inboxes);
  }

  private static DayBalance balance(Item item) {
    Map<String, Tally> inboxes = new HashMap<>();
    for (Item of : item.maps("inboxes")) {
      Map<Outcome, Long> counts = new HashMap<>();
      for (Outcome outcome : Outcome.values()) {
        long count = of.numberOr(outcome.word(), 0);
        if (count > 0) {
          counts.put(outcome, count);
        }
      }
      inboxes.put(of.text("inbox"), new Tally(counts));
    }
    return new DayBalance(
        LocalDate.parse(item.text("day")),
        item.number("received"),
        item.number("copies"),
        item.number("underway"),
        item.number("missing"),
        inboxes);
  }
}
