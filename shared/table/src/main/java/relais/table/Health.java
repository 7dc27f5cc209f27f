package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboxId;
import relais.conversation.Silence;
import relais.conversation.TokenLife;

/// How each inbox is doing: when something last came in and went out, and how much failed.
///
/// That something happened is written down once in twenty seconds for each inbox and writer, so a
/// busy inbox costs no more than a quiet one; the times shown may lag by as much. Failures are kept
/// one by one for a day: the same one twice is one.
public final class Health {
  /// Failures are shown for so long.
  public static final Duration FAILURES_SHOWN = Duration.ofHours(24);

  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(20);
  private static final Duration FAILURES_KEPT = Duration.ofHours(26);
  private static final int MAX_SHOWN = 5_000;

  /// One day more than is compared, so that no hour of the first week is lost.
  private static final Duration HOURS_KEPT = Duration.ofDays(7L * Silence.WEEKS + 7 + 1);

  /// What is told of an access token.
  private static final Map<String, String> TOLD =
      Map.of(
          "#accepted",
          "tokenAccepted",
          "#ends",
          "tokenEnds",
          "#prolonged",
          "tokenProlonged",
          // There only for tokens that we prolong.
          "#refused",
          "tokenRefused");

  private final Table table;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  public Health(Table table) {
    this.table = table;
  }

  /// How an inbox is doing.
  ///
  /// @param lastIn null when nothing ever came in
  /// @param lastOut null when nothing ever went out
  /// @param failures how many messages failed in the last day, on their way in or out
  /// @param token how long its provider accepts its access token; null when nobody told
  public record Line(
      @Nullable Instant lastIn,
      @Nullable Instant lastOut,
      long failures,
      @Nullable TokenLife token) {
    /// An inbox of which nothing is known.
    public static final Line UNKNOWN = new Line(null, null, 0, null);
  }

  /// That the provider of an inbox is to be asked about its access token.
  ///
  /// @param since when the token was given; null when it never was another
  public record TokenDue(@Nullable Instant since) {}

  /// A45: whether the provider of an inbox is to be asked about its access token by now. Of two who
  /// ask at once, one is told so; for the other, and if that one breaks off, it is due later.
  ///
  /// @param later when it is due then
  public Optional<TokenDue> takeTokenDue(InboxId inbox, Instant now, Instant later) {
    Item item = table.get(TableKeys.health(inbox)).orElse(Item.empty());
    Instant due = item.findInstant("tokenDue");
    if (due != null && now.isBefore(due)) {
      return Optional.empty();
    }
    Item values = Item.empty().text(":inbox", inbox.value()).instant(":later", later);
    if (due != null) {
      values.instant(":due", due);
    }
    return table.update(
                TableKeys.health(inbox),
                new Table.Change(
                    "SET #inbox = :inbox, #due = :later",
                    due == null ? "attribute_not_exists(#due)" : "#due = :due",
                    Map.of("#inbox", "inbox", "#due", "tokenDue"),
                    values))
            == Table.Written.DONE
        ? Optional.of(new TokenDue(item.findInstant("tokenSince")))
        : Optional.empty();
  }

  /// Keeps what a provider told of the access token of an inbox, unless another was given since.
  ///
  /// @param asked as it was found before the provider was asked
  /// @param life null when it told nothing; what was known stays
  /// @param due when to ask again
  public void tokenTold(InboxId inbox, TokenDue asked, @Nullable TokenLife life, Instant due) {
    Item values = Item.empty().text(":inbox", inbox.value()).instant(":due", due);
    Map<String, String> names =
        new HashMap<>(Map.of("#inbox", "inbox", "#due", "tokenDue", "#since", "tokenSince"));
    List<String> set = new ArrayList<>(List.of("#inbox = :inbox", "#due = :due"));
    List<String> removed = new ArrayList<>();
    if (life != null) {
      TokenLife.Prolonging prolonging = life.prolonging();
      Instant lastAt = prolonging == null ? null : prolonging.lastAt();
      names.putAll(TOLD);
      values.flag(":accepted", life.accepted());
      set.add("#accepted = :accepted");
      if (life.endsAt() == null) {
        removed.add("#ends");
      } else {
        values.instant(":ends", life.endsAt());
        set.add("#ends = :ends");
      }
      if (lastAt == null) {
        removed.add("#prolonged");
      } else {
        values.instant(":prolonged", lastAt);
        set.add("#prolonged = :prolonged");
      }
      if (prolonging == null) {
        removed.add("#refused");
      } else {
        values.flag(":refused", prolonging.refused());
        set.add("#refused = :refused");
      }
    }
    String change =
        "SET "
            + String.join(", ", set)
            + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed));
    String same = "attribute_not_exists(#since)";
    if (asked.since() != null) {
      values.instant(":since", asked.since());
      same = "#since = :since";
    }
    Table.Written unused =
        table.update(TableKeys.health(inbox), new Table.Change(change, same, names, values));
  }

  /// Lets the next minute ask about an access token; what was known stays.
  public void askAboutToken(InboxId inbox) {
    Table.Written unused =
        table.update(
            TableKeys.health(inbox),
            new Table.Change(
                "SET #inbox = :inbox REMOVE #due",
                null,
                Map.of("#inbox", "inbox", "#due", "tokenDue"),
                Item.empty().text(":inbox", inbox.value())));
  }

  /// Forgets what was told of an access token: there is another.
  public void tokenChanged(InboxId inbox, Instant at) {
    Map<String, String> names =
        new HashMap<>(Map.of("#inbox", "inbox", "#since", "tokenSince", "#due", "tokenDue"));
    names.putAll(TOLD);
    Table.Written unused =
        table.update(
            TableKeys.health(inbox),
            new Table.Change(
                "SET #inbox = :inbox, #since = :at"
                    + " REMOVE #due, #accepted, #ends, #prolonged, #refused",
                null,
                names,
                Item.empty().text(":inbox", inbox.value()).instant(":at", at)));
  }

  /// Notes that something came in.
  public void cameIn(InboxId inbox, Instant at) {
    note(inbox, "lastIn", at);
    noteHour(inbox, at);
  }

  /// A91: whether it is unusual that nothing came to an inbox since.
  ///
  /// @param line as it is now
  public boolean isSilent(InboxId inbox, Line line, Instant now) {
    if (!Silence.mayBe(line.lastIn(), now)) {
      return false;
    }
    Set<Instant> hours = new HashSet<>();
    Instant first = now;
    for (Item day :
        table.query(Table.Range.of(TableKeys.hours(inbox), null, (int) HOURS_KEPT.toDays() + 1))) {
      Instant midnight = LocalDate.parse(day.text("sk")).atStartOfDay(ZoneOffset.UTC).toInstant();
      first = midnight.isBefore(first) ? midnight : first;
      for (int hour = 0; hour < 24; hour++) {
        if (day.flag(hour(hour))) {
          hours.add(midnight.plus(Duration.ofHours(hour)));
        }
      }
    }
    return Silence.isUnusual(line.lastIn(), hours, first, now);
  }

  private void noteHour(InboxId inbox, Instant at) {
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    if (hour.equals(written.put("hour#" + inbox.value(), hour))) {
      return;
    }
    ZonedDateTime there = hour.atZone(ZoneOffset.UTC);
    Table.Written unused =
        table.update(
            new TableKeys.Key(TableKeys.hours(inbox), there.toLocalDate().toString()),
            new Table.Change(
                "SET #hour = :yes, #expiresAt = :expiresAt",
                null,
                Map.of("#hour", hour(there.getHour()), "#expiresAt", "expiresAt"),
                Item.empty()
                    .flag(":yes", true)
                    .number(":expiresAt", hour.plus(HOURS_KEPT).getEpochSecond())));
  }

  private static String hour(int hour) {
    return "h%02d".formatted(hour);
  }

  /// Notes that something went out.
  public void wentOut(InboxId inbox, Instant at) {
    note(inbox, "lastOut", at);
  }

  /// Notes that a message failed.
  ///
  /// @param what names the failure; the same one again counts once
  public void failed(InboxId inbox, Instant at, String what) {
    table.put(failure(inbox, at, what));
  }

  static Item failure(InboxId inbox, Instant at, String what) {
    return Item.at(TableKeys.failure(at, what))
        .text("inbox", inbox.value())
        .number("expiresAt", at.plus(FAILURES_KEPT).getEpochSecond());
  }

  /// A45: how all inboxes are doing, in one Query. Those of which nothing is known are left out.
  public Map<InboxId, Line> load(Instant now) {
    Map<InboxId, Line> lines = new HashMap<>();
    Map<InboxId, Long> failures = new HashMap<>();
    for (Item item :
        table.query(
            Table.Span.of(
                TableKeys.HEALTH,
                TableKeys.failure(now.minus(FAILURES_SHOWN), "").sk(),
                "INBOX" + LedgerMark.AFTER_SEPARATOR),
            MAX_SHOWN)) {
      InboxId inbox = new InboxId(item.text("inbox"));
      if (item.text("sk").startsWith("FAILED#")) {
        failures.merge(inbox, 1L, Long::sum);
      } else {
        lines.put(
            inbox,
            new Line(
                item.findInstant("lastIn"),
                item.findInstant("lastOut"),
                0,
                item.has("tokenAccepted")
                    ? new TokenLife(
                        item.flag("tokenAccepted"),
                        item.findInstant("tokenEnds"),
                        item.has("tokenRefused")
                            ? new TokenLife.Prolonging(
                                item.findInstant("tokenProlonged"), item.flag("tokenRefused"))
                            : null)
                    : null));
      }
    }
    failures.forEach(
        (inbox, count) -> {
          Line line = lines.getOrDefault(inbox, Line.UNKNOWN);
          lines.put(inbox, new Line(line.lastIn(), line.lastOut(), count, line.token()));
        });
    return lines;
  }

  private void note(InboxId inbox, String what, Instant at) {
    String key = what + "#" + inbox.value();
    Instant last = written.getOrDefault(key, Instant.EPOCH);
    if (at.isBefore(last.plus(WRITTEN_EVERY))) {
      return;
    }
    // Refused when another writer noted something later.
    Table.Written unused =
        table.update(
            TableKeys.health(inbox),
            new Table.Change(
                "SET #what = :at, #inbox = :inbox",
                "attribute_not_exists(#what) OR #what < :at",
                Map.of("#what", what, "#inbox", "inbox"),
                Item.empty().instant(":at", at).text(":inbox", inbox.value())));
    written.put(key, at);
  }
}
