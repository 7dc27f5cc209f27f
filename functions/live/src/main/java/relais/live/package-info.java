/// The WebSocket: tickets, connect, disconnect.
@NullMarked
package relais.live;

import org.jspecify.annotations.NullMarked;
