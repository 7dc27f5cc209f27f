package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SilenceTest {
  /// A Thursday.
  private static final Instant NOON = Instant.parse("2026-11-26T12:10:00Z");

  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(60));

  /// Mail in each hour from 8 to 18 on working days, until a moment.
  private static Set<Instant> officeHours(Instant until) {
    Set<Instant> hours = new HashSet<>();
    for (Instant hour = LONG_AGO.truncatedTo(ChronoUnit.DAYS);
        hour.isBefore(until);
        hour = hour.plus(Duration.ofHours(1))) {
      ZonedDateTime local = hour.atZone(ZoneOffset.UTC);
      boolean working =
          local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
      if (working && local.getHour() >= 8 && local.getHour() < 18) {
        hours.add(hour);
      }
    }
    return hours;
  }

  private static boolean isUnusual(String lastIn, String now) {
    return Silence.isUnusual(
        Instant.parse(lastIn), officeHours(Instant.parse(lastIn)), LONG_AGO, Instant.parse(now));
  }

  @Test
  void C194_some_empty_hours_in_the_midst_of_a_working_day_are_unusual() {
    assertThat(isUnusual("2026-11-26T08:40:00Z", "2026-11-26T10:10:00Z")).isFalse();
    assertThat(isUnusual("2026-11-26T08:40:00Z", "2026-11-26T12:10:00Z")).isTrue();
  }

  @Test
  void C194_a_night_and_a_weekend_are_not() {
    assertThat(isUnusual("2026-11-25T17:50:00Z", "2026-11-26T08:10:00Z")).isFalse();
    assertThat(isUnusual("2026-11-20T17:50:00Z", "2026-11-23T08:10:00Z")).isFalse();
    assertThat(isUnusual("2026-11-20T17:50:00Z", "2026-11-23T13:10:00Z")).isTrue();
  }

  @Test
  void C194_a_silence_stays_unusual_for_as_long_as_it_lasts() {
    assertThat(isUnusual("2026-11-12T10:00:00Z", "2026-11-26T12:10:00Z")).isTrue();
  }

  @Test
  void C195_of_an_inbox_without_a_past_nothing_is_usual() {
    Set<Instant> hours = officeHours(NOON);
    assertThat(Silence.isUnusual(null, hours, LONG_AGO, NOON)).isFalse();
    assertThat(
            Silence.isUnusual(
                NOON.minus(Duration.ofDays(3)), hours, NOON.minus(Duration.ofDays(13)), NOON))
        .isFalse();
    assertThat(Silence.isUnusual(NOON.minus(Duration.ofDays(3)), Set.of(), LONG_AGO, NOON))
        .isFalse();
  }
}
