package relais.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Some days, both ends included.
record Period(LocalDate from, LocalDate to) {
  private static final int USUAL_DAYS = 7;

  /// More days than these are asked for in pieces.
  private static final int MAX_DAYS = 31;

  /// The days a request names; without any, the last week.
  static Period of(@Nullable String from, @Nullable String to, Instant now) {
    LocalDate last = to == null ? now.atOffset(ZoneOffset.UTC).toLocalDate() : day("to", to);
    LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : day("from", from);
    if (first.isAfter(last)) {
      throw Problem.field("from", "The first day is after the last one.");
    }
    if (first.plusDays(MAX_DAYS).isBefore(last.plusDays(1))) {
      throw Problem.field("from", "At most %d days at once.".formatted(MAX_DAYS));
    }
    return new Period(first, last);
  }

  /// Its days, the first one first.
  Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw Problem.field(field, "\"%s\" is a day such as 2026-11-24.".formatted(field));
    }
  }
}
