package relais.mail;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.DateStart;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.RecurrenceId;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the answer to an invitation: the least that RFC 5546 section 3.2.3 asks for, and what
/// helps the organiser's program to show it.
final class InvitationAnswer {
  private InvitationAnswer() {}

  static Attachment write(
      Invitation invitation, Mailbox attendee, Participation answer, Instant now) {
    VEvent event = new VEvent();
    event.setUid(invitation.uid());
    event.setDateTimeStamp(Date.from(now));
    event.setSequence(invitation.sequence());
    if (!invitation.summary().isEmpty()) {
      event.setSummary(invitation.summary());
    }
    Mailbox organiser = Objects.requireNonNull(invitation.organiser());
    event.setOrganizer(new Organizer(organiser.name(), organiser.address().toString()));
    Attendee answering = new Attendee(attendee.name(), attendee.address().toString());
    answering.setParticipationStatus(
        ParticipationStatus.get(answer.word().toUpperCase(java.util.Locale.ROOT)));
    event.addAttendee(answering);
    ICalDate occurrence = date(invitation.occurrence());
    if (occurrence != null) {
      event.setRecurrenceId(new RecurrenceId(occurrence));
    }
    ICalDate start = date(invitation.start());
    if (start != null) {
      event.setDateStart(new DateStart(start));
    }
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//Relais//EN");
    calendar.setMethod(new Method(Method.REPLY));
    calendar.addEvent(event);
    return Attachment.of("invitation.ics", "text/calendar", null, true, bytes(calendar));
  }

  /// In UTC where the moment is known: so no zone needs to be explained.
  private static @Nullable ICalDate date(@Nullable CalendarTime time) {
    if (time == null || (time.instant() == null && !time.wholeDay())) {
      return null;
    }
    if (time.instant() != null) {
      return new ICalDate(Date.from(time.instant()), true);
    }
    LocalDateTime day = time.local();
    return new ICalDate(
        new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), false);
  }

  private static byte[] bytes(ICalendar calendar) {
    StringWriter text = new StringWriter();
    try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
      writer.write(calendar);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
