package relais.channels;

import org.jspecify.annotations.Nullable;
import relais.conversation.TokenLife;

/// What a provider tells of our access token.
///
/// @param life how long it is accepted, or the one that holds in its place
/// @param next the token that holds in its place from now on; null when it stays
public record TokenAnswer(TokenLife life, @Nullable String next) {
  /// Shows no token.
  @Override
  public String toString() {
    return "TokenAnswer[life=%s]".formatted(life);
  }
}
