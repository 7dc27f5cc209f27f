package relais.mail;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.io.text.ICalReader;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.DurationProperty;
import biweekly.property.ICalProperty;
import biweekly.property.ValuedProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the appointment in a mail. What cannot be read is left out; nothing is ever fetched.
final class InvitationReading {
  /// A calendar beyond this is a file and no invitation.
  private static final int MAX_BYTES = 1_000_000;

  private static final int MAX_ATTENDEES = 1_000;

  /// Texts longer than this are cut: an appointment is no novel.
  private static final int MAX_TEXT = 50_000;

  /// The rules by which zones change their clocks; any other could keep the reader busy for years.
  private static final Pattern ZONE_RULE =
      Pattern.compile(
          "(?i)RRULE(?:;[^:]{0,100})?:(?:(?:FREQ=YEARLY|INTERVAL=1|COUNT=\\d{1,4}|UNTIL=[\\dTZ]{1,20}"
              + "|WKST=[A-Z]{2}|BYDAY=-?\\d?[A-Z]{2}|BYMONTH=\\d{1,2}"
              + "|BYMONTHDAY=-?\\d{1,2}(?:,-?\\d{1,2}){0,7})(?:;|$))+");

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private final ICalendar calendar;
  private final VEvent event;

  private InvitationReading(ICalendar calendar, VEvent event) {
    this.calendar = calendar;
    this.event = event;
  }

  /// The first appointment among the parts of a mail; null where there is none.
  static @Nullable Invitation read(List<MimePart> leaves) {
    for (MimePart leaf : leaves) {
      if (isCalendar(leaf) && leaf.body().length() <= MAX_BYTES) {
        Invitation found = read(leaf.text(), leaf.typeParameter("method"));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean isCalendar(MimePart part) {
    String name = part.fileName();
    return MediaType.kindOf(part.type()) == AttachmentKind.CALENDAR
        || (part.type().equals("application/octet-stream")
            && name != null
            && name.toLowerCase(Locale.ROOT).endsWith(".ics"));
  }

  /// The first appointment in a calendar.
  ///
  /// @param declared the method the part's Content-Type names; null for none
  static @Nullable Invitation read(String text, @Nullable String declared) {
    try (ICalReader reader = new ICalReader(withSafeZones(text))) {
      ICalendar calendar = reader.readNext();
      if (calendar == null || calendar.getEvents().isEmpty()) {
        return null;
      }
      return new InvitationReading(calendar, calendar.getEvents().getFirst()).invitation(declared);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory does not fail", e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      return null; // no calendar the library understands: it stays an attachment
    }
  }

  /// Without the definitions of zones that change their clocks by rules no zone has.
  private static String withSafeZones(String text) {
    if (!text.contains("VTIMEZONE")) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    StringBuilder zone = new StringBuilder();
    boolean inZone = false;
    boolean safe = true;
    for (String line : unfolded(text)) {
      String upper = line.strip().toUpperCase(Locale.ROOT);
      if (upper.equals("BEGIN:VTIMEZONE")) {
        inZone = true;
        safe = true;
        zone.setLength(0);
      }
      (inZone ? zone : kept).append(line).append("\r\n");
      if (inZone && (upper.startsWith("RRULE") || upper.startsWith("EXRULE"))) {
        safe &= ZONE_RULE.matcher(line.strip()).matches();
      }
      if (upper.equals("END:VTIMEZONE")) {
        inZone = false;
        if (safe && zone.length() < 20_000) {
          kept.append(zone);
        }
      }
    }
    return kept.toString();
  }

  private static List<String> unfolded(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String each : text.lines().toList()) {
      if ((each.startsWith(" ") || each.startsWith("\t")) && !line.isEmpty()) {
        line.append(each, 1, each.length());
      } else {
        if (!line.isEmpty()) {
          lines.add(line.toString());
        }
        line.setLength(0);
        line.append(each);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private Invitation invitation(@Nullable String declared) {
    biweekly.property.Organizer organizer = event.getOrganizer();
    CalendarTime start = time(event.getDateStart());
    return new Invitation(
        method(declared),
        oneLine(event.getUid()),
        sequence(),
        time(event.getRecurrenceId()),
        oneLine(event.getSummary()),
        text(event.getDescription()),
        oneLine(event.getLocation()),
        start,
        end(start),
        event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty(),
        organizer == null
            ? null
            : mailbox(organizer.getCommonName(), organizer.getEmail(), organizer.getUri()),
        attendees());
  }

  private Invitation.Method method(@Nullable String declared) {
    biweekly.property.Method property = calendar.getMethod();
    String stated = property == null ? declared : property.getValue();
    for (Invitation.Method method : Invitation.Method.values()) {
      if (stated != null && method.name().equalsIgnoreCase(stated.strip())) {
        return method;
      }
    }
    return Invitation.Method.PUBLISH;
  }

  private int sequence() {
    Integer sequence = ValuedProperty.getValue(event.getSequence());
    return sequence == null ? 0 : Math.max(0, sequence);
  }

  private List<Invitation.Attendee> attendees() {
    List<Invitation.Attendee> attendees = new ArrayList<>();
    for (biweekly.property.Attendee each : event.getAttendees()) {
      Mailbox mailbox = mailbox(each.getCommonName(), each.getEmail(), each.getUri());
      if (mailbox != null && attendees.size() < MAX_ATTENDEES) {
        ParticipationLevel level = each.getParticipationLevel();
        boolean required = level != ParticipationLevel.OPTIONAL && level != ParticipationLevel.FYI;
        attendees.add(
            new Invitation.Attendee(
                mailbox, participation(each.getParticipationStatus()), required));
      }
    }
    return attendees;
  }

  private static Participation participation(@Nullable ParticipationStatus status) {
    String word = status == null ? "" : status.getValue().toUpperCase(Locale.ROOT);
    return switch (word) {
      case "ACCEPTED", "CONFIRMED", "COMPLETED" -> Participation.ACCEPTED;
      case "DECLINED" -> Participation.DECLINED;
      case "TENTATIVE" -> Participation.TENTATIVE;
      case "DELEGATED" -> Participation.DELEGATED;
      default -> Participation.NEEDS_ACTION;
    };
  }

  private static @Nullable Mailbox mailbox(
      @Nullable String name, @Nullable String email, @Nullable String uri) {
    String address = email != null ? email : uri == null ? "" : uri;
    String bare = address.strip();
    if (bare.regionMatches(true, 0, "mailto:", 0, 7)) {
      bare = bare.substring(7).strip();
    }
    String words = name == null ? "" : HeaderText.oneLine(name);
    try {
      return new Mailbox(words.isEmpty() ? null : words, MailAddress.parse(bare));
    } catch (IllegalArgumentException e) {
      return null; // a room, a phone number, or nothing: nobody a mail can reach
    }
  }

  private @Nullable CalendarTime end(@Nullable CalendarTime start) {
    CalendarTime end = time(event.getDateEnd());
    DurationProperty lasts = event.getDuration();
    if (end != null || start == null || lasts == null || lasts.getValue() == null) {
      return end;
    }
    Duration length = Duration.ofMillis(lasts.getValue().toMillis());
    return new CalendarTime(
        start.local().plus(length),
        start.zone(),
        start.instant() == null ? null : start.instant().plus(length),
        start.wholeDay());
  }

  private @Nullable CalendarTime time(@Nullable DateOrDateTimeProperty property) {
    ICalDate date = property == null ? null : property.getValue();
    DateTimeComponents parts = date == null ? null : date.getRawComponents();
    if (property == null || date == null || parts == null) {
      return null;
    }
    LocalDateTime local = local(parts);
    if (local == null) {
      return null;
    }
    if (!date.hasTime()) {
      return new CalendarTime(local.toLocalDate().atStartOfDay(), null, null, true);
    }
    if (parts.isUtc()) {
      return new CalendarTime(local, "UTC", local.toInstant(ZoneOffset.UTC), false);
    }
    TimezoneInfo zones = calendar.getTimezoneInfo();
    TimezoneAssignment assigned = zones.getTimezone(property);
    String name = zoneName(property, assigned);
    if (name == null) {
      return new CalendarTime(local, null, null, false);
    }
    ZoneId zone = zone(name);
    if (zone != null) {
      return new CalendarTime(local, name, local.atZone(zone).toInstant(), false);
    }
    return new CalendarTime(local, name, assigned == null ? null : date.toInstant(), false);
  }

  private static @Nullable LocalDateTime local(DateTimeComponents parts) {
    try {
      return LocalDateTime.of(
          parts.getYear(),
          parts.getMonth(),
          parts.getDate(),
          parts.getHour(),
          parts.getMinute(),
          Math.min(parts.getSecond(), 59));
    } catch (DateTimeException e) {
      return null; // the thirty-fifth of May: as good as no time
    }
  }

  private static @Nullable String zoneName(
      ICalProperty property, @Nullable TimezoneAssignment assigned) {
    if (assigned == null) {
      return property.getParameters().getTimezoneId();
    }
    return assigned.getComponent() == null
        ? assigned.getGlobalId()
        : ValuedProperty.getValue(assigned.getComponent().getTimezoneId());
  }

  /// The zone of that name in the tz database, also with the name of a program before it.
  private static @Nullable ZoneId zone(String name) {
    String bare = name.strip();
    for (String each : List.of(bare, lastTwo(bare))) {
      if (ZONES.contains(each)) {
        return ZoneId.of(each);
      }
    }
    return null;
  }

  /// `/freeassociation.sourceforge.net/Europe/Rome` is Europe/Rome.
  private static String lastTwo(String name) {
    int last = name.lastIndexOf('/');
    int before = last <= 0 ? -1 : name.lastIndexOf('/', last - 1);
    return name.substring(before + 1);
  }

  private static String oneLine(@Nullable ValuedProperty<String> property) {
    return HeaderText.oneLine(text(property));
  }

  private static String text(@Nullable ValuedProperty<String> property) {
    String value = property == null ? null : property.getValue();
    String text = value == null ? "" : value.strip();
    return text.substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
