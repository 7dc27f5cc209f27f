package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Sends a failed message once more.
///
/// @param attempt the attempt that the caller saw fail
@Serdeable
@Schema(name = "RetryRequest", requiredProperties = "attempt")
record RetryRequest(@Nullable Integer attempt) {}
