package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Received;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.mail.Attachment;
import relais.mail.Automatic;
import relais.mail.HtmlSanitizer;
import relais.mail.MailReader;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.ReceivedMail;
import relais.mail.UnreadableMail;

/// A mail that comes out of quarantine, as the inbound item it should have been.
@Singleton
final class RereadMail {
  private static final String RAW_FOLDER = "mail/";
  private static final int MAX_MAILBOXES = 100;
  private static final int MAX_REFERENCES = 50;
  private static final int MAX_FILES = 100;

  private final FileStore files;

  RereadMail(FileStore files) {
    this.files = files;
  }

  /// Reads the original and stores what does not fit into an item.
  Received read(InboundItem.Quarantined item, byte[] original, Inbox.Email inbox) {
    ReceivedMail mail;
    try {
      mail = MailReader.read(original);
    } catch (UnreadableMail _) {
      throw notRepeatable("There is nothing in this mail.");
    }
    // The first one is SES's own: it writes above what the sender wrote.
    if (mail.findHeader("X-SES-Virus-Verdict").filter("FAIL"::equals).isPresent()) {
      throw notRepeatable("SES found a virus in this mail.");
    }
    Received bare = bare(item, mail, inbox);
    EntryId message = Incoming.messageId(bare);
    return bare.with(body(message, mail), attachments(message, mail));
  }

  private static Received bare(InboundItem.Quarantined item, ReceivedMail mail, Inbox.Email inbox) {
    String sesMessageId =
        item.rawKey().startsWith(RAW_FOLDER)
            ? item.rawKey().substring(RAW_FOLDER.length())
            : item.rawKey();
    Mailbox from = from(item, mail);
    Instant written = mail.date();
    MimeMessageId messageId = mail.threading().messageId();
    return new Received(
        "email/%s/%s".formatted(inbox.id(), sesMessageId),
        item.receivedAt(),
        inbox.id(),
        Channel.EMAIL,
        Identity.email(from.address().normalised()),
        from.name(),
        written == null ? item.receivedAt() : written,
        new MailFields(
            mail.subject(),
            first(mail.to(), MAX_MAILBOXES),
            first(mail.cc(), MAX_MAILBOXES),
            first(mail.replyTo(), MAX_MAILBOXES),
            messageId,
            mail.threading().inReplyTo().isEmpty() ? null : mail.threading().inReplyTo().getFirst(),
            first(mail.threading().references(), MAX_REFERENCES)),
        MessageBody.ofText(""),
        List.of(),
        messageId == null ? sesMessageId : messageId.value(),
        item.rawKey(),
        mail.automatic() instanceof Automatic.Not ? null : mail.automatic().kind());
  }

  private static Mailbox from(InboundItem.Quarantined item, ReceivedMail mail) {
    if (!mail.from().isEmpty()) {
      return mail.from().getFirst();
    }
    Mailbox sender = mail.sender();
    return sender != null
        ? sender
        : Fields.mailbox(item.from())
            .orElseThrow(
                () ->
                    notRepeatable(
                        "This mail does not say who wrote it, so nobody could answer it."));
  }

  private static Problem notRepeatable(String why) {
    return Problem.of(
        ProblemCode.NOT_REPEATABLE,
        why + " It stays here; look at the original with care, or dismiss it.");
  }

  private static <T> List<T> first(List<T> all, int max) {
    return all.subList(0, Math.min(max, all.size()));
  }

  private MessageBody body(EntryId message, ReceivedMail mail) {
    String html = mail.html() == null ? null : HtmlSanitizer.safe(mail.html());
    int characters = mail.visibleText().length() + (html == null ? 0 : html.length());
    boolean quotes = html == null && !mail.text().equals(mail.visibleText());
    if (characters <= MessageBody.MAX_INLINE_CHARACTERS && !quotes) {
      return new MessageBody(mail.visibleText(), html, null);
    }
    files.putBody(message, new FileStore.WholeBody(mail.text(), html));
    return new MessageBody(WrittenText.beginning(mail.visibleText()), null, BlobKeys.body(message));
  }

  private List<StoredFile> attachments(EntryId message, ReceivedMail mail) {
    List<StoredFile> stored = new ArrayList<>();
    for (Attachment attachment : first(mail.attachments(), MAX_FILES)) {
      String key = BlobKeys.attachment(message, stored.size());
      files.put(key, attachment.content(), attachment.type());
      stored.add(
          new StoredFile(
              attachment.name(),
              attachment.type(),
              attachment.size(),
              attachment.contentId(),
              attachment.inline(),
              new StoredFile.State.Stored(key)));
    }
    return stored;
  }
}
