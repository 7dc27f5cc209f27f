/// What every function needs from the world: clients, time, ids, environment, queues, log keys.
@NullMarked
package relais.runtime;

import org.jspecify.annotations.NullMarked;
