package relais.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads mail of any age and in any state (RFC 5322, RFC 2045 and what was made of them).
///
/// There is no mail it refuses for being wrong: broken encodings, boundaries, dates and addresses
/// are read as far as they go. Safe for use by several threads.
public final class MailReader {
  /// More than any mail server takes: a limit against accidents, not against mail.
  private static final int MAX_BYTES = 150_000_000;

  private MailReader() {}

  /// Reads one mail.
  ///
  /// The bytes are not copied and must not change while the result is in use.
  ///
  /// @param raw the whole mail, headers and body, with any line ends
  /// @throws UnreadableMail when there is nothing but white space, or far too much
  public static ReceivedMail read(byte[] raw) {
    if (raw.length > MAX_BYTES) {
      throw new UnreadableMail(
          "A mail of %d bytes is beyond the limit of %d".formatted(raw.length, MAX_BYTES));
    }
    Slice whole = Slice.of(withLineFeeds(raw));
    if (whole.isBlank()) {
      throw new UnreadableMail("There is nothing in this mail");
    }
    MimePart mail = MimePart.read(whole);
    Charset fallback = charsetOf(mail);
    MailBody.Content body = MailBody.of(mail);
    HeaderBlock headers = mail.headers();
    String subject = decoded(headers, "Subject", fallback);
    QuotedText.Visible visible = visible(body, subject);
    List<Mailbox> from = MailboxList.parse(headers.value("From", fallback));
    List<Mailbox> sender = MailboxList.parse(headers.value("Sender", fallback));
    ThreadingHeaders threading =
        new ThreadingHeaders(
            MessageIdList.parseOne(headers.value("Message-ID", fallback)),
            MessageIdList.parse(headers.value("In-Reply-To", fallback)),
            MessageIdList.parse(headers.value("References", fallback)));
    Automatic automatic = AutomaticKinds.of(mail, from, subject, body.text());
    return new ReceivedMail(
        from,
        sender.isEmpty() ? null : sender.getFirst(),
        MailboxList.parse(headers.value("Reply-To", fallback)),
        all(headers, "To", fallback),
        all(headers, "Cc", fallback),
        subject,
        MailDate.parse(headers.value("Date", fallback)),
        threading,
        body.text(),
        visible.text(),
        visible.quoted(),
        visible.signature(),
        body.html(),
        body.attachments(),
        forwarded(mail, visible, automatic),
        InvitationReading.read(mail.leaves()),
        automatic,
        protection(mail, body.text()),
        decoded(headers, fallback));
  }

  private static QuotedText.Visible visible(MailBody.Content body, String subject) {
    boolean forward = QuotePhrases.isForward(subject);
    QuotedText.Visible plain = QuotedText.visible(body.text(), forward);
    String html = body.html();
    if (html == null || (plain.cut() && !QuoteMarks.mayMarkSignature(html))) {
      return plain;
    }
    String marked = HtmlText.of(HtmlText.parse(html), true);
    QuotedText.Visible fromHtml = QuotedText.visible(marked, forward);
    if (plain.cut()) {
      return plain.withoutSignature(fromHtml.signature());
    }
    return fromHtml.cut() || plain.text().isEmpty()
        ? fromHtml
        : plain.withoutSignature(fromHtml.signature());
  }

  /// The mail that a person passes on; machines enclose mail for other reasons.
  private static @Nullable ForwardedMail forwarded(
      MimePart mail, QuotedText.Visible visible, Automatic automatic) {
    String inText = visible.forwarded();
    ForwardedMail found = inText == null ? null : ForwardReading.inText(inText);
    if (found != null) {
      return found;
    }
    return automatic instanceof Automatic.Not ? ForwardReading.attached(mail.leaves()) : null;
  }

  /// Old Macs, and some archives, end lines with a carriage return alone.
  private static byte[] withLineFeeds(byte[] raw) {
    boolean returns = false;
    for (byte b : raw) {
      if (b == '\n') {
        return raw;
      }
      returns |= b == '\r';
    }
    if (!returns) {
      return raw;
    }
    byte[] lines = raw.clone();
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\r') {
        lines[i] = '\n';
      }
    }
    return lines;
  }

  /// The charset of the first text that names one: raw bytes in headers are in it as a rule.
  private static Charset charsetOf(MimePart mail) {
    for (MimePart leaf : mail.leaves()) {
      String name = leaf.type().startsWith("text/") ? leaf.typeParameter("charset") : null;
      Charset charset = name == null ? null : CharsetNames.find(CharsetNames.clean(name));
      if (charset != null && !charset.equals(java.nio.charset.StandardCharsets.UTF_8)) {
        return charset;
      }
    }
    return CharsetGuess.WESTERN;
  }

  private static List<Mailbox> all(HeaderBlock headers, String name, Charset fallback) {
    List<Mailbox> mailboxes = new ArrayList<>();
    for (HeaderBlock.Field field : headers.fields()) {
      if (field.name().equalsIgnoreCase(name)) {
        mailboxes.addAll(MailboxList.parse(field.value(fallback)));
      }
    }
    return mailboxes;
  }

  private static String decoded(HeaderBlock headers, String name, Charset fallback) {
    return HeaderText.oneLine(EncodedWords.decode(headers.value(name, fallback)));
  }

  private static List<MailHeader> decoded(HeaderBlock headers, Charset fallback) {
    List<MailHeader> decoded = new ArrayList<>(headers.fields().size());
    for (HeaderBlock.Field field : headers.fields()) {
      String value = HeaderText.oneLine(EncodedWords.decode(field.value(fallback)));
      decoded.add(new MailHeader(field.name(), value));
    }
    return decoded;
  }

  private static Protection protection(MimePart mail, String text) {
    return switch (mail.type()) {
      case "multipart/encrypted" -> Protection.SEALED;
      case "multipart/signed" -> Protection.SIGNED;
      case "application/pkcs7-mime", "application/x-pkcs7-mime" -> Protection.SEALED;
      default -> armoured(text);
    };
  }

  private static Protection armoured(@Nullable String text) {
    String start = text == null ? "" : text.substring(0, Math.min(text.length(), 400)).strip();
    if (start.startsWith("-----BEGIN PGP MESSAGE-----")) {
      return Protection.SEALED;
    }
    return start.startsWith("-----BEGIN PGP SIGNED MESSAGE-----")
        ? Protection.SIGNED
        : Protection.NONE;
  }
}
