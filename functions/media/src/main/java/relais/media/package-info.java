/// The media queue arrives here: provider files become our own objects.
@NullMarked
package relais.media;

import org.jspecify.annotations.NullMarked;
