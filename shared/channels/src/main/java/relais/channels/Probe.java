package relais.channels;

import org.jspecify.annotations.Nullable;

/// One call that shows whether a connection works.
///
/// @param step names it in the app's texts
public record Probe(String step, ProviderCall call, Reading reading) {
  /// Reads what came back.
  @FunctionalInterface
  public interface Reading {
    /// What is wrong, as a sentence for an admin; null when nothing is.
    ///
    /// @param status of HTTP
    @Nullable String trouble(int status, byte[] body);
  }
}
