package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// What Meta decides about the access token of a number, until the system ends.
enum PlayedToken {
  LASTS("lasts"),
  ENDS_SOON("ends-soon"),
  TAKEN_BACK("taken-back");

  private static final Duration SOON = Duration.ofDays(5);

  private final String word;

  PlayedToken(String word) {
    this.word = word;
  }

  static Optional<PlayedToken> find(String word) {
    return Arrays.stream(values()).filter(token -> token.word.equals(word)).findFirst();
  }

  /// What the Graph API tells of an access token (debug_token).
  ObjectNode described(Instant now) {
    return Json.object()
        .set(
            "data",
            Json.object()
                .put("app_id", "670843887433847")
                .put("type", "SYSTEM_USER")
                .put("is_valid", this != TAKEN_BACK)
                .put("expires_at", this == ENDS_SOON ? now.plus(SOON).getEpochSecond() : 0)
                .put("data_access_expires_at", 0));
  }
}
