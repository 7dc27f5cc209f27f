package relais.local;

import java.util.Arrays;
import java.util.Optional;

/// What Instagram says when it is asked to prolong a token, until the system ends.
enum PlayedProlonging {
  GIVEN("given"),
  TOO_YOUNG("too-young"),
  TAKEN_BACK("taken-back"),
  DOWN("down");

  private final String word;

  PlayedProlonging(String word) {
    this.word = word;
  }

  static Optional<PlayedProlonging> find(String word) {
    return Arrays.stream(values()).filter(played -> played.word.equals(word)).findFirst();
  }

  String word() {
    return word;
  }
}
