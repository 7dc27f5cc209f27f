/// The chat on a site: what a visitor's browser posts becomes an inbound item.
///
/// Start with [ChatPost]. No signature and no provider: the token that a visitor's browser brings
/// is checked where it comes in.
@NullMarked
package relais.channels.webchat;

import org.jspecify.annotations.NullMarked;
