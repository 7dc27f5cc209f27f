/// For tests: one word gets a test its AWS; a clock one can turn, and a workspace to play with.
///
/// Start with [Aws]. Nothing here is ever deployed.
@NullMarked
package relais.samples;

import org.jspecify.annotations.NullMarked;
