package relais.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail to be written.
///
/// Line breaks in names, subject and header values become spaces: no text from outside can add a
/// header.
///
/// @param from who it is from
/// @param bcc written nowhere in the mail: whoever sends it adds them to the envelope
/// @param replyTo where answers should go; null when to the sender
/// @param text the plain text, always present: it is what a mail without HTML consists of
/// @param html null for a mail in plain text only; its `cid:` links name inline attachments
/// @param inReplyTo the mail this one answers; null for a first mail
/// @param references the mails before it, oldest first; the first and the newest nineteen are kept
/// @param headers further header fields such as `Auto-Submitted`; those which this record has a
///     component for, and those that shape the body, are refused
/// @param date goes into the Date header
public record OutgoingMail(
    Mailbox from,
    List<Mailbox> to,
    List<Mailbox> cc,
    List<Mailbox> bcc,
    @Nullable MailAddress replyTo,
    String subject,
    String text,
    @Nullable String html,
    MimeMessageId messageId,
    @Nullable MimeMessageId inReplyTo,
    List<MimeMessageId> references,
    List<MailHeader> headers,
    List<Attachment> attachments,
    Instant date) {

  private static final int MAX_REFERENCES = 20;

  private static final Set<String> OWN_HEADERS =
      Set.of(
          "from",
          "sender",
          "to",
          "cc",
          "bcc",
          "reply-to",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "return-path",
          "received");

  public OutgoingMail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    headers = List.copyOf(headers);
    attachments = List.copyOf(attachments);
    references = newest(references);
    if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) {
      throw new IllegalArgumentException("A mail needs a recipient in to, cc or bcc");
    }
    for (MailHeader header : headers) {
      requireUsable(header.name());
    }
  }

  private static List<MimeMessageId> newest(List<MimeMessageId> all) {
    if (all.size() <= MAX_REFERENCES) {
      return List.copyOf(all);
    }
    List<MimeMessageId> kept = new ArrayList<>(MAX_REFERENCES);
    kept.add(all.getFirst());
    kept.addAll(all.subList(all.size() - MAX_REFERENCES + 1, all.size()));
    return List.copyOf(kept);
  }

  private static void requireUsable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (OWN_HEADERS.contains(lower) || lower.startsWith("content-")) {
      throw new IllegalArgumentException(
          "Header '%s' follows from the rest of the mail and cannot be set".formatted(name));
    }
    if (name.isEmpty() || name.length() > 70) {
      throw new IllegalArgumentException("A header name has 1 to 70 characters");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ':') {
        throw new IllegalArgumentException(
            "Header name '%s' may hold only printable ASCII without colon"
                .formatted(HeaderText.oneLine(name)));
      }
    }
  }
}
