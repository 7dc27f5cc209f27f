package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes mail as it goes over the wire (RFC 5322, RFC 2045): in ASCII, in lines of at most 78
/// characters.
///
/// The same mail gives the same bytes: nothing in them comes from chance or the clock.
public final class MailWriter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Pattern METHOD = Pattern.compile("(?im)^METHOD:([a-z]{3,20})\\s*$");

  private final OutgoingMail mail;
  private final ByteArrayOutputStream out;
  private final String boundary;

  private MailWriter(OutgoingMail mail) {
    this.mail = mail;
    long bytes = (long) mail.text().length() + (mail.html() == null ? 0 : mail.html().length());
    for (Attachment attachment : mail.attachments()) {
      bytes += attachment.size() * 78 / 57 + 512;
    }
    this.out = new ByteArrayOutputStream((int) Math.min(bytes + 4096, Integer.MAX_VALUE - 8));
    // "=_" occurs in no quoted-printable or base64 text, and 7bit text with it is not written.
    this.boundary = "=_" + Integer.toHexString(mail.messageId().hashCode()) + "_";
  }

  /// The whole mail, headers and body.
  public static byte[] write(OutgoingMail mail) {
    MailWriter writer = new MailWriter(mail);
    writer.headers();
    writer.body();
    writer.endLine();
    return writer.out.toByteArray();
  }

  private void headers() {
    StringBuilder head = new StringBuilder(512);
    HeaderWriting.token(head, "Date", DATE.format(mail.date()));
    HeaderWriting.mailboxes(head, "From", List.of(mail.from()));
    if (mail.replyTo() != null) {
      HeaderWriting.mailboxes(head, "Reply-To", List.of(new Mailbox(null, mail.replyTo())));
    }
    if (!mail.to().isEmpty()) {
      HeaderWriting.mailboxes(head, "To", mail.to());
    }
    if (!mail.cc().isEmpty()) {
      HeaderWriting.mailboxes(head, "Cc", mail.cc());
    }
    HeaderWriting.unstructured(head, "Subject", mail.subject());
    HeaderWriting.messageIds(head, "Message-ID", List.of(mail.messageId()));
    if (mail.inReplyTo() != null) {
      HeaderWriting.messageIds(head, "In-Reply-To", List.of(mail.inReplyTo()));
    }
    if (!mail.references().isEmpty()) {
      HeaderWriting.messageIds(head, "References", mail.references());
    }
    for (MailHeader header : mail.headers()) {
      HeaderWriting.unstructured(head, header.name(), header.value());
    }
    HeaderWriting.token(head, "MIME-Version", "1.0");
    put(head);
  }

  private void body() {
    List<Attachment> files =
        mail.attachments().stream()
            .filter(each -> !belongsInHtml(each) && !isCalendarOfText(each))
            .toList();
    if (files.isEmpty()) {
      message();
      return;
    }
    openMultipart("mixed", "1");
    delimiter("1");
    message();
    for (Attachment file : files) {
      delimiter("1");
      attachment(file, "attachment");
    }
    closeMultipart("1");
  }

  private boolean belongsInHtml(Attachment attachment) {
    return mail.html() != null && attachment.inline() && attachment.contentId() != null;
  }

  /// Calendar programs look for an invitation, and its answer, beside the text (RFC 6047).
  private static boolean isCalendarOfText(Attachment attachment) {
    return attachment.type().equals("text/calendar")
        && attachment.inline()
        && attachment.contentId() == null;
  }

  private void message() {
    List<Attachment> calendars =
        mail.attachments().stream().filter(MailWriter::isCalendarOfText).toList();
    if (mail.html() == null && calendars.isEmpty()) {
      text("text/plain", mail.text());
      return;
    }
    openMultipart("alternative", "2");
    delimiter("2");
    text("text/plain", mail.text());
    if (mail.html() != null) {
      delimiter("2");
      html(mail.html());
    }
    for (Attachment calendar : calendars) {
      delimiter("2");
      attachment(calendar, "inline");
    }
    closeMultipart("2");
  }

  private void html(String html) {
    List<Attachment> pictures = mail.attachments().stream().filter(this::belongsInHtml).toList();
    if (pictures.isEmpty()) {
      text("text/html", html);
      return;
    }
    openMultipart("related; type=\"text/html\"", "3");
    delimiter("3");
    text("text/html", html);
    for (Attachment picture : pictures) {
      delimiter("3");
      attachment(picture, "inline");
    }
    closeMultipart("3");
  }

  private void text(String type, String text) {
    byte[] content = withCrlf(text).getBytes(StandardCharsets.UTF_8);
    TransferEncoding encoding = TransferEncoding.forText(content);
    StringBuilder head = new StringBuilder(96);
    HeaderWriting.token(head, "Content-Type", type + "; charset=utf-8");
    HeaderWriting.token(head, "Content-Transfer-Encoding", encoding.header());
    put(head.append("\r\n"));
    encoding.write(out, content);
  }

  private void attachment(Attachment attachment, String disposition) {
    String type = attachment.type();
    TransferEncoding encoding = TransferEncoding.BASE64;
    if (type.startsWith("message/") || type.startsWith("multipart/")) {
      // RFC 2046 section 5.2 forbids base64 here, so what is not plain already travels as a file.
      if (isPlainMail(attachment.content())) {
        encoding = TransferEncoding.SEVEN_BIT;
      } else {
        type = "application/octet-stream";
      }
    }
    if (type.equals("text/calendar")) {
      type = calendarType(attachment.content());
    }
    StringBuilder head = new StringBuilder(256);
    HeaderWriting.withParameter(head, "Content-Type", type, "name", attachment.name());
    HeaderWriting.token(head, "Content-Transfer-Encoding", encoding.header());
    HeaderWriting.withParameter(
        head, "Content-Disposition", disposition, "filename", attachment.name());
    if (attachment.contentId() != null) {
      HeaderWriting.unstructured(head, "Content-ID", "<" + attachment.contentId() + ">");
    }
    put(head.append("\r\n"));
    encoding.write(out, attachment.content());
  }

  /// The media type with the method that the calendar names (RFC 6047 section 2.4).
  private static String calendarType(byte[] calendar) {
    Matcher method = METHOD.matcher(new String(calendar, StandardCharsets.UTF_8));
    return "text/calendar; charset=utf-8"
        + (method.find() ? "; method=" + method.group(1).toUpperCase(Locale.ROOT) : "");
  }

  /// Whether it can be sent as it stands: ASCII, CRLF, short lines, none of our boundaries.
  private boolean isPlainMail(byte[] content) {
    int column = 0;
    for (int i = 0; i < content.length; i++) {
      byte b = content[i];
      if (b == '\n') {
        if (i == 0 || content[i - 1] != '\r') {
          return false;
        }
        column = 0;
      } else if ((b < ' ' && b != '\t' && b != '\r') || b == 0x7f || ++column > 990) {
        return false;
      }
    }
    return !new String(content, StandardCharsets.US_ASCII).contains(boundary);
  }

  private static String withCrlf(String text) {
    StringBuilder lines = new StringBuilder(text.length() + text.length() / 40 + 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        lines.append("\r\n");
        i += i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
      } else if (c == '\n') {
        lines.append("\r\n");
      } else {
        lines.append(c);
      }
    }
    return lines.toString();
  }

  private void openMultipart(String type, String level) {
    StringBuilder head = new StringBuilder(96);
    head.append("Content-Type: multipart/").append(type).append(";\r\n boundary=\"");
    put(head.append(boundary).append(level).append("\"\r\n\r\n"));
  }

  private void delimiter(String level) {
    put("\r\n--" + boundary + level + "\r\n");
  }

  private void closeMultipart(String level) {
    put("\r\n--" + boundary + level + "--\r\n");
  }

  private void endLine() {
    if (mail.html() == null && mail.attachments().isEmpty()) {
      put("\r\n");
    }
  }

  private void put(CharSequence text) {
    // Only an address whose local part is beyond ASCII (RFC 6532) makes a difference here.
    out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
