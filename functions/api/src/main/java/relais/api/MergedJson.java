package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// Where a merged conversation is read.
///
/// @param id the other conversation
/// @param at when it was merged; for an hour it can be taken back
@Serdeable
@Schema(name = "Merged")
record MergedJson(String id, long caseNumber, Instant at) {}
