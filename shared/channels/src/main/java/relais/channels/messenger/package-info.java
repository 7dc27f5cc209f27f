/// Facebook Messenger. [MessengerChannel] is all of it; how it reads and writes lies in
/// `relais.channels.meta`, as Instagram does the same.
@NullMarked
package relais.channels.messenger;

import org.jspecify.annotations.NullMarked;
