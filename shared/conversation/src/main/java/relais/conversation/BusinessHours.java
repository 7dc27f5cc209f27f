package relais.conversation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// When a team is there, by the clock on its wall.
///
/// @param zone whose clock it is
/// @param week the hours of each day, earliest first; a day without any is free
/// @param holidays days on which nobody is there
public record BusinessHours(
    ZoneId zone, Map<DayOfWeek, List<Interval>> week, SortedSet<LocalDate> holidays) {
  public BusinessHours {
    Map<DayOfWeek, List<Interval>> ordered = new EnumMap<>(DayOfWeek.class);
    week.forEach(
        (day, intervals) -> {
          if (!intervals.isEmpty()) {
            ordered.put(day, inOrder(day, intervals));
          }
        });
    week = Collections.unmodifiableMap(ordered);
    holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
  }

  /// Some hours of one day.
  ///
  /// @param from the first moment
  /// @param until the first moment after; midnight at the end of the day is 00:00
  public record Interval(LocalTime from, LocalTime until) {
    public Interval {
      if (!until.equals(LocalTime.MIDNIGHT) && !from.isBefore(until)) {
        throw new IllegalArgumentException(
            "Hours end after they begin: not %s to %s.".formatted(from, until));
      }
    }

    private boolean contains(LocalTime time) {
      return !time.isBefore(from) && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
    }

    private boolean overlaps(Interval later) {
      return until.equals(LocalTime.MIDNIGHT) || later.from.isBefore(until);
    }
  }

  /// Whether somebody is there at a moment.
  public boolean areOpen(Instant moment) {
    ZonedDateTime there = moment.atZone(zone);
    return !holidays.contains(there.toLocalDate())
        && week.getOrDefault(there.getDayOfWeek(), List.of()).stream()
            .anyMatch(interval -> interval.contains(there.toLocalTime()));
  }

  private static List<Interval> inOrder(DayOfWeek day, List<Interval> intervals) {
    List<Interval> ordered = new ArrayList<>(intervals);
    ordered.sort(Comparator.comparing(Interval::from));
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i - 1).overlaps(ordered.get(i))) {
        throw new IllegalArgumentException("Hours of one day overlap: %s.".formatted(day));
      }
    }
    return List.copyOf(ordered);
  }
}
