package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A reaction to a message of the customer.
///
/// @param emoji one; null to take the reaction back
@Serdeable
@Schema(name = "ReactionRequest")
record ReactionRequest(@Nullable String emoji) {}
