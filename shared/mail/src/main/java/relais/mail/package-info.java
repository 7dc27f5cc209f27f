/// Reads and writes mail: addresses, MIME, quoted text, forwards, invitations, bounces, safe HTML,
/// and which mails belong together.
///
/// Start with [MailReader] (bytes in, [ReceivedMail] out) and [MailWriter] (the way back). What
/// may be shown of foreign HTML is decided in [HtmlSanitizer]. The rules have numbers in SPEC.md;
/// why they are as they are stands in RATIONALE.md. Nothing here knows AWS, HTTP, the clock or the
/// inbox; every method is a function of its arguments.
@NullMarked
package relais.mail;

import org.jspecify.annotations.NullMarked;
