package relais.channels;

import java.util.Optional;
import relais.conversation.TokenLife;

/// A call that asks a provider how long it goes on accepting our access token.
public record TokenQuestion(ProviderCall call, Reading reading) {
  /// Reads what came back.
  @FunctionalInterface
  public interface Reading {
    /// What the provider tells; empty when it tells nothing of it.
    ///
    /// @param status of HTTP
    Optional<TokenLife> life(int status, byte[] body);
  }
}
