/// Providers call here. A call is checked, stored, queued and answered; nothing else.
///
/// Start with [ReceiveWebhook]. What a provider says is read in `relais.channels`; what becomes of
/// it is decided behind the inbound queue.
@NullMarked
package relais.ingestwebhook;

import org.jspecify.annotations.NullMarked;
