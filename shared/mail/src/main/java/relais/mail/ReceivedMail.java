package relais.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything a mail says, made readable.
///
/// @param from its authors, mostly one; empty when the mail names none
/// @param sender who sent it on the authors' behalf; null when they did themselves
/// @param replyTo where answers should go instead of to the authors; empty mostly
/// @param to the open recipients
/// @param cc the recipients of copies
/// @param subject decoded, one line; empty when there is none
/// @param date when its author's machine says it was written; null when it gave no usable date
/// @param threading its place in an exchange
/// @param text the whole text, quotes included, lines ended by `\n`; made from the HTML where the
///     mail has no plain text
/// @param visibleText the text without what it quotes and without signature: what is new in it
/// @param quotedText what it quotes of earlier mail, with the lines that introduce it; empty for
///     nothing
/// @param signature below the text, without the line that divides it off; empty for none
/// @param html as the sender wrote it and thus dangerous: show only what
///     [HtmlSanitizer#safe(String)] makes of it; null when there is none
/// @param attachments everything that is not the text, in the mail's order
/// @param forwarded the mail that is passed on with this one; null when none is
/// @param invitation the appointment it asks for, changes, answers or cancels; null when it is
///     about none
/// @param automatic who or what wrote it
/// @param protection whether it is signed or sealed
/// @param headers all header fields in order
public record ReceivedMail(
    List<Mailbox> from,
    @Nullable Mailbox sender,
    List<Mailbox> replyTo,
    List<Mailbox> to,
    List<Mailbox> cc,
    String subject,
    @Nullable Instant date,
    ThreadingHeaders threading,
    String text,
    String visibleText,
    String quotedText,
    String signature,
    @Nullable String html,
    List<Attachment> attachments,
    @Nullable ForwardedMail forwarded,
    @Nullable Invitation invitation,
    Automatic automatic,
    Protection protection,
    List<MailHeader> headers) {

  public ReceivedMail {
    from = List.copyOf(from);
    replyTo = List.copyOf(replyTo);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    attachments = List.copyOf(attachments);
    headers = List.copyOf(headers);
  }

  /// The first header field of that name, without regard to case.
  public Optional<String> findHeader(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(MailHeader::value)
        .findFirst();
  }

  /// Whether a machine may answer it: not when a machine wrote it or its sender asks for silence.
  ///
  /// RFC 3834 section 2, and `X-Auto-Response-Suppress` with `OOF`, `AutoReply` or `All`.
  public boolean mayBeAnsweredAutomatically() {
    if (!(automatic instanceof Automatic.Not) || from.isEmpty()) {
      return false;
    }
    String suppressed = findHeader("X-Auto-Response-Suppress").orElse("").toLowerCase(Locale.ROOT);
    return !suppressed.contains("oof")
        && !suppressed.contains("autoreply")
        && !suppressed.contains("all");
  }
}
