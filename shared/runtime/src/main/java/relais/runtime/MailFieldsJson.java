package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import relais.conversation.Addressing;
import relais.conversation.MailFields;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;

/// What only mail has, as it travels on the queue.
final class MailFieldsJson {
  private MailFieldsJson() {}

  static void write(JsonGenerator json, MailFields mail) throws IOException {
    json.writeStringField("subject", mail.subject());
    writeMailboxes(json, "to", mail.to());
    writeMailboxes(json, "cc", mail.cc());
    writeMailboxes(json, "replyTo", mail.replyTo());
    MimeMessageId id = mail.messageId();
    text(json, "messageId", id == null ? null : id.value());
    MimeMessageId answered = mail.inReplyTo();
    text(json, "inReplyTo", answered == null ? null : answered.value());
    json.writeArrayFieldStart("references");
    for (MimeMessageId reference : mail.references()) {
      json.writeString(reference.value());
    }
    json.writeEndArray();
    InvitationJson.write(json, mail.invitation());
    Mailbox original = mail.originalSender();
    if (original != null) {
      json.writeObjectFieldStart("originalSender");
      writeMailbox(json, original);
      json.writeEndObject();
    }
  }

  static MailFields read(Fields mail) {
    String id = mail.textOrNull("messageId");
    String answered = mail.textOrNull("inReplyTo");
    Fields original = mail.objectOrNull("originalSender");
    return new MailFields(
            mail.text("subject"),
            Addressing.received(
                readMailboxes(mail, "to"),
                readMailboxes(mail, "cc"),
                readMailboxes(mail, "replyTo")),
            id == null ? null : new MimeMessageId(id),
            answered == null ? null : new MimeMessageId(answered),
            mail.texts("references").stream().map(MimeMessageId::new).toList())
        .with(
            InvitationJson.read(mail.objectOrNull("invitation")),
            original == null ? null : readMailbox(original));
  }

  private static void writeMailboxes(JsonGenerator json, String name, List<Mailbox> mailboxes)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Mailbox mailbox : mailboxes) {
      json.writeStartObject();
      writeMailbox(json, mailbox);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Writes the members of a mailbox into the object that is open.
  static void writeMailbox(JsonGenerator json, Mailbox mailbox) throws IOException {
    text(json, "name", mailbox.name());
    json.writeStringField("local", mailbox.address().local());
    json.writeStringField("domain", mailbox.address().domain());
  }

  private static List<Mailbox> readMailboxes(Fields mail, String name) {
    return mail.objects(name).stream().map(MailFieldsJson::readMailbox).toList();
  }

  static Mailbox readMailbox(Fields mailbox) {
    return new Mailbox(
        mailbox.textOrNull("name"), new MailAddress(mailbox.text("local"), mailbox.text("domain")));
  }
}
