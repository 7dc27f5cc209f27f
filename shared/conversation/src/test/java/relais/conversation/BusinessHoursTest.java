package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BusinessHoursTest {
  private static final BusinessHours.Interval MORNING =
      new BusinessHours.Interval(LocalTime.of(9, 0), LocalTime.of(12, 30));
  private static final BusinessHours.Interval LATE =
      new BusinessHours.Interval(LocalTime.of(13, 0), LocalTime.MIDNIGHT);

  private static final BusinessHours HOURS =
      new BusinessHours(
          ZoneId.of("Europe/Amsterdam"),
          Map.of(
              DayOfWeek.MONDAY,
              List.of(LATE, MORNING),
              DayOfWeek.FRIDAY,
              List.of(MORNING),
              DayOfWeek.SUNDAY,
              List.of()),
          new TreeSet<>(List.of(LocalDate.of(2026, 12, 25))));

  private static boolean areOpen(String moment) {
    return HOURS.areOpen(Instant.parse(moment));
  }

  @Test
  void C150_the_clock_on_the_teams_wall_counts_in_summer_and_in_winter() {
    assertThat(areOpen("2026-07-06T07:00:00Z")).isTrue();
    assertThat(areOpen("2026-07-06T06:59:59Z")).isFalse();
    assertThat(areOpen("2026-11-23T08:00:00Z")).isTrue();
    assertThat(areOpen("2026-11-23T07:59:59Z")).isFalse();
    assertThat(areOpen("2026-11-24T09:00:00Z")).isFalse();
  }

  @Test
  void C150_the_last_moment_is_the_one_before_the_end_and_midnight_ends_the_day() {
    assertThat(areOpen("2026-11-23T11:29:59Z")).isTrue();
    assertThat(areOpen("2026-11-23T11:30:00Z")).isFalse();
    assertThat(areOpen("2026-11-23T22:59:59Z")).isTrue();
    assertThat(areOpen("2026-11-23T23:00:00Z")).isFalse();
  }

  @Test
  void C150_nobody_is_there_on_a_day_off() {
    assertThat(areOpen("2026-12-18T09:00:00Z")).isTrue();
    assertThat(areOpen("2026-12-25T09:00:00Z")).isFalse();
  }

  @Test
  void C151_hours_stand_in_their_order_and_a_day_without_any_is_left_out() {
    assertThat(HOURS.week())
        .isEqualTo(
            Map.of(DayOfWeek.MONDAY, List.of(MORNING, LATE), DayOfWeek.FRIDAY, List.of(MORNING)));
  }

  @Test
  void C151_hours_that_overlap_or_end_before_they_begin_are_none() {
    assertThatThrownBy(
            () ->
                new BusinessHours(
                    ZoneId.of("UTC"),
                    Map.of(
                        DayOfWeek.MONDAY,
                        List.of(
                            MORNING,
                            new BusinessHours.Interval(LocalTime.of(12, 0), LocalTime.of(13, 0)))),
                    Collections.emptySortedSet()))
        .hasMessageContaining("overlap");
    assertThatThrownBy(() -> new BusinessHours.Interval(LocalTime.of(12, 0), LocalTime.of(12, 0)))
        .hasMessageContaining("end after they begin");
  }
}
