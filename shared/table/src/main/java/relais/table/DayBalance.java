package relais.table;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// What came of the mails whose originals were stored on one day (UTC). The originals are counted
/// in the bucket, the outcomes in the table; that the two agree is the point of it:
///
/// `received + copies = outcomes of all inboxes + underway + missing`
///
/// @param received how many originals there are
/// @param copies how many items there are beyond one for each original: a mail for two inboxes
///     becomes two
/// @param underway items that may still arrive: the mail has just come, or an item of it was handed
///     in again
/// @param missing items of which nobody knows what came of them
/// @param inboxes outcomes by the inbox's id; under [#NO_INBOX] those of addresses no inbox has
public record DayBalance(
    LocalDate day,
    long received,
    long copies,
    long underway,
    long missing,
    Map<String, Tally> inboxes) {
  /// Stands for no inbox.
  public static final String NO_INBOX = "-";

  public DayBalance {
    inboxes = Map.copyOf(inboxes);
  }

  /// A day of which nothing is known yet.
  public static DayBalance empty(LocalDate day) {
    return new DayBalance(day, 0, 0, 0, 0, Map.of());
  }

  /// How many items came to an end, in all inboxes.
  public long outcomes() {
    return inboxes.values().stream().mapToLong(Tally::all).sum();
  }

  /// This day with one original more and what came of it.
  public DayBalance plus(DayBalance original) {
    Map<String, Tally> sum = new TreeMap<>(inboxes);
    original.inboxes().forEach((inbox, tally) -> sum.merge(inbox, tally, Tally::plus));
    return new DayBalance(
        day,
        received + original.received,
        copies + original.copies,
        underway + original.underway,
        missing + original.missing,
        sum);
  }
}
