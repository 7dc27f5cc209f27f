/// Which room may know which. Start with [HouseRules]; [Rooms] lists the rooms in their order.
@NullMarked
package relais.architecture;

import org.jspecify.annotations.NullMarked;
