package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// What was taken in.
///
/// @param taken how many originals are on their way now
/// @param failed how many could not be read from the bucket; they stay on the list
/// @param more whether others are left: ask again
@Serdeable
@Schema(name = "TakenIn")
record TakenInJson(int taken, int failed, boolean more) {}
