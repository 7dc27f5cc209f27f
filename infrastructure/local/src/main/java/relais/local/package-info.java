/// The whole system in one process, and the `relais` command.
///
/// Start with the README. Nothing here is deployed.
@NullMarked
package relais.local;

import org.jspecify.annotations.NullMarked;
