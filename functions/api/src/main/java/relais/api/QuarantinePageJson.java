package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of the quarantine, newest first.
///
/// @param next the cursor of the next page; null after the last
@Serdeable
@Schema(
    name = "QuarantinePage",
    requiredProperties = {"next"})
record QuarantinePageJson(List<QuarantineItemJson> items, @Nullable String next) {}
