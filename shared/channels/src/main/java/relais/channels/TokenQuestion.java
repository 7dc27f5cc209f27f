package relais.channels;

import java.time.Instant;
import java.util.Optional;

/// A call that asks a provider how long it goes on accepting our access token, or to do so longer.
public record TokenQuestion(ProviderCall call, Reading reading) {
  /// Reads what came back.
  @FunctionalInterface
  public interface Reading {
    /// What the provider tells; empty when it tells nothing of it.
    ///
    /// @param status of HTTP
    /// @param at when it was asked
    Optional<TokenAnswer> answer(int status, byte[] body, Instant at);
  }
}
