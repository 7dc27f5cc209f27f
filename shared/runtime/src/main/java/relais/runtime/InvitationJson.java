package relais.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import relais.mail.CalendarTime;
import relais.mail.Invitation;
import relais.mail.Mailbox;
import relais.mail.Participation;

/// The appointment that a mail is about, as its item carries it on the queue.
final class InvitationJson {
  private InvitationJson() {}

  static void write(JsonGenerator json, @Nullable Invitation invitation) throws IOException {
    if (invitation == null) {
      return;
    }
    json.writeObjectFieldStart("invitation");
    json.writeStringField("method", invitation.method().name());
    json.writeStringField("uid", invitation.uid());
    json.writeNumberField("sequence", invitation.sequence());
    writeTime(json, "occurrence", invitation.occurrence());
    json.writeStringField("summary", invitation.summary());
    json.writeStringField("description", invitation.description());
    json.writeStringField("location", invitation.location());
    writeTime(json, "start", invitation.start());
    writeTime(json, "end", invitation.end());
    json.writeBooleanField("repeats", invitation.repeats());
    Mailbox organiser = invitation.organiser();
    if (organiser != null) {
      json.writeObjectFieldStart("organiser");
      MailFieldsJson.writeMailbox(json, organiser);
      json.writeEndObject();
    }
    json.writeArrayFieldStart("attendees");
    for (Invitation.Attendee attendee : invitation.attendees()) {
      json.writeStartObject();
      MailFieldsJson.writeMailbox(json, attendee.mailbox());
      json.writeStringField("participation", attendee.participation().name());
      json.writeBooleanField("required", attendee.required());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static @Nullable Invitation read(@Nullable Fields invitation) {
    if (invitation == null) {
      return null;
    }
    Fields organiser = invitation.objectOrNull("organiser");
    return new Invitation(
        Invitation.Method.valueOf(invitation.text("method")),
        invitation.text("uid"),
        (int) invitation.number("sequence"),
        readTime(invitation.objectOrNull("occurrence")),
        invitation.text("summary"),
        invitation.text("description"),
        invitation.text("location"),
        readTime(invitation.objectOrNull("start")),
        readTime(invitation.objectOrNull("end")),
        invitation.truth("repeats"),
        organiser == null ? null : MailFieldsJson.readMailbox(organiser),
        invitation.objects("attendees").stream()
            .map(
                attendee ->
                    new Invitation.Attendee(
                        MailFieldsJson.readMailbox(attendee),
                        Participation.valueOf(attendee.text("participation")),
                        attendee.truth("required")))
            .toList());
  }

  private static void writeTime(JsonGenerator json, String name, @Nullable CalendarTime time)
      throws IOException {
    if (time == null) {
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("local", time.local().toString());
    JsonText.text(json, "zone", time.zone());
    Instant instant = time.instant();
    JsonText.text(json, "instant", instant == null ? null : instant.toString());
    json.writeBooleanField("wholeDay", time.wholeDay());
    json.writeEndObject();
  }

  private static @Nullable CalendarTime readTime(@Nullable Fields time) {
    if (time == null) {
      return null;
    }
    String instant = time.textOrNull("instant");
    return new CalendarTime(
        LocalDateTime.parse(time.text("local")),
        time.textOrNull("zone"),
        instant == null ? null : Instant.parse(instant),
        time.truth("wholeDay"));
  }
}
