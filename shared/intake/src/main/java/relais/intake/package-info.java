/// How a stored mail becomes inbound items, wherever it is read: when it comes in, when it
/// comes out of quarantine, when the ledger missed it, and when a period is read again.
///
/// Start with [MailItems]; [Routing] says which inboxes a mail is for, [StoredEnvelope] finds out
/// what its envelope said when nobody remembers. Nothing here reads a bucket or sends
/// anything; what must be stored is handed over in [PreparedItem].
@NullMarked
package relais.intake;

import org.jspecify.annotations.NullMarked;
