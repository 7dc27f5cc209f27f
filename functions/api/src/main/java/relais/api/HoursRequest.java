package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relais.conversation.BusinessHours;

/// When the team is there, as an admin wrote it.
@Serdeable
@Schema(
    name = "BusinessHoursRequest",
    requiredProperties = {"zone", "week", "holidays"})
record HoursRequest(
    @Nullable String zone, @Nullable List<IntervalRequest> week, @Nullable List<String> holidays) {
  private static final int MAX_INTERVALS = 7 * 6;
  private static final int MAX_HOLIDAYS = 200;

  /// Some hours of one day of the week.
  @Serdeable
  @Schema(
      name = "BusinessIntervalRequest",
      requiredProperties = {"day", "from", "until"})
  record IntervalRequest(
      @Schema(
              type = "string",
              allowableValues = {
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday"
              })
          @Nullable String day,
      @Nullable String from,
      @Nullable String until) {}

  BusinessHours hours() {
    ZoneId where = zone(Fields.required("hours.zone", zone));
    Map<DayOfWeek, List<BusinessHours.Interval>> days = days();
    if (days.isEmpty()) {
      throw Problem.field(
          "hours.week", "Give hours on one day at least, or say that somebody is always there.");
    }
    try {
      return new BusinessHours(where, days, days(Fields.required("hours.holidays", holidays)));
    } catch (IllegalArgumentException _) {
      throw Problem.field(
          "hours.week", "Hours of one day overlap. Make them one, or leave a gap between them.");
    }
  }

  private static ZoneId zone(String wanted) {
    if (!ZoneId.getAvailableZoneIds().contains(wanted)) {
      throw Problem.field("hours.zone", "There is no such time zone. Choose one from the list.");
    }
    return ZoneId.of(wanted);
  }

  private Map<DayOfWeek, List<BusinessHours.Interval>> days() {
    List<IntervalRequest> wanted = Fields.required("hours.week", week);
    if (wanted.size() > MAX_INTERVALS) {
      throw Problem.field(
          "hours.week", "A week has at most %d intervals.".formatted(MAX_INTERVALS));
    }
    Map<DayOfWeek, List<BusinessHours.Interval>> days = new EnumMap<>(DayOfWeek.class);
    for (int i = 0; i < wanted.size(); i++) {
      String field = "hours.week[%d]".formatted(i);
      IntervalRequest interval = wanted.get(i);
      days.computeIfAbsent(
              day(field + ".day", Fields.required(field + ".day", interval.day())),
              _ -> new ArrayList<>())
          .add(interval(field, interval));
    }
    return days;
  }

  private static DayOfWeek day(String field, String wanted) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return day;
      }
    }
    throw Problem.field(field, "A day is called \"monday\", \"tuesday\" and so on.");
  }

  private static BusinessHours.Interval interval(String field, IntervalRequest wanted) {
    LocalTime from = time(field + ".from", wanted.from());
    LocalTime until = time(field + ".until", wanted.until());
    try {
      return new BusinessHours.Interval(from, until);
    } catch (IllegalArgumentException _) {
      throw Problem.field(
          field + ".until", "Hours end after they begin. For midnight write 00:00.");
    }
  }

  private static LocalTime time(String field, @Nullable String wanted) {
    try {
      return LocalTime.parse(Fields.required(field, wanted));
    } catch (DateTimeException _) {
      throw Problem.field(field, "Write the time as 09:00.");
    }
  }

  private static SortedSet<LocalDate> days(List<String> wanted) {
    if (wanted.size() > MAX_HOLIDAYS) {
      throw Problem.field(
          "hours.holidays", "At most %d holidays; take off the past ones.".formatted(MAX_HOLIDAYS));
    }
    SortedSet<LocalDate> days = new TreeSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      try {
        days.add(LocalDate.parse(wanted.get(i)));
      } catch (DateTimeException _) {
        throw Problem.field("hours.holidays[%d]".formatted(i), "Write the day as 2026-12-25.");
      }
    }
    return days;
  }
}
