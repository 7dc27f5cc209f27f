package relais.channels;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.Moment;

/// Reads the times of providers, each of which writes them its own way. What cannot be read is kept
/// as it came.
public final class Moments {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /// Above this, a number of seconds would be in the year 5138: it is milliseconds.
  private static final long LARGEST_SECONDS = 99_999_999_999L;

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private Moments() {}

  /// A number of seconds since 1970; so large a number that it can only be milliseconds is taken
  /// for that, and 0 says nothing. Meta's examples write some of their times out, as its Graph API
  /// does: those are read too.
  public static Moment ofSeconds(@Nullable String written) {
    if (written == null || !NUMBER.matcher(written).matches()) {
      return ofIso(written);
    }
    long number = Long.parseLong(written);
    return number > LARGEST_SECONDS
        ? ofMilliseconds(written)
        : new Moment(written, number == 0 ? null : Instant.ofEpochSecond(number));
  }

  /// A number of milliseconds since 1970; 0 says nothing.
  public static Moment ofMilliseconds(@Nullable String written) {
    if (written == null || !NUMBER.matcher(written).matches()) {
      return new Moment(written, null);
    }
    long number = Long.parseLong(written);
    return new Moment(written, number == 0 ? null : Instant.ofEpochMilli(number));
  }

  /// RFC 3339, as in `2025-11-21T16:00:00Z`; the colon of an offset may be missing.
  public static Moment ofIso(@Nullable String written) {
    return parsed(written, WITH_OFFSET);
  }

  /// RFC 2822, as in `Fri, 21 Nov 2025 16:00:00 +0000`.
  public static Moment ofMailDate(@Nullable String written) {
    return parsed(written, DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  private static Moment parsed(@Nullable String written, DateTimeFormatter format) {
    if (written == null) {
      return Moment.UNKNOWN;
    }
    try {
      return new Moment(written, OffsetDateTime.parse(written, format).toInstant());
    } catch (DateTimeException notOne) {
      return new Moment(written, null);
    }
  }
}
