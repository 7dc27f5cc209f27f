package relais.table;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relais.conversation.BusinessHours;

/// Hours of calls as they were at first: one stretch of the week, `1-5`, and one of the day,
/// `09:00-17:30`, among the plain settings of a connection. They go when it is saved anew.
final class PlainHours {
  private static final String DAYS = "days";
  private static final String HOURS = "hours";
  private static final String TIME_ZONE = "timeZone";

  private PlainHours() {}

  /// Takes the hours out of the settings; null when there are none, and somebody is always there.
  static @Nullable BusinessHours takeFrom(Map<String, String> settings) {
    String days = settings.remove(DAYS);
    String hours = settings.remove(HOURS);
    String zone = settings.remove(TIME_ZONE);
    if (days == null && hours == null) {
      return null;
    }
    Map<DayOfWeek, List<BusinessHours.Interval>> week = new EnumMap<>(DayOfWeek.class);
    List<BusinessHours.Interval> day = day(hours == null ? "00:00-00:00" : hours);
    int first = days == null ? 1 : days.charAt(0) - '0';
    int last = days == null ? 7 : days.charAt(days.length() - 1) - '0';
    for (int i = first; i <= last; i++) {
      week.put(DayOfWeek.of(i), day);
    }
    return new BusinessHours(zone(zone), week, new TreeSet<>());
  }

  /// Hours that ended before they began were none.
  private static List<BusinessHours.Interval> day(String hours) {
    LocalTime from = LocalTime.parse(hours.substring(0, 5));
    LocalTime until = LocalTime.parse(hours.substring(6));
    return until.equals(LocalTime.MIDNIGHT) || from.isBefore(until)
        ? List.of(new BusinessHours.Interval(from, until))
        : List.of();
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException _) {
      // Any word could be saved as one; calls were answered by this clock then.
      return ZoneOffset.UTC;
    }
  }
}
