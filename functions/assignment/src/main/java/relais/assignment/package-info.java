/// The assignment queue arrives here, one group per team: a conversation gets an owner.
@NullMarked
package relais.assignment;

import org.jspecify.annotations.NullMarked;
