package relais.mail;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A time in a calendar, as its author entered it.
///
/// @param local what the clock on the wall shows there; midnight for a whole day
/// @param zone the zone as the invitation names it, such as `Europe/Amsterdam` or `W. Europe
///     Standard Time`; null for the reader's own, wherever that is
/// @param instant the moment meant; null for whole days, and where the zone is not known
/// @param wholeDay whether only the day counts
public record CalendarTime(
    LocalDateTime local, @Nullable String zone, @Nullable Instant instant, boolean wholeDay) {

  /// The moment meant, where it can be told for sure.
  public Optional<Instant> findInstant() {
    return Optional.ofNullable(instant);
  }
}
