/// What each provider says and how it wants to be spoken to, one small file group per provider.
///
/// Payload in, inbound message out; outbound message in, provider request out. No HTTP, no AWS.
@NullMarked
package relais.channels;

import org.jspecify.annotations.NullMarked;
