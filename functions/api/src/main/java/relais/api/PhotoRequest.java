package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A picture of the caller.
///
/// @param content a JPEG, PNG or WebP of 48 KB at most, in base 64; square, or it is cut
@Serdeable
@Schema(name = "PhotoRequest", requiredProperties = "content")
record PhotoRequest(@Nullable String content) {}
