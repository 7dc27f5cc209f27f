/// What the channels of Meta share: signatures, the handshake, errors of the Graph API, and the
/// form of messages that Messenger and Instagram have in common ([MessagingPayload]).
@NullMarked
package relais.channels.meta;

import org.jspecify.annotations.NullMarked;
