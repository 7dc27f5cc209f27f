package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.table.Standings;

/// How the provider regards the number of an inbox. What is null, it did not tell.
///
/// @param quality how customers rate it
/// @param limit how many customers a day may be written to first, in the provider's word
/// @param status the provider's word
/// @param review what came of looking at the account, in the provider's word
/// @param asOf when it was last told; null when never
/// @param news of the last 30 days, the newest first
@Serdeable
@Schema(
    name = "Standing",
    requiredProperties = {"quality", "limit", "status", "review", "asOf"})
record StandingJson(
    @Schema(
            type = "string",
            allowableValues = {"high", "medium", "low", "unknown"})
        @Nullable String quality,
    @Nullable String limit,
    @Nullable String status,
    @Nullable String review,
    @Nullable Instant asOf,
    List<NewsJson> news) {

  /// News of the provider about the account.
  ///
  /// @param field the provider's word for the sort of news
  /// @param event the provider's word for what happened; empty when it has none
  /// @param words the finer words; empty when there are none
  @Serdeable
  @Schema(name = "AccountNews")
  record NewsJson(Instant at, String field, String event, String words) {}

  static StandingJson of(Standings.Known known) {
    return new StandingJson(
        known.standing().quality() == null ? null : known.standing().quality().word(),
        known.standing().limit(),
        known.standing().status(),
        known.standing().review(),
        known.asOf(),
        known.news().stream()
            .map(
                told ->
                    new NewsJson(
                        told.at(), told.news().field(), told.news().event(), told.news().words()))
            .toList());
  }
}
