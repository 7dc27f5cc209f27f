package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relais.table.DayBalance;
import relais.table.Ledger;
import relais.table.LedgerRun;
import relais.table.MissingMail;
import relais.table.Outcome;
import relais.table.Tally;

/// What was received in a period and what became of it.
///
/// @param from the first day
/// @param to the last day
/// @param days the newest first; days never looked at are left out
/// @param missing originals of which nobody knows what came of them, the oldest days first
/// @param more whether more are missing than shown
/// @param run the comparison that goes on, or the last one; null when there was none
@Serdeable
@Schema(
    name = "Ledger",
    requiredProperties = {"run"})
record LedgerJson(
    String from,
    String to,
    List<DayJson> days,
    List<MissingJson> missing,
    boolean more,
    @Nullable LedgerRunJson run) {

  /// One day: `received + copies` is the sum of all outcomes, `underway` and `missing`.
  ///
  /// @param received how many mails were stored that day (UTC)
  /// @param copies how many more items they became, because a mail was for several inboxes
  /// @param underway what may still arrive
  /// @param missing of what nobody knows what came of it
  @Serdeable
  @Schema(name = "LedgerDay")
  record DayJson(
      String day,
      Instant checkedAt,
      long received,
      long copies,
      long underway,
      long missing,
      List<InboxJson> inboxes) {}

  /// What became of the mails for one inbox.
  ///
  /// @param inbox null for addresses that no inbox has
  /// @param began how many began a conversation
  /// @param threaded how many went into one
  /// @param rejected how many the policy of the inbox keeps out
  @Serdeable
  @Schema(
      name = "LedgerInbox",
      requiredProperties = {"inbox"})
  record InboxJson(
      @Nullable String inbox,
      long began,
      long threaded,
      long quarantined,
      long rejected,
      long dismissed) {}

  /// A mail of which nobody knows what came of it.
  ///
  /// @param size in bytes
  /// @param tries how often taking it in was begun and failed
  /// @param trouble what went wrong the last time, as a word; null when nothing did
  /// @param found how many of its items are known
  /// @param copies how many it should have become
  @Serdeable
  @Schema(
      name = "MissingMail",
      requiredProperties = {"trouble"})
  record MissingJson(
      String key,
      Instant receivedAt,
      long size,
      @Schema(
              type = "string",
              allowableValues = {"never-read", "failed", "given-up", "incomplete"})
          String why,
      long tries,
      @Nullable String trouble,
      int found,
      int copies) {}

  static LedgerJson of(
      String from,
      String to,
      List<Ledger.CheckedDay> days,
      List<MissingMail> missing,
      boolean more,
      @Nullable LedgerRun run) {
    return new LedgerJson(
        from,
        to,
        days.reversed().stream().map(LedgerJson::day).toList(),
        missing.stream().map(LedgerJson::missing).toList(),
        more,
        run == null ? null : LedgerRunJson.of(run));
  }

  private static DayJson day(Ledger.CheckedDay checked) {
    DayBalance day = checked.balance();
    return new DayJson(
        day.day().toString(),
        checked.checkedAt(),
        day.received(),
        day.copies(),
        day.underway(),
        day.missing(),
        new TreeMap<>(day.inboxes()).entrySet().stream().map(LedgerJson::inbox).toList());
  }

  private static InboxJson inbox(Map.Entry<String, Tally> inbox) {
    Tally tally = inbox.getValue();
    return new InboxJson(
        inbox.getKey().equals(DayBalance.NO_INBOX) ? null : inbox.getKey(),
        tally.of(Outcome.NEW),
        tally.of(Outcome.THREADED),
        tally.of(Outcome.QUARANTINED),
        tally.of(Outcome.REJECTED),
        tally.of(Outcome.DISMISSED));
  }

  private static MissingJson missing(MissingMail missing) {
    return new MissingJson(
        missing.rawKey(),
        missing.storedAt(),
        missing.size(),
        missing.why().word(),
        missing.tries(),
        missing.trouble(),
        missing.found(),
        missing.copies());
  }
}
