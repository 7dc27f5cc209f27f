package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import relais.conversation.AddressMark;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem.Marked;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboundItem.StatusReported;
import relais.conversation.InboxId;

/// What became of a message of ours, as it travels on the queue.
final class StatusReportedJson {
  private StatusReportedJson() {}

  static void write(JsonGenerator json, StatusReported item) throws IOException {
    switch (item.message()) {
      case MessageReference.Ours ours -> writeOurs(json, ours);
      case MessageReference.Theirs(InboxId inbox, String providerId) -> {
        json.writeObjectFieldStart("theirs");
        json.writeStringField("inbox", inbox.value());
        json.writeStringField("providerId", providerId);
        json.writeEndObject();
      }
      case MessageReference.UpTo(InboxId inbox, Identity to, Instant moment) -> {
        json.writeObjectFieldStart("upTo");
        json.writeStringField("inbox", inbox.value());
        json.writeStringField("kind", to.kind());
        json.writeStringField("value", to.value());
        json.writeStringField("moment", moment.toString());
        json.writeEndObject();
      }
    }
    text(json, "providerId", item.providerId());
    text(json, "mimeMessageId", item.mimeMessageId());
    writeStatus(json, item.status());
    writeMarks(json, item.marks());
  }

  static StatusReported read(Fields item) {
    return new StatusReported(
        item.text("source"),
        item.instant("receivedAt"),
        readReference(item),
        item.textOrNull("providerId"),
        item.textOrNull("mimeMessageId"),
        readStatus(item.object("status")),
        readMarks(item));
  }

  private static MessageReference readReference(Fields item) {
    Fields ours = item.objectOrNull("ours");
    if (ours != null) {
      return readOurs(ours);
    }
    Fields upTo = item.objectOrNull("upTo");
    if (upTo != null) {
      return new MessageReference.UpTo(
          new InboxId(upTo.text("inbox")),
          new Identity(upTo.text("kind"), upTo.text("value")),
          upTo.instant("moment"));
    }
    Fields theirs = item.object("theirs");
    return new MessageReference.Theirs(
        new InboxId(theirs.text("inbox")), theirs.text("providerId"));
  }

  static void writeOurs(JsonGenerator json, MessageReference.Ours ours) throws IOException {
    json.writeObjectFieldStart("ours");
    json.writeStringField("conversation", ours.conversation().value());
    json.writeStringField("message", ours.message().value());
    json.writeNumberField("portion", ours.portion());
    json.writeEndObject();
  }

  static MessageReference.Ours readOurs(Fields ours) {
    return new MessageReference.Ours(
        new ConversationId(ours.text("conversation")),
        new EntryId(ours.text("message")),
        (int) ours.numberOr("portion", 0));
  }

  static void writeStatus(JsonGenerator json, ReportedStatus status) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("kind", status.kind().name());
    json.writeStringField("at", status.at().toString());
    text(json, "code", status.code());
    text(json, "reason", status.reason());
    json.writeBooleanField("retryable", status.retryable());
    json.writeEndObject();
  }

  static ReportedStatus readStatus(Fields status) {
    return new ReportedStatus(
        ReportedStatus.Kind.valueOf(status.text("kind")),
        status.instant("at"),
        status.textOrNull("code"),
        status.textOrNull("reason"),
        status.truth("retryable"));
  }

  static void writeMarks(JsonGenerator json, List<Marked> marks) throws IOException {
    json.writeArrayFieldStart("marks");
    for (Marked marked : marks) {
      json.writeStartObject();
      MessageJson.writeIdentity(json, marked.identity());
      json.writeStringField("mark", marked.mark().kind().word());
      json.writeStringField("since", marked.mark().since().toString());
      json.writeStringField("reason", marked.mark().reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static List<Marked> readMarks(Fields item) {
    return item.objects("marks").stream()
        .map(
            marked ->
                new Marked(
                    MessageJson.readIdentity(marked),
                    new AddressMark(
                        AddressMark.Kind.of(marked.text("mark")),
                        marked.instant("since"),
                        marked.text("reason"))))
        .toList();
  }
}
