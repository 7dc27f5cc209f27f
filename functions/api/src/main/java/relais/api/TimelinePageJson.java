package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a timeline, oldest first.
///
/// @param earlier the cursor of the page before; null when this is the oldest
@Serdeable
@Schema(
    name = "TimelinePage",
    requiredProperties = {"earlier"})
record TimelinePageJson(List<EntryJson> timeline, @Nullable String earlier) {}
