package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a conversation is merged into.
///
/// @param into the conversation that stays
/// @param version of that one, as the caller read it; `If-Match` has the version of the other
@Serdeable
@Schema(
    name = "MergeRequest",
    requiredProperties = {"into", "version"})
record MergeRequest(@Nullable String into, @Nullable Long version) {}
