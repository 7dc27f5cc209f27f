package relais.mail;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a whole reading as JSON, one value a line, to be reviewed as a diff.
final class ReceivedMailJson {
  private ReceivedMailJson() {}

  static String of(ReceivedMail mail) {
    StringBuilder json = new StringBuilder("{\n");
    field(json, "from", mailboxes(mail.from()));
    field(json, "sender", mail.sender() == null ? "null" : mailbox(mail.sender()));
    field(json, "replyTo", mailboxes(mail.replyTo()));
    field(json, "to", mailboxes(mail.to()));
    field(json, "cc", mailboxes(mail.cc()));
    field(json, "subject", string(mail.subject()));
    field(json, "date", string(mail.date() == null ? null : mail.date().toString()));
    MimeMessageId id = mail.threading().messageId();
    field(json, "messageId", string(id == null ? null : id.value()));
    field(json, "inReplyTo", ids(mail.threading().inReplyTo()));
    field(json, "references", ids(mail.threading().references()));
    field(json, "text", string(mail.text()));
    field(json, "visibleText", string(mail.visibleText()));
    field(json, "quotedText", string(mail.quotedText()));
    field(json, "signature", string(mail.signature()));
    field(json, "html", string(mail.html()));
    field(json, "safeHtml", string(mail.html() == null ? null : HtmlSanitizer.safe(mail.html())));
    field(json, "attachments", list(mail.attachments(), ReceivedMailJson::attachment));
    ForwardedMail forwarded = mail.forwarded();
    field(json, "forwarded", forwarded == null ? "null" : forwarded(forwarded));
    Invitation invitation = mail.invitation();
    field(json, "invitation", invitation == null ? "null" : invitation(invitation));
    field(json, "protection", string(mail.protection().name().toLowerCase(java.util.Locale.ROOT)));
    field(json, "mayBeAnsweredAutomatically", "" + mail.mayBeAnsweredAutomatically());
    json.append("  \"automatic\": ").append(automatic(mail.automatic())).append("\n}\n");
    return json.toString();
  }

  private static String automatic(Automatic automatic) {
    return "{\"kind\": %s, \"originals\": %s, \"recipients\": %s}"
        .formatted(
            string(automatic.kind()),
            ids(automatic.originals()),
            list(automatic.recipients(), ReceivedMailJson::recipient));
  }

  private static String recipient(ReportedRecipient recipient) {
    return "{\"address\": %s, \"status\": %s, \"hard\": %s, \"cause\": %s, \"reason\": %s}"
        .formatted(
            string(recipient.address() == null ? null : recipient.address().toString()),
            string(recipient.status()),
            recipient.hard(),
            string(recipient.cause() == null ? null : recipient.cause().word()),
            string(recipient.reason()));
  }

  private static String forwarded(ForwardedMail forwarded) {
    return "{\"name\": %s, \"address\": %s, \"date\": %s, \"sentAt\": %s, \"subject\": %s, \"text\": %s, \"attached\": %s}"
        .formatted(
            string(forwarded.name()),
            string(forwarded.address() == null ? null : forwarded.address().toString()),
            string(forwarded.date()),
            string(forwarded.sentAt() == null ? null : forwarded.sentAt().toString()),
            string(forwarded.subject()),
            string(forwarded.text()),
            forwarded.attached());
  }

  private static String invitation(Invitation invitation) {
    return "{\"method\": %s, \"uid\": %s, \"sequence\": %d, \"occurrence\": %s, \"summary\": %s, \"description\": %s, \"location\": %s, \"start\": %s, \"end\": %s, \"repeats\": %s, \"organiser\": %s, \"attendees\": %s}"
        .formatted(
            string(invitation.method().word()),
            string(invitation.uid()),
            invitation.sequence(),
            time(invitation.occurrence()),
            string(invitation.summary()),
            string(invitation.description()),
            string(invitation.location()),
            time(invitation.start()),
            time(invitation.end()),
            invitation.repeats(),
            invitation.organiser() == null ? "null" : mailbox(invitation.organiser()),
            list(invitation.attendees(), ReceivedMailJson::attendee));
  }

  private static String attendee(Invitation.Attendee attendee) {
    return "{\"mailbox\": %s, \"participation\": %s, \"required\": %s}"
        .formatted(
            mailbox(attendee.mailbox()),
            string(attendee.participation().word()),
            attendee.required());
  }

  private static String time(@Nullable CalendarTime time) {
    return time == null
        ? "null"
        : "{\"local\": %s, \"zone\": %s, \"instant\": %s, \"wholeDay\": %s}"
            .formatted(
                string(time.local().toString()),
                string(time.zone()),
                string(time.instant() == null ? null : time.instant().toString()),
                time.wholeDay());
  }

  private static String attachment(Attachment attachment) {
    return "{\"name\": %s, \"type\": %s, \"size\": %d, \"sha256\": %s, \"contentId\": %s, \"inline\": %s, \"kind\": %s}"
        .formatted(
            string(attachment.name()),
            string(attachment.type()),
            attachment.size(),
            string(attachment.sha256()),
            string(attachment.contentId()),
            attachment.inline(),
            string(attachment.kind().name()));
  }

  private static String mailboxes(List<Mailbox> mailboxes) {
    return list(mailboxes, ReceivedMailJson::mailbox);
  }

  private static String mailbox(Mailbox mailbox) {
    return "{\"name\": %s, \"address\": %s}"
        .formatted(string(mailbox.name()), string(mailbox.address().toString()));
  }

  private static String ids(List<MimeMessageId> ids) {
    return list(ids, id -> string(id.value()));
  }

  private static <T> String list(List<T> values, Function<T, String> each) {
    return values.isEmpty()
        ? "[]"
        : values.stream().map(each).collect(Collectors.joining(",\n    ", "[\n    ", "]"));
  }

  private static void field(StringBuilder json, String name, String value) {
    json.append("  ").append(string(name)).append(": ").append(value).append(",\n");
  }

  private static String string(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean unseen =
              c < ' ' || c == 0x7f || (c >= 0x200b && c <= 0x206f) || Character.isSurrogate(c);
          quoted.append(unseen ? "\\u%04x".formatted((int) c) : Character.toString(c));
        }
      }
    }
    return quoted.append('"').toString();
  }
}
