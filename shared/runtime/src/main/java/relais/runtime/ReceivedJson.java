package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem.Answerable;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.Received;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.mail.MimeMessageId;

/// A message from a customer, as it travels on the queue.
final class ReceivedJson {
  private ReceivedJson() {}

  static void write(JsonGenerator json, Received item) throws IOException {
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeObjectFieldStart("from");
    MessageJson.writeIdentity(json, item.from());
    json.writeEndObject();
    text(json, "fromName", item.fromName());
    json.writeStringField("at", item.at().toString());
    MailFields mail = item.mail();
    if (mail != null) {
      json.writeObjectFieldStart("mail");
      MailFieldsJson.write(json, mail);
      json.writeEndObject();
    }
    MessageJson.writeBody(json, item.body());
    MessageJson.writeFiles(json, item.files());
    json.writeStringField("providerId", item.providerId());
    json.writeStringField("rawKey", item.rawKey());
    text(json, "automatic", item.automatic());
    writeEnvelope(json, item.envelope());
    PostmarkJson.write(json, item.postmark());
    ChatJson.write(json, item.chat());
  }

  static Received read(Fields item) {
    Fields mail = item.objectOrNull("mail");
    Fields envelope = item.objectOrNull("envelope");
    return new Received(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        MessageJson.readIdentity(item.object("from")),
        item.textOrNull("fromName"),
        item.instant("at"),
        mail == null ? null : MailFieldsJson.read(mail),
        MessageJson.readBody(item.object("body")),
        MessageJson.readFiles(item),
        item.text("providerId"),
        item.text("rawKey"),
        item.textOrNull("automatic"),
        envelope == null ? null : readEnvelope(envelope),
        PostmarkJson.read(item),
        ChatJson.read(item));
  }

  private static void writeEnvelope(JsonGenerator json, @Nullable Envelope envelope)
      throws IOException {
    if (envelope == null) {
      return;
    }
    json.writeObjectFieldStart("envelope");
    ConversationId answers = envelope.answers();
    text(json, "answers", answers == null ? null : answers.value());
    EntryId side = envelope.side();
    text(json, "side", side == null ? null : side.value());
    json.writeArrayFieldStart("siblings");
    for (String sibling : envelope.siblings()) {
      json.writeString(sibling);
    }
    json.writeEndArray();
    MailReport report = envelope.report();
    if (report != null) {
      json.writeObjectFieldStart("report");
      json.writeArrayFieldStart("originals");
      for (MimeMessageId original : report.originals()) {
        json.writeString(original.value());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("about");
      for (Identity identity : report.about()) {
        json.writeStartObject();
        MessageJson.writeIdentity(json, identity);
        json.writeEndObject();
      }
      json.writeEndArray();
      StatusReportedJson.writeStatus(json, report.status());
      StatusReportedJson.writeMarks(json, report.marks());
      json.writeEndObject();
    }
    Answerable answerable = envelope.answerable();
    if (answerable != null) {
      json.writeObjectFieldStart("answerable");
      Language language = answerable.language();
      text(json, "language", language == null ? null : language.code());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static Envelope readEnvelope(Fields envelope) {
    String answers = envelope.textOrNull("answers");
    Fields report = envelope.objectOrNull("report");
    String side = envelope.textOrNull("side");
    return new Envelope(
        answers == null ? null : new ConversationId(answers),
        envelope.texts("siblings"),
        report == null
            ? null
            : new MailReport(
                report.texts("originals").stream().map(MimeMessageId::new).toList(),
                StatusReportedJson.readStatus(report.object("status")),
                report.objects("about").stream().map(MessageJson::readIdentity).toList(),
                StatusReportedJson.readMarks(report)),
        readAnswerable(envelope.objectOrNull("answerable")),
        side == null ? null : new EntryId(side));
  }

  private static @Nullable Answerable readAnswerable(@Nullable Fields answerable) {
    if (answerable == null) {
      return null;
    }
    String language = answerable.textOrNull("language");
    return new Answerable(language == null ? null : Language.find(language).orElse(null));
  }
}
