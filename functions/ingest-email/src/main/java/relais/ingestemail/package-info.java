/// Mail comes in, and SES tells how far mail of ours has come: both become items of the inbound
/// queue.
///
/// Start with [InboundMailHandler] and [IngestMail], or [MailEventHandler] and [ReportSending]; the
/// SPEC has the rules. What an item does to a conversation is decided behind the queue.
@NullMarked
package relais.ingestemail;

import org.jspecify.annotations.NullMarked;
