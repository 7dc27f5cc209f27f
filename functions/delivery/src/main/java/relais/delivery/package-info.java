/// The outbound queue arrives here: a message is sent once and learns its fate.
@NullMarked
package relais.delivery;

import org.jspecify.annotations.NullMarked;
