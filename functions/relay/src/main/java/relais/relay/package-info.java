/// The table stream arrives here: queues, live updates and counts follow what is stored.
@NullMarked
package relais.relay;

import org.jspecify.annotations.NullMarked;
