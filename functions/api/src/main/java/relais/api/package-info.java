/// HTTP for agents and admins.
@NullMarked
package relais.api;

import org.jspecify.annotations.NullMarked;
