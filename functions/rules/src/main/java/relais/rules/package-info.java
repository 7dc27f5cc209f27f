/// The inbound queue arrives here: a conversation begins or grows, and rules run.
@NullMarked
package relais.rules;

import org.jspecify.annotations.NullMarked;
