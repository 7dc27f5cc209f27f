package relais.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccountReport;
import relais.conversation.AddressMark;
import relais.conversation.Addressing;
import relais.conversation.CallProgress;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.AccountReported;
import relais.conversation.InboundItem.Amended;
import relais.conversation.InboundItem.Answerable;
import relais.conversation.InboundItem.CallReported;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.Marked;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Received;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboundItem.SentByAccount;
import relais.conversation.InboundItem.StatusReported;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.MessageTemplate;
import relais.conversation.Postmark;
import relais.conversation.StoredFile;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;

/// An inbound item as it travels on the queue. Reading what was written gives the same item;
/// members that this version does not know are passed over, so that an older function can read
/// what a newer one wrote.
public final class InboundItemJson {
  private InboundItemJson() {}

  /// Writes an item.
  public static String write(InboundItem item) {
    return JsonText.object(
        json -> {
          switch (item) {
            case Received received -> writeReceived(json, received);
            case StatusReported reported -> writeReported(json, reported);
            case Quarantined quarantined -> writeQuarantined(json, quarantined);
            case Amended amended -> writeAmended(json, amended);
            case SentByAccount sent -> writeSent(json, sent);
            case CallReported reported -> writeCallReported(json, reported);
            case AccountReported reported -> writeAccountReported(json, reported);
          }
        });
  }

  /// Reads an item.
  ///
  /// @throws IllegalArgumentException when the text is no item; the message names the place and
  ///     quotes nothing
  public static InboundItem read(String text) {
    Fields item = Fields.parse(text);
    String kind = item.text("kind");
    return switch (kind) {
      case "received" -> readReceived(item);
      case "status" -> readReported(item);
      case "quarantined" -> readQuarantined(item);
      case "amended" -> readAmended(item);
      case "sent" -> readSent(item);
      case "call" -> readCallReported(item);
      case "account" -> readAccountReported(item);
      default -> throw new IllegalArgumentException("There is no inbound item of kind " + kind);
    };
  }

  private static void writeHead(JsonGenerator json, String kind, InboundItem item)
      throws IOException {
    json.writeStringField("kind", kind);
    json.writeStringField("source", item.source());
    json.writeStringField("receivedAt", item.receivedAt().toString());
  }

  private static void writeReceived(JsonGenerator json, Received item) throws IOException {
    writeHead(json, "received", item);
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeObjectFieldStart("from");
    json.writeStringField("kind", item.from().kind());
    json.writeStringField("value", item.from().value());
    json.writeEndObject();
    text(json, "fromName", item.fromName());
    json.writeStringField("at", item.at().toString());
    MailFields mail = item.mail();
    if (mail != null) {
      json.writeObjectFieldStart("mail");
      writeMail(json, mail);
      json.writeEndObject();
    }
    writeBody(json, item.body());
    writeFiles(json, item.files());
    json.writeStringField("providerId", item.providerId());
    json.writeStringField("rawKey", item.rawKey());
    text(json, "automatic", item.automatic());
    Envelope envelope = item.envelope();
    if (envelope != null) {
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
          writeIdentity(json, identity);
          json.writeEndObject();
        }
        json.writeEndArray();
        writeStatus(json, report.status());
        writeMarks(json, report.marks());
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
    writePostmark(json, item.postmark());
    ChatJson.write(json, item.chat());
  }

  private static void writeAmended(JsonGenerator json, Amended item) throws IOException {
    writeHead(json, "amended", item);
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeObjectFieldStart("from");
    writeIdentity(json, item.customer());
    json.writeEndObject();
    json.writeStringField("original", item.original());
    ChatJson.write(json, item.amendment());
    json.writeStringField("rawKey", item.rawKey());
  }

  private static Amended readAmended(Fields item) {
    return new Amended(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        readIdentity(item.object("from")),
        item.text("original"),
        ChatJson.readAmendment(item.object("amendment")),
        item.text("rawKey"));
  }

  private static void writeSent(JsonGenerator json, SentByAccount item) throws IOException {
    writeHead(json, "sent", item);
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeObjectFieldStart("to");
    writeIdentity(json, item.to());
    json.writeEndObject();
    json.writeStringField("at", item.at().toString());
    writeBody(json, item.body());
    writeFiles(json, item.files());
    json.writeStringField("providerId", item.providerId());
    json.writeStringField("rawKey", item.rawKey());
  }

  private static SentByAccount readSent(Fields item) {
    return new SentByAccount(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        readIdentity(item.object("to")),
        item.instant("at"),
        readBody(item.object("body")),
        item.objects("files").stream().map(InboundItemJson::readFile).toList(),
        item.text("providerId"),
        item.text("rawKey"));
  }

  private static void writeBody(JsonGenerator json, MessageBody body) throws IOException {
    json.writeObjectFieldStart("body");
    json.writeStringField("text", body.text());
    text(json, "html", body.html());
    text(json, "wholeKey", body.wholeKey());
    json.writeEndObject();
  }

  private static MessageBody readBody(Fields body) {
    return new MessageBody(body.text("text"), body.textOrNull("html"), body.textOrNull("wholeKey"));
  }

  private static void writeFiles(JsonGenerator json, List<StoredFile> files) throws IOException {
    json.writeArrayFieldStart("files");
    for (StoredFile file : files) {
      json.writeStartObject();
      writeFile(json, file);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCallReported(JsonGenerator json, CallReported item) throws IOException {
    writeHead(json, "call", item);
    writeOurs(json, item.call());
    json.writeStringField("at", item.at().toString());
    CallProgress progress = item.progress();
    json.writeBooleanField("over", progress.over());
    json.writeBooleanField("agentReached", progress.agentReached());
    if (progress.talkedSeconds() != null) {
      json.writeNumberField("talkedSeconds", progress.talkedSeconds());
    }
  }

  private static CallReported readCallReported(Fields item) {
    long talked = item.numberOr("talkedSeconds", -1);
    return new CallReported(
        item.text("source"),
        item.instant("receivedAt"),
        readOurs(item.object("ours")),
        new CallProgress(
            item.truth("over"),
            item.truth("agentReached"),
            talked < 0 ? null : Integer.valueOf(Math.toIntExact(talked))),
        item.instant("at"));
  }

  private static void writeAccountReported(JsonGenerator json, AccountReported item)
      throws IOException {
    writeHead(json, "account", item);
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeStringField("at", item.at().toString());
    json.writeStringField("rawKey", item.rawKey());
    switch (item.report()) {
      case AccountReport.TemplateChanged template -> {
        json.writeStringField("report", "template");
        text(json, "id", template.id());
        text(json, "name", template.name());
        text(json, "language", template.language());
        text(json, "state", template.state() == null ? null : template.state().word());
        text(json, "quality", template.quality() == null ? null : template.quality().word());
        text(json, "category", template.category());
      }
      case AccountReport.NumberChanged number -> {
        json.writeStringField("report", "number");
        text(json, "quality", number.quality() == null ? null : number.quality().word());
        text(json, "limit", number.limit());
      }
      case AccountReport.News(String field, String event, String words) -> {
        json.writeStringField("report", "news");
        json.writeStringField("field", field);
        json.writeStringField("event", event);
        json.writeStringField("words", words);
      }
    }
  }

  private static AccountReported readAccountReported(Fields item) {
    String report = item.text("report");
    return new AccountReported(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        item.instant("at"),
        switch (report) {
          case "template" ->
              new AccountReport.TemplateChanged(
                  item.textOrNull("id"),
                  item.textOrNull("name"),
                  item.textOrNull("language"),
                  state(item.textOrNull("state")),
                  quality(item.textOrNull("quality")),
                  item.textOrNull("category"));
          case "number" ->
              new AccountReport.NumberChanged(
                  quality(item.textOrNull("quality")), item.textOrNull("limit"));
          case "news" ->
              new AccountReport.News(item.text("field"), item.text("event"), item.text("words"));
          default -> throw new IllegalArgumentException("There is no report of kind " + report);
        },
        item.text("rawKey"));
  }

  private static MessageTemplate.@Nullable State state(@Nullable String word) {
    return word == null ? null : MessageTemplate.State.of(word);
  }

  private static MessageTemplate.@Nullable Quality quality(@Nullable String word) {
    return word == null ? null : MessageTemplate.Quality.of(word);
  }

  private static Received readReceived(Fields item) {
    Fields from = item.object("from");
    Fields mail = item.objectOrNull("mail");
    Fields envelope = item.objectOrNull("envelope");
    return new Received(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        new Identity(from.text("kind"), from.text("value")),
        item.textOrNull("fromName"),
        item.instant("at"),
        mail == null ? null : readMail(mail),
        readBody(item.object("body")),
        item.objects("files").stream().map(InboundItemJson::readFile).toList(),
        item.text("providerId"),
        item.text("rawKey"),
        item.textOrNull("automatic"),
        envelope == null ? null : readEnvelope(envelope),
        readPostmark(item),
        ChatJson.read(item));
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
                readStatus(report.object("status")),
                report.objects("about").stream().map(InboundItemJson::readIdentity).toList(),
                readMarks(report)),
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

  private static void writeIdentity(JsonGenerator json, Identity identity) throws IOException {
    json.writeStringField("kind", identity.kind());
    json.writeStringField("value", identity.value());
  }

  private static Identity readIdentity(Fields identity) {
    return new Identity(identity.text("kind"), identity.text("value"));
  }

  private static void writeMarks(JsonGenerator json, List<Marked> marks) throws IOException {
    json.writeArrayFieldStart("marks");
    for (Marked marked : marks) {
      json.writeStartObject();
      writeIdentity(json, marked.identity());
      json.writeStringField("mark", marked.mark().kind().word());
      json.writeStringField("since", marked.mark().since().toString());
      json.writeStringField("reason", marked.mark().reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static List<Marked> readMarks(Fields item) {
    return item.objects("marks").stream()
        .map(
            marked ->
                new Marked(
                    readIdentity(marked),
                    new AddressMark(
                        AddressMark.Kind.of(marked.text("mark")),
                        marked.instant("since"),
                        marked.text("reason"))))
        .toList();
  }

  private static void writePostmark(JsonGenerator json, @Nullable Postmark postmark)
      throws IOException {
    if (postmark == null) {
      return;
    }
    json.writeObjectFieldStart("postmark");
    json.writeStringField("storedAt", postmark.storedAt().toString());
    json.writeNumberField("copies", postmark.copies());
    text(json, "digest", postmark.digest());
    Verdicts verdicts = postmark.verdicts();
    if (verdicts != null) {
      json.writeObjectFieldStart("verdicts");
      json.writeStringField("spf", verdicts.spf().word());
      json.writeStringField("dkim", verdicts.dkim().word());
      json.writeStringField("dmarc", verdicts.dmarc().word());
      text(json, "dmarcPolicy", verdicts.dmarcPolicy());
      json.writeStringField("spam", verdicts.spam().word());
      json.writeStringField("virus", verdicts.virus().word());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static @Nullable Postmark readPostmark(Fields item) {
    Fields postmark = item.objectOrNull("postmark");
    if (postmark == null) {
      return null;
    }
    Fields verdicts = postmark.objectOrNull("verdicts");
    return new Postmark(
        postmark.instant("storedAt"),
        (int) postmark.number("copies"),
        verdicts == null
            ? null
            : new Verdicts(
                Verdict.of(verdicts.text("spf")),
                Verdict.of(verdicts.text("dkim")),
                Verdict.of(verdicts.text("dmarc")),
                verdicts.textOrNull("dmarcPolicy"),
                Verdict.of(verdicts.text("spam")),
                Verdict.of(verdicts.text("virus"))),
        postmark.textOrNull("digest"));
  }

  private static void writeMail(JsonGenerator json, MailFields mail) throws IOException {
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

  private static MailFields readMail(Fields mail) {
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
    return mail.objects(name).stream().map(InboundItemJson::readMailbox).toList();
  }

  static Mailbox readMailbox(Fields mailbox) {
    return new Mailbox(
        mailbox.textOrNull("name"), new MailAddress(mailbox.text("local"), mailbox.text("domain")));
  }

  private static void writeFile(JsonGenerator json, StoredFile file) throws IOException {
    json.writeStringField("name", file.name());
    json.writeStringField("type", file.type());
    json.writeNumberField("size", file.size());
    text(json, "contentId", file.contentId());
    json.writeBooleanField("inline", file.inline());
    switch (file.state()) {
      case StoredFile.State.Stored(String key) -> {
        json.writeStringField("state", "stored");
        json.writeStringField("key", key);
      }
      case StoredFile.State.Fetching(String providerId, int _) -> {
        json.writeStringField("state", "fetching");
        json.writeStringField("providerId", providerId);
      }
      case StoredFile.State.Failed(String providerId, FileTrouble trouble, int _) -> {
        json.writeStringField("state", "failed");
        json.writeStringField("providerId", providerId);
        json.writeStringField("trouble", trouble.word());
      }
    }
  }

  private static StoredFile readFile(Fields file) {
    String state = file.text("state");
    return new StoredFile(
        file.text("name"),
        file.text("type"),
        file.number("size"),
        file.textOrNull("contentId"),
        file.truth("inline"),
        switch (state) {
          case "stored" -> new StoredFile.State.Stored(file.text("key"));
          case "fetching" -> new StoredFile.State.Fetching(file.text("providerId"));
          case "failed" ->
              new StoredFile.State.Failed(
                  file.text("providerId"), FileTrouble.of(file.text("trouble")));
          default -> throw new IllegalArgumentException("There is no file state " + state);
        });
  }

  private static void writeOurs(JsonGenerator json, MessageReference.Ours ours) throws IOException {
    json.writeObjectFieldStart("ours");
    json.writeStringField("conversation", ours.conversation().value());
    json.writeStringField("message", ours.message().value());
    json.writeNumberField("portion", ours.portion());
    json.writeEndObject();
  }

  private static void writeReported(JsonGenerator json, StatusReported item) throws IOException {
    writeHead(json, "status", item);
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

  private static void writeStatus(JsonGenerator json, ReportedStatus status) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("kind", status.kind().name());
    json.writeStringField("at", status.at().toString());
    text(json, "code", status.code());
    text(json, "reason", status.reason());
    json.writeBooleanField("retryable", status.retryable());
    json.writeEndObject();
  }

  private static ReportedStatus readStatus(Fields status) {
    return new ReportedStatus(
        ReportedStatus.Kind.valueOf(status.text("kind")),
        status.instant("at"),
        status.textOrNull("code"),
        status.textOrNull("reason"),
        status.truth("retryable"));
  }

  private static StatusReported readReported(Fields item) {
    return new StatusReported(
        item.text("source"),
        item.instant("receivedAt"),
        readReference(item),
        item.textOrNull("providerId"),
        item.textOrNull("mimeMessageId"),
        readStatus(item.object("status")),
        readMarks(item));
  }

  private static MessageReference.Ours readOurs(Fields ours) {
    return new MessageReference.Ours(
        new ConversationId(ours.text("conversation")),
        new EntryId(ours.text("message")),
        (int) ours.numberOr("portion", 0));
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

  private static void writeQuarantined(JsonGenerator json, Quarantined item) throws IOException {
    writeHead(json, "quarantined", item);
    json.writeStringField("channel", item.channel().word());
    json.writeStringField("reason", item.reason().word());
    json.writeStringField("detail", item.detail());
    InboxId inbox = item.inbox();
    text(json, "inbox", inbox == null ? null : inbox.value());
    text(json, "from", item.from());
    text(json, "to", item.to());
    json.writeStringField("rawKey", item.rawKey());
    json.writeNumberField("size", item.size());
    writePostmark(json, item.postmark());
  }

  private static Quarantined readQuarantined(Fields item) {
    String inbox = item.textOrNull("inbox");
    return new Quarantined(
        item.text("source"),
        item.instant("receivedAt"),
        Channel.of(item.text("channel")),
        InboundItem.Reason.of(item.text("reason")),
        item.text("detail"),
        inbox == null ? null : new InboxId(inbox),
        item.textOrNull("from"),
        item.textOrNull("to"),
        item.text("rawKey"),
        item.number("size"),
        readPostmark(item));
  }

  static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
