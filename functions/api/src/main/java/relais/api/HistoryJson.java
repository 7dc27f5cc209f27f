package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message said before it was changed or taken back.
///
/// @param versions oldest first; the last one is what it said last
/// @param files of a message that was taken back, for those who may see them
@Serdeable
@Schema(name = "History")
record HistoryJson(List<Version> versions, List<FileJson> files) {
  /// What it said for a time.
  ///
  /// @param at since when
  @Serdeable
  @Schema(
      name = "HistoryVersion",
      requiredProperties = {"html"})
  record Version(Instant at, String text, @Nullable String html) {}
}
