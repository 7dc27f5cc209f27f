package relais.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import relais.blobs.RawStore.Listed;
import relais.conversation.InboxId;
import relais.table.DayBalance;
import relais.table.Ledger.Failure;
import relais.table.Ledger.Mark;
import relais.table.MissingMail;
import relais.table.Outcome;
import relais.table.Tally;

/// What came of some originals of one day.
///
/// @param balance the day as far as these originals go
/// @param missing those of which nobody knows what came of them, or not of all their items
public record Reconciliation(DayBalance balance, List<MissingMail> missing) {
  /// A mail may be on its way for so long before it is missed: three tries of Lambda with its
  /// pauses, and five of the inbound queue with theirs.
  public static final Duration PATIENCE = Duration.ofMinutes(20);

  public Reconciliation {
    missing = List.copyOf(missing);
  }

  /// Compares originals of one day with their marks.
  ///
  /// @param originals all stored on `day`
  /// @param marks of these originals; marks of others do not count
  /// @param failures what went wrong on the way in, by key
  static Reconciliation of(
      LocalDate day,
      List<Listed> originals,
      List<Mark> marks,
      Map<String, Failure> failures,
      Instant now) {
    Map<String, List<Mark>> marksOf = new HashMap<>();
    marks.forEach(mark -> marksOf.computeIfAbsent(mark.rawKey(), _ -> new ArrayList<>()).add(mark));
    DayBalance balance = DayBalance.empty(day);
    List<MissingMail> missing = new ArrayList<>();
    for (Listed original : originals) {
      List<Mark> found = marksOf.getOrDefault(original.key(), List.of());
      DayBalance one = balance(day, original, found, now);
      balance = balance.plus(one);
      if (one.missing() > 0) {
        Failure failure = failures.get(original.key());
        missing.add(
            new MissingMail(
                original.key(),
                original.storedAt(),
                original.size(),
                failure == null ? 0 : failure.tries(),
                failure == null ? null : failure.trouble(),
                (int) one.outcomes(),
                copies(found)));
      }
    }
    return new Reconciliation(balance, missing);
  }

  /// Which of some originals have to be looked into: those without all their marks.
  static List<String> incomplete(List<Listed> originals, List<Mark> marks) {
    Map<String, List<Mark>> marksOf = new HashMap<>();
    marks.forEach(mark -> marksOf.computeIfAbsent(mark.rawKey(), _ -> new ArrayList<>()).add(mark));
    return originals.stream()
        .map(Listed::key)
        .filter(
            key -> {
              List<Mark> found = marksOf.getOrDefault(key, List.of());
              return found.size() < copies(found) || found.isEmpty();
            })
        .toList();
  }

  private static DayBalance balance(LocalDate day, Listed original, List<Mark> marks, Instant now) {
    Map<String, Tally> inboxes = new TreeMap<>();
    int ended = 0;
    int retried = 0;
    for (Mark mark : marks) {
      if (mark.outcome() == Outcome.RETRIED) {
        retried++;
      } else {
        ended++;
        InboxId inbox = mark.inbox();
        inboxes.merge(
            inbox == null ? DayBalance.NO_INBOX : inbox.value(),
            Tally.NONE.plus(mark.outcome()),
            Tally::plus);
      }
    }
    int items = Math.max(copies(marks), ended);
    int open = items - ended;
    // What was handed in again is on the inbound queue, which loses nothing.
    int underway = Math.min(open, retried);
    int left = open - underway;
    boolean early = original.storedAt().plus(PATIENCE).isAfter(now);
    return new DayBalance(
        day, 1, items - 1, underway + (early ? left : 0), early ? 0 : left, inboxes);
  }

  private static int copies(List<Mark> marks) {
    return marks.stream().mapToInt(Mark::copies).max().orElse(1);
  }
}
