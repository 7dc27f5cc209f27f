package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Another time for a reply that waits.
///
/// @param sendAt when it goes out
@Serdeable
@Schema(name = "ScheduleRequest", requiredProperties = "sendAt")
record ScheduleRequest(@Nullable Instant sendAt) {}
