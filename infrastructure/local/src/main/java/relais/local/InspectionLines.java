package relais.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.WebhookInspection;
import relais.mail.Attachment;
import relais.mail.CalendarTime;
import relais.mail.ForwardedMail;
import relais.mail.HtmlSanitizer;
import relais.mail.Invitation;
import relais.mail.MailThreads;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.ReceivedMail;
import relais.mail.ReportedRecipient;

/// The lines `relais inspect` prints, as INSPECT.md describes them. Written as a stream: the
/// command shall start fast.
final class InspectionLines {
  private static final JsonFactory JSON = new JsonFactory();

  /// `Mail Delivery Subsystem <MAILER-DAEMON>`, or the word alone.
  private static final Pattern LOCAL_AUTHOR =
      Pattern.compile(
          "\"?(?<name>[^\"<>]{0,200}?)\"? ?<(?<local>[^<>@ ]{1,64})>|(?<alone>[^<>@ ]{1,64})");

  /// Fills the object of one line.
  private interface Filling {
    void fill(JsonGenerator json) throws IOException;
  }

  private InspectionLines() {}

  static String error(String file, Throwable error) {
    String message = error.getMessage();
    return line(
        file,
        json ->
            json.writeStringField(
                "error",
                message == null
                    ? error.getClass().getSimpleName()
                    : error.getClass().getSimpleName() + ": " + message));
  }

  static String html(String file, String safe, String text) {
    return line(
        file,
        json -> {
          json.writeStringField("html", safe);
          json.writeStringField("text", text);
          json.writeNullField("error");
        });
  }

  static String mail(String file, ReceivedMail mail) {
    return line(
        file,
        json -> {
          json.writeFieldName("from");
          author(json, mail);
          mailboxes(json, "replyTo", mail.replyTo());
          mailboxes(json, "to", mail.to());
          mailboxes(json, "cc", mail.cc());
          json.writeStringField("subject", mail.subject());
          json.writeStringField("date", mail.date() == null ? null : mail.date().toString());
          MimeMessageId id = mail.threading().messageId();
          json.writeStringField("messageId", id == null ? null : id.value());
          ids(json, "inReplyTo", mail.threading().inReplyTo());
          ids(json, "references", mail.threading().references());
          json.writeStringField("text", mail.text());
          json.writeStringField("visibleText", mail.visibleText());
          json.writeStringField("quotedText", mail.quotedText());
          json.writeStringField("signature", mail.signature());
          String html = mail.html();
          json.writeStringField("html", html == null ? null : HtmlSanitizer.safe(html));
          attachments(json, mail.attachments());
          forwarded(json, mail.forwarded());
          invitation(json, mail.invitation());
          automatic(json, mail);
          json.writeNullField("error");
        });
  }

  static String thread(String file, String thread, MailThreads.Placement placement) {
    return line(
        file,
        json -> {
          json.writeStringField("thread", thread);
          json.writeStringField("evidence", placement.evidence().word());
          json.writeBooleanField("joined", placement.joined());
          json.writeNullField("error");
        });
  }

  /// The first author. Of one without an address the name is shown, and what stands in its place:
  /// the machines of old sign as `MAILER-DAEMON`.
  private static void author(JsonGenerator json, ReceivedMail mail) throws IOException {
    Matcher written = LOCAL_AUTHOR.matcher(mail.findHeader("From").orElse(""));
    if (!mail.from().isEmpty() || !written.matches()) {
      mailbox(json, mail.from().isEmpty() ? null : mail.from().getFirst());
      return;
    }
    String name = written.group("name");
    json.writeStartObject();
    json.writeStringField("name", name == null || name.isEmpty() ? null : name);
    json.writeStringField("address", written.group(name == null ? "alone" : "local"));
    json.writeEndObject();
  }

  private static void forwarded(JsonGenerator json, @Nullable ForwardedMail forwarded)
      throws IOException {
    json.writeFieldName("forwarded");
    if (forwarded == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeFieldName("from");
    json.writeStartObject();
    json.writeStringField("name", forwarded.name());
    json.writeStringField(
        "address", forwarded.address() == null ? null : forwarded.address().shown());
    json.writeEndObject();
    json.writeStringField("date", forwarded.date());
    json.writeStringField(
        "sentAt", forwarded.sentAt() == null ? null : forwarded.sentAt().toString());
    json.writeStringField("subject", forwarded.subject());
    json.writeStringField("text", forwarded.text());
    json.writeBooleanField("attached", forwarded.attached());
    json.writeEndObject();
  }

  private static void invitation(JsonGenerator json, @Nullable Invitation invitation)
      throws IOException {
    json.writeFieldName("invitation");
    if (invitation == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("method", invitation.method().word());
    json.writeStringField("uid", invitation.uid());
    json.writeNumberField("sequence", invitation.sequence());
    time(json, "occurrence", invitation.occurrence());
    json.writeStringField("summary", invitation.summary());
    json.writeStringField("description", invitation.description());
    json.writeStringField("location", invitation.location());
    time(json, "start", invitation.start());
    time(json, "end", invitation.end());
    json.writeBooleanField("repeats", invitation.repeats());
    json.writeFieldName("organiser");
    mailbox(json, invitation.organiser());
    json.writeArrayFieldStart("attendees");
    for (Invitation.Attendee attendee : invitation.attendees()) {
      json.writeStartObject();
      json.writeStringField("name", attendee.mailbox().name());
      json.writeStringField("address", attendee.mailbox().address().shown());
      json.writeStringField("participation", attendee.participation().word());
      json.writeBooleanField("required", attendee.required());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, @Nullable CalendarTime time)
      throws IOException {
    json.writeFieldName(name);
    if (time == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField(
        "local", time.wholeDay() ? time.local().toLocalDate().toString() : time.local().toString());
    json.writeStringField("zone", time.zone());
    json.writeStringField("instant", time.instant() == null ? null : time.instant().toString());
    json.writeBooleanField("wholeDay", time.wholeDay());
    json.writeEndObject();
  }

  private static void attachments(JsonGenerator json, List<Attachment> attachments)
      throws IOException {
    json.writeArrayFieldStart("attachments");
    for (Attachment attachment : attachments) {
      json.writeStartObject();
      json.writeStringField("name", attachment.name());
      json.writeStringField("type", attachment.type());
      json.writeNumberField("size", attachment.size());
      json.writeStringField("sha256", attachment.sha256());
      json.writeStringField("contentId", attachment.contentId());
      json.writeBooleanField("inline", attachment.inline());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void automatic(JsonGenerator json, ReceivedMail mail) throws IOException {
    json.writeObjectFieldStart("automatic");
    json.writeStringField("kind", mail.automatic().kind());
    json.writeArrayFieldStart("recipients");
    for (ReportedRecipient recipient : mail.automatic().recipients()) {
      json.writeStartObject();
      json.writeStringField(
          "address", recipient.address() == null ? null : recipient.address().shown());
      json.writeStringField("status", recipient.status());
      json.writeBooleanField("hard", recipient.hard());
      json.writeStringField("cause", recipient.cause() == null ? null : recipient.cause().word());
      json.writeStringField("reason", recipient.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void mailboxes(JsonGenerator json, String name, List<Mailbox> mailboxes)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Mailbox mailbox : mailboxes) {
      mailbox(json, mailbox);
    }
    json.writeEndArray();
  }

  private static void mailbox(JsonGenerator json, @Nullable Mailbox mailbox) throws IOException {
    if (mailbox == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("name", mailbox.name());
    json.writeStringField("address", mailbox.address().shown());
    json.writeEndObject();
  }

  private static void ids(JsonGenerator json, String name, List<MimeMessageId> ids)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (MimeMessageId id : ids) {
      json.writeString(id.value());
    }
    json.writeEndArray();
  }

  static String webhook(String file, WebhookInspection inspection) {
    return line(
        file,
        json -> {
          json.writeStringField("channel", inspection.channel().word());
          json.writeStringField("signature", inspection.signature().words());
          json.writeFieldName("events");
          json.writeRawValue(inspection.eventsJson());
          json.writeNullField("error");
        });
  }

  private static String line(String file, Filling filling) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("file", file);
      filling.fill(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }
}
