/// Once a minute: what is due by now.
@NullMarked
package relais.schedule;

import org.jspecify.annotations.NullMarked;
