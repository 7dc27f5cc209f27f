package relais.live;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// What a browser says.
///
/// @param action what it wants; null when it does not say
@Serdeable
record FromBrowser(@Nullable String action) {}
