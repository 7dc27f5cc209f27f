/// The built functions under Lambda's own runtime, and the benchmarks.
///
/// [Rehearsal] plays one customer's mail and the team's answer through every zip, each in a process
/// like Lambda's; [Bench] measures the whole system as it runs on one machine. Nothing here is
/// deployed, and nothing here knows a function's classes: events go in and answers come out as
/// JSON.
@NullMarked
package relais.bench;

import org.jspecify.annotations.NullMarked;
