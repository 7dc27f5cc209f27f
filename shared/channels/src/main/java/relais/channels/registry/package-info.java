/// The list of channels. [Channels] is where whoever has only a word finds the rest.
@NullMarked
package relais.channels.registry;

import org.jspecify.annotations.NullMarked;
