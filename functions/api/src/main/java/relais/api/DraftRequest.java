package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the caller has written so far.
///
/// @param content as the app reads it back; empty throws the draft away
@Serdeable
@Schema(name = "DraftRequest", requiredProperties = "content")
record DraftRequest(@Nullable String content) {}
