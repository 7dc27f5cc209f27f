package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Takes an item out of quarantine and in again.
///
/// @param inbox where it belongs; null to decide by its address once more
@Serdeable
@Schema(name = "QuarantineRetry")
record QuarantineRetryRequest(@Nullable String inbox) {}
