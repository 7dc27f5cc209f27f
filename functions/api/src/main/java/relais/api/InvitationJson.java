package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.CalendarTime;
import relais.mail.Invitation;

/// The appointment a mail is about.
///
/// @param uid names the appointment in all mails about it
/// @param sequence counts its versions
/// @param description its beginning
/// @param start null where it is missing or cannot be read
/// @param end null where nothing tells it
/// @param repeats whether it is a series
/// @param occurrence which date of a series is meant; null for all of it, or where there is none
/// @param organiser to whom an answer goes; null where none is named
/// @param attendees the first of those invited; for an answer, the one who answers
/// @param answerable whether somebody waits for an answer
@Serdeable
@Schema(
    name = "Invitation",
    requiredProperties = {"start", "end", "occurrence", "organiser"})
record InvitationJson(
    @Schema(
            type = "string",
            allowableValues = {
              "request",
              "cancel",
              "reply",
              "publish",
              "add",
              "refresh",
              "counter",
              "declinecounter"
            })
        String method,
    String uid,
    int sequence,
    String summary,
    String description,
    String location,
    @Nullable TimeJson start,
    @Nullable TimeJson end,
    boolean repeats,
    @Nullable TimeJson occurrence,
    @Nullable MailboxJson organiser,
    List<AttendeeJson> attendees,
    boolean answerable) {

  /// A time in a calendar.
  ///
  /// @param local what the clock on the wall shows there
  /// @param zone as the invitation names it; null for the reader's own
  /// @param at the moment meant; null for whole days, and where the zone is not known
  @Serdeable
  @Schema(
      name = "CalendarTime",
      requiredProperties = {"zone", "at"})
  record TimeJson(
      @Schema(type = "string", example = "2026-12-01T09:30:00") String local,
      @Nullable String zone,
      @Nullable Instant at,
      boolean wholeDay) {
    static @Nullable TimeJson of(@Nullable CalendarTime time) {
      return time == null
          ? null
          : new TimeJson(
              DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.local()),
              time.zone(),
              time.instant(),
              time.wholeDay());
    }
  }

  /// Somebody who is invited.
  @Serdeable
  @Schema(name = "Attendee")
  record AttendeeJson(
      MailboxJson mailbox,
      @Schema(
              type = "string",
              allowableValues = {"needs-action", "accepted", "declined", "tentative", "delegated"})
          String participation,
      boolean required) {}

  static @Nullable InvitationJson of(@Nullable Invitation invitation) {
    return invitation == null
        ? null
        : new InvitationJson(
            invitation.method().word(),
            invitation.uid(),
            invitation.sequence(),
            invitation.summary(),
            invitation.description(),
            invitation.location(),
            TimeJson.of(invitation.start()),
            TimeJson.of(invitation.end()),
            invitation.repeats(),
            TimeJson.of(invitation.occurrence()),
            invitation.organiser() == null ? null : MailboxJson.of(invitation.organiser()),
            invitation.attendees().stream()
                .map(
                    attendee ->
                        new AttendeeJson(
                            MailboxJson.of(attendee.mailbox()),
                            attendee.participation().word(),
                            attendee.required()))
                .toList(),
            invitation.canBeAnswered());
  }
}
