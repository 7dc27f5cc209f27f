package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// For how long replies can be taken back before they go out.
///
/// @param seconds 0 for not at all
@Serdeable
@Schema(name = "UndoWindowRequest", requiredProperties = "seconds")
record UndoWindowRequest(@Nullable Integer seconds) {}
