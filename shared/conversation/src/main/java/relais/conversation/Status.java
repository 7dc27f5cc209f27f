package relais.conversation;

import java.time.Instant;

/// Whether somebody still has to do something (the fixed categories behind all names of states).
public sealed interface Status {
  /// Somebody has to look at it.
  record Open() implements Status {}

  /// Done, until the customer writes again (requirement 000-36).
  record Closed(Instant at, Actor by) implements Status {}

  /// The word for it in JSON and keys.
  default String word() {
    return switch (this) {
      case Open() -> "open";
      case Closed(_, _) -> "closed";
    };
  }
}
