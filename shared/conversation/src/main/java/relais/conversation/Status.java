package relais.conversation;

import java.time.Instant;

/// What a conversation waits for.
public sealed interface Status {
  /// Somebody should look at it.
  record Open() implements Status {}

  /// Done.
  record Closed(Instant at) implements Status {}

  /// The word for it.
  default String word() {
    return switch (this) {
      case Open() -> "open";
      case Closed(_) -> "closed";
    };
  }
}
