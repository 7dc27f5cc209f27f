/// What every function needs from the world: clients, time, ids, environment, queues, secrets, logs
/// and figures. Everything a function does not get through its constructor from here, it must not
/// have.
///
/// Start with [Environment] for what a function is told, [SqsBatch] for how it takes messages,
/// [InboundQueue] and [WorkQueues] for how it sends them. Micronaut makes the rest.
@NullMarked
package relais.runtime;

import org.jspecify.annotations.NullMarked;
