package relais.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the Date field (RFC 5322 section 3.3) and what clocks and programs made of it.
final class MailDate {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})[:.](\\d{1,2})(?:[:.](\\d{1,2}))?(?:[.,]\\d+)?");
  private static final Pattern ZONE =
      Pattern.compile("(?:GMT|UTC)?([+-])(\\d{1,2}?):?(\\d{2})|(?:GMT|UTC)([+-])(\\d{1,2})");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");
  private static final Pattern DASHED_DATE = Pattern.compile("(\\d{1,2})-(\\p{L}{3,9})-(\\d{2,4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:[T ](.*))?");

  /// Hours east of Greenwich; RFC 5322 section 4.3 and a few that are common all the same.
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("GMT", 0),
          Map.entry("UT", 0),
          Map.entry("UTC", 0),
          Map.entry("Z", 0),
          Map.entry("EST", -5),
          Map.entry("EDT", -4),
          Map.entry("CST", -6),
          Map.entry("CDT", -5),
          Map.entry("MST", -7),
          Map.entry("MDT", -6),
          Map.entry("PST", -8),
          Map.entry("PDT", -7),
          Map.entry("BST", 1),
          Map.entry("WET", 0),
          Map.entry("WEST", 1),
          Map.entry("CET", 1),
          Map.entry("MET", 1),
          Map.entry("CEST", 2),
          Map.entry("MEST", 2),
          Map.entry("EET", 2),
          Map.entry("EEST", 3),
          Map.entry("MSK", 3),
          Map.entry("JST", 9),
          Map.entry("KST", 9),
          Map.entry("HKT", 8),
          Map.entry("SGT", 8),
          Map.entry("AEST", 10),
          Map.entry("AEDT", 11),
          Map.entry("NZST", 12),
          Map.entry("NZDT", 13),
          Map.entry("BRT", -3));

  private int day;
  private int month;
  private int year;
  private int hour;
  private int minute;
  private int second;
  private boolean timed;
  private int shiftHours;
  private ZoneOffset zone = ZoneOffset.UTC;

  private MailDate() {}

  /// The moment meant; null when there is no day in it, or one before
  /// 1950: no mail is as old as that.
  static @Nullable Instant parse(String header) {
    String text = StructuredValue.withoutComment(header).strip();
    if (text.isEmpty() || text.length() > 200) {
      return null;
    }
    try {
      Matcher yearFirst = YEAR_FIRST.matcher(text);
      MailDate date = new MailDate();
      if (yearFirst.matches()) {
        date.year = Integer.parseInt(yearFirst.group(1));
        date.month = Integer.parseInt(yearFirst.group(2));
        date.day = Integer.parseInt(yearFirst.group(3));
        String rest = yearFirst.group(4);
        date.readWords(rest == null ? "" : rest.replaceAll("(Z|[+-]\\d{2}:?\\d{2})$", " $1"));
      } else {
        date.readWords(text);
      }
      return date.instant();
    } catch (DateTimeException | NumberFormatException e) {
      return null; // no such day or hour: as good as no date
    }
  }

  private @Nullable Instant instant() {
    if (day == 0 || month == 0 || year < 1950 || year > 9_999) {
      return null;
    }
    OffsetDateTime at =
        LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59)).atOffset(zone);
    return at.plusHours(shiftHours).toInstant();
  }

  private void readWords(String text) {
    List<String> numbers = new ArrayList<>();
    for (String word : SEPARATORS.split(text, -1)) {
      if (!word.isEmpty()) {
        readWord(word, numbers);
      }
    }
    for (String number : numbers) {
      int value = Integer.parseInt(number);
      boolean padded = number.length() == 3 && number.charAt(0) == '0';
      if (day == 0 && (number.length() <= 2 || padded) && value >= 1 && value <= 31) {
        day = value;
      } else if (year == 0) {
        year = fullYear(value, number.length());
      }
    }
  }

  private void readWord(String word, List<String> numbers) {
    Matcher time = TIME.matcher(word);
    Matcher offset = ZONE.matcher(word);
    Matcher dashed = DASHED_DATE.matcher(word);
    if (dashed.matches()) {
      numbers.add(dashed.group(1));
      readMonth(dashed.group(2));
      numbers.add(dashed.group(3));
    } else if (!timed && time.lookingAt()) {
      timed = true;
      hour = Integer.parseInt(time.group(1));
      minute = Integer.parseInt(time.group(2));
      second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
      String rest = word.substring(time.end());
      if (!rest.isEmpty()) {
        readWord(rest, numbers);
      }
    } else if (timed && offset.matches()) {
      boolean whole = offset.group(1) == null; // "UTC+1"
      int hours = Integer.parseInt(offset.group(whole ? 5 : 2));
      int minutes = hours * 60 + (whole ? 0 : Integer.parseInt(offset.group(3)));
      int signed = offset.group(whole ? 4 : 1).equals("-") ? -minutes : minutes;
      zone = Math.abs(minutes) <= 18 * 60 ? ZoneOffset.ofTotalSeconds(signed * 60) : zone;
    } else if (word.chars().allMatch(Character::isDigit) && word.length() <= 4) {
      numbers.add(word);
    } else if (word.equalsIgnoreCase("PM") || word.equalsIgnoreCase("AM")) {
      boolean afternoon = word.equalsIgnoreCase("PM");
      shiftHours = afternoon && hour < 12 ? 12 : !afternoon && hour == 12 ? -12 : 0;
    } else if (timed && ZONES.containsKey(word.toUpperCase(Locale.ROOT))) {
      Integer hours = ZONES.get(word.toUpperCase(Locale.ROOT));
      zone = hours == null ? zone : ZoneOffset.ofHours(hours);
    } else {
      readMonth(word);
    }
  }

  private void readMonth(String word) {
    if (word.length() >= 3 && month == 0) {
      int at = MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT));
      month = at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
    }
  }

  /// RFC 5322 section 4.3: two and three digits count from 1900, small ones from 2000.
  private static int fullYear(int value, int digits) {
    if (digits >= 4) {
      return value;
    }
    return digits == 3 || value >= 50 ? 1900 + value : 2000 + value;
  }
}
