/// A channel of anybody's own: webhooks after the Standard Webhooks specification, with the JSON
/// that CUSTOM.md in this room describes. [CustomChannel] is the door.
@NullMarked
package relais.channels.custom;

import org.jspecify.annotations.NullMarked;
