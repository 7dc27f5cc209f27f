package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/// How many conversations stand in each view, as far as the caller may see them.
///
/// @param teams open conversations by team
/// @param quarantine 0 unless the caller is an admin
@Serdeable
@Schema(name = "Counts")
record CountsJson(
    @Schema(name = "new") @com.fasterxml.jackson.annotation.JsonProperty("new") long unowned,
    long mine,
    long closed,
    Map<String, Long> teams,
    long quarantine) {}
