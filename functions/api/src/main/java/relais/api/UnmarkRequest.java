package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which warning holds no more.
///
/// @param since as the warning has it: a newer one stays
@Serdeable
@Schema(
    name = "UnmarkRequest",
    requiredProperties = {"address", "since"})
record UnmarkRequest(@Nullable String address, @Nullable Instant since) {}
