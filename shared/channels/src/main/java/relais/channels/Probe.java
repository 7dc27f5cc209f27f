package relais.channels;

import org.jspecify.annotations.Nullable;

/// One call that shows whether a connection works.
///
/// @param step names it in the app's texts
public record Probe(String step, ProviderCall call, Reading reading) {
  /// Reads what came back.
  @FunctionalInterface
  public interface Reading {
    /// What is wrong; null when nothing is.
    ///
    /// @param status of HTTP
    @Nullable ProviderFailure failure(int status, byte[] body);
  }
}
