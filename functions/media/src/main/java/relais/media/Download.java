package relais.media;

import java.nio.file.Path;
import relais.channels.FileFailure;

/// What came of fetching a file.
sealed interface Download {
  /// Here, whole and checked.
  ///
  /// @param file a temporary file, which the caller deletes
  /// @param type what the content shows
  record Done(Path file, long size, String type) implements Download {}

  /// Not here.
  record Failed(FileFailure failure) implements Download {}
}
