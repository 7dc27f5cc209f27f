package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import relais.channels.FileLimits;

/// Which files go with a reply, told before somebody chooses one.
///
/// @param most how many; 0 where none do
/// @param together how many bytes they may have together
/// @param sorts as what a file can go, the first that takes it counts
@Serdeable
@Schema(name = "FileLimits")
record FileLimitsJson(int most, long together, List<Sort> sorts) {
  /// Files that go as one kind.
  ///
  /// @param kind such as "image" or "document"
  /// @param types their MIME types; any where there are none
  /// @param bytes how large each may be
  @Serdeable
  @Schema(name = "FileSort")
  record Sort(String kind, List<String> types, long bytes) {}

  static FileLimitsJson of(FileLimits limits) {
    return new FileLimitsJson(
        limits.most(),
        limits.together(),
        limits.sorts().stream()
            .map(
                sort ->
                    new Sort(
                        sort.kind().word(),
                        sort.types().stream().sorted().toList(),
                        Math.min(sort.bytes(), limits.together())))
            .toList());
  }
}
