package relais.mail;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads who wrote a mail that was passed on, from the header that programs print above it or from
/// the attached mail itself.
final class ForwardReading {
  private static final int MAX_HEADER_LINES = 40;

  /// `jo@example.org<mailto:jo@example.org>` and `[mailto:jo@example.org]`: as Outlook writes.
  private static final Pattern DOUBLED =
      Pattern.compile("[<\\[]?([^\\s<>\\[\\]]{1,250}@[^\\s<>\\[\\]]{1,250})<mailto:[^>]{1,300}>>?");

  private static final Pattern BRACKETED = Pattern.compile("\\[mailto:([^\\]\\s]{1,300})\\]");

  private static final Pattern ZONED =
      Pattern.compile(
          "[+-]\\d{2}:?\\d{2}\\b|\\b(?:GMT|UTC)[+-]\\d|\\b(?:GMT|UTC?|Z|[CEMP][SD]T|CES?T|MES?Z|BST|JST)\\b");

  private final List<String> lines;
  private String from = "";
  private String date = "";
  private String subject = "";
  private int bodyFrom;

  private ForwardReading(List<String> lines) {
    this.lines = lines;
  }

  /// The mail that a text passes on.
  ///
  /// @param forwarded that mail, beginning with the line above its header or with the header
  static @Nullable ForwardedMail inText(String forwarded) {
    ForwardReading reading = new ForwardReading(forwarded.lines().toList());
    return reading.readHeader() ? reading.mail() : null;
  }

  /// The first mail among the attachments.
  static @Nullable ForwardedMail attached(List<MimePart> leaves) {
    for (MimePart leaf : leaves) {
      if (MediaType.kindOf(leaf.type()) == AttachmentKind.MAIL) {
        MimePart mail = MimePart.read(Slice.of(leaf.content()));
        return ofMail(mail);
      }
    }
    return null;
  }

  private static @Nullable ForwardedMail ofMail(MimePart mail) {
    HeaderBlock headers = mail.headers();
    Charset fallback = CharsetGuess.WESTERN;
    List<Mailbox> from = MailboxList.parse(headers.value("From", fallback));
    String subject = HeaderText.oneLine(EncodedWords.decode(headers.value("Subject", fallback)));
    String date = HeaderText.oneLine(headers.value("Date", fallback));
    if (from.isEmpty() && subject.isEmpty()) {
      return null;
    }
    return new ForwardedMail(
        from.isEmpty() ? null : from.getFirst().name(),
        from.isEmpty() ? null : from.getFirst().address(),
        date,
        MailDate.parse(date),
        subject,
        MailBody.of(mail).text(),
        true);
  }

  /// Reads the lines of the header; false when there is none that names a sender.
  private boolean readHeader() {
    int at = 0;
    String last = "";
    boolean begun = false;
    for (; at < lines.size() && at < MAX_HEADER_LINES; at++) {
      String line = unquoted(lines.get(at)).strip();
      String label = QuotedText.label(line);
      Set<String> kind = kindOf(label);
      if (line.isEmpty()) {
        if (begun && !labelFollows(at + 1)) {
          break;
        }
      } else if (kind != null) {
        begun = true;
        last = label;
        keep(kind, valueOf(line));
      } else if (begun && !label.isEmpty() && label.indexOf(' ') < 0) {
        last = label; // a field nobody asks for
      } else if (begun) {
        if (!continues(last, at)) {
          break;
        }
      } else if (at > 3) {
        return false;
      }
    }
    bodyFrom = at;
    return !from.isEmpty();
  }

  private void keep(Set<String> kind, String value) {
    if (kind == QuotePhrases.FROM && from.isEmpty()) {
      from = value;
    } else if (kind == QuotePhrases.SENT && date.isEmpty()) {
      date = value;
    } else if (kind == QuotePhrases.SUBJECT && subject.isEmpty()) {
      subject = value;
    }
  }

  /// Whether a line without a label is the rest of a long one: more of the header comes after it.
  private boolean continues(String last, int at) {
    if (!labelFollows(at + 1)) {
      return QuotePhrases.TO.contains(last)
          && unquoted(lines.get(at)).indexOf('@') > 0
          && at + 1 < lines.size()
          && unquoted(lines.get(at + 1)).isBlank();
    }
    String more = unquoted(lines.get(at)).strip();
    if (QuotePhrases.SUBJECT.contains(last)) {
      subject = subject + " " + more;
    } else if (QuotePhrases.FROM.contains(last)) {
      from = from + " " + more;
    }
    return true;
  }

  private boolean labelFollows(int at) {
    return at < lines.size() && kindOf(QuotedText.label(unquoted(lines.get(at)).strip())) != null;
  }

  private static @Nullable Set<String> kindOf(String label) {
    if (label.isEmpty()) {
      return null;
    }
    for (Set<String> kind :
        List.of(QuotePhrases.FROM, QuotePhrases.SENT, QuotePhrases.SUBJECT, QuotePhrases.TO)) {
      if (kind.contains(label)) {
        return kind;
      }
    }
    return null;
  }

  private static String valueOf(String line) {
    int colon = line.indexOf(':');
    int wide = line.indexOf('：');
    int at = colon < 0 || (wide >= 0 && wide < colon) ? wide : colon;
    String value = line.substring(at + 1).strip();
    while (value.startsWith("*")) {
      value = value.substring(1).strip();
    }
    while (value.endsWith("*")) {
      value = value.substring(0, value.length() - 1).strip();
    }
    return value;
  }

  private static String unquoted(String line) {
    String bare = line.stripLeading();
    return bare.startsWith(">") ? bare.substring(1) : line;
  }

  private ForwardedMail mail() {
    String sender = BRACKETED.matcher(DOUBLED.matcher(from).replaceAll("<$1>")).replaceAll("<$1>");
    List<Mailbox> read = MailboxList.parse(sender);
    Mailbox mailbox = read.isEmpty() ? null : read.getFirst();
    String name = mailbox == null ? HeaderText.oneLine(sender) : mailbox.name();
    Matcher zoned = ZONED.matcher(date);
    return new ForwardedMail(
        name == null || name.isEmpty() ? null : name,
        mailbox == null ? null : mailbox.address(),
        date,
        zoned.find() ? MailDate.parse(date) : null,
        HeaderText.oneLine(subject),
        body(),
        false);
  }

  private String body() {
    boolean quoted = bodyFrom > 0 && lines.get(bodyFrom - 1).stripLeading().startsWith(">");
    StringBuilder body = new StringBuilder();
    for (String line : lines.subList(Math.min(bodyFrom, lines.size()), lines.size())) {
      String bare = quoted ? unquoted(line) : line;
      body.append(quoted && bare.startsWith(" ") ? bare.substring(1) : bare).append('\n');
    }
    return body.toString().strip();
  }
}
