package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import relais.blobs.RawStore;
import relais.ledger.Stocktaking;
import relais.table.DayBalance;
import relais.table.Ledger;
import relais.table.LedgerRun;
import relais.table.MissingMail;
import relais.table.Outcome;
import relais.table.Table;
import relais.table.Tally;

/// `relais ledger`: compares what a system has received with what became of it and prints the
/// balance of each day and inbox, then what is missing. It reads and writes nothing.
public final class LedgerLines {
  private static final int USAGE = 2;
  private static final int MISSING = 1;
  private static final List<Outcome> SHOWN =
      List.of(
          Outcome.NEW, Outcome.THREADED, Outcome.QUARANTINED, Outcome.REJECTED, Outcome.DISMISSED);

  private LedgerLines() {}

  /// Prints the ledger. The exit code is 1 when something is missing.
  public static void main(String[] arguments) {
    StoresOptions options;
    try {
      options =
          StoresOptions.parse(
              List.of(arguments), System.getenv(), LocalDate.now(Clock.systemUTC()));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    boolean even;
    try (RunningStores stores = RunningStores.open(options, System.getenv())) {
      even = print(options, stores.originals(), stores.table(), Clock.systemUTC(), System.out);
    }
    System.exit(even ? 0 : MISSING);
  }

  /// Prints the balance, a line for each day and inbox.
  ///
  /// @return whether nothing is missing
  static boolean print(
      StoresOptions options, RawStore originals, Table table, Clock clock, PrintStream out) {
    Stocktaking stocktaking = new Stocktaking(originals, new Ledger(table), clock);
    LedgerRun run = LedgerRun.begin(options.from(), options.to(), Instant.EPOCH, null);
    List<MissingMail> missing = new ArrayList<>();
    while (!run.isFinished()) {
      Stocktaking.Step step = stocktaking.step(run);
      missing.addAll(step.missing());
      run = step.run();
    }
    Map<LocalDate, DayBalance> days = new TreeMap<>(run.days());
    if (options.json()) {
      days.values().forEach(day -> json(day, out));
      missing.forEach(mail -> out.println(json(mail)));
    } else {
      table(days, out);
      missing.forEach(mail -> out.println(line(mail)));
    }
    out.flush();
    return missing.isEmpty();
  }

  private static void table(Map<LocalDate, DayBalance> days, PrintStream out) {
    String row = "%-12s%-16s%9s%9s%9s%9s%9s%9s%9s%9s%n";
    out.printf(
        row,
        "day",
        "inbox",
        "received",
        "new",
        "threaded",
        "quarant.",
        "rejected",
        "dismiss.",
        "underway",
        "missing");
    for (DayBalance day : days.values()) {
      out.printf(
          row,
          day.day(),
          "(all)",
          day.received() + (day.copies() == 0 ? "" : "+" + day.copies()),
          all(day, Outcome.NEW),
          all(day, Outcome.THREADED),
          all(day, Outcome.QUARANTINED),
          all(day, Outcome.REJECTED),
          all(day, Outcome.DISMISSED),
          day.underway(),
          day.missing());
      new TreeMap<>(day.inboxes())
          .forEach(
              (inbox, tally) ->
                  out.printf(
                      row,
                      "",
                      inbox,
                      "",
                      tally.of(Outcome.NEW),
                      tally.of(Outcome.THREADED),
                      tally.of(Outcome.QUARANTINED),
                      tally.of(Outcome.REJECTED),
                      tally.of(Outcome.DISMISSED),
                      "",
                      ""));
    }
  }

  private static long all(DayBalance day, Outcome outcome) {
    return day.inboxes().values().stream().mapToLong(tally -> tally.of(outcome)).sum();
  }

  private static String line(MissingMail mail) {
    return "missing  %s  %s  %d bytes  %s%s"
        .formatted(
            mail.rawKey(),
            mail.storedAt(),
            mail.size(),
            mail.why().word(),
            mail.trouble() == null
                ? ""
                : " (%s, %d times)".formatted(mail.trouble(), mail.tries()));
  }

  private static void json(DayBalance day, PrintStream out) {
    ObjectNode line =
        Json.object()
            .put("day", day.day().toString())
            .put("received", day.received())
            .put("copies", day.copies())
            .put("underway", day.underway())
            .put("missing", day.missing());
    ObjectNode inboxes = line.putObject("inboxes");
    for (Map.Entry<String, Tally> inbox : new TreeMap<>(day.inboxes()).entrySet()) {
      ObjectNode of = inboxes.putObject(inbox.getKey());
      SHOWN.forEach(outcome -> of.put(outcome.word(), inbox.getValue().of(outcome)));
    }
    out.println(line);
  }

  private static ObjectNode json(MissingMail mail) {
    return Json.object()
        .put("missing", mail.rawKey())
        .put("receivedAt", mail.storedAt().toString())
        .put("size", mail.size())
        .put("why", mail.why().word())
        .put("tries", mail.tries())
        .put("trouble", mail.trouble());
  }
}
