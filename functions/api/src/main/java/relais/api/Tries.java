package relais.api;

import java.util.Optional;
import java.util.function.Supplier;

/// Decides again when somebody else wrote in the same moment.
final class Tries {
  private static final int MAX_TRIES = 5;

  private Tries() {}

  /// @param attempt loads, decides and saves; empty when somebody else was faster
  static <T> T untilSaved(Supplier<Optional<T>> attempt) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<T> answer = attempt.get();
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw Problem.of(
        ProblemCode.CHANGED_MEANWHILE,
        "Others change this at the same time, again and again. Nothing was written; try again.");
  }
}
