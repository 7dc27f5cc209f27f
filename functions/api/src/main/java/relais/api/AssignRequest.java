package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Gives a conversation to somebody.
///
/// @param agent null for nobody
/// @param team null to leave the team
@Serdeable
@Schema(name = "AssignRequest")
record AssignRequest(@Nullable String agent, @Nullable String team) {}
