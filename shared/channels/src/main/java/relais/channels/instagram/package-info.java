/// Instagram messages. [InstagramChannel] is all of it; how it reads and writes lies in
/// `relais.channels.meta`, as Messenger does the same.
@NullMarked
package relais.channels.instagram;

import org.jspecify.annotations.NullMarked;
