package relais.table;

import java.util.Optional;

/// A fault on purpose: a caller who must wrap what they have.
public final class TakesAnOptional {
  private TakesAnOptional() {}

  static boolean isOwned(Optional<String> owner) {
    return owner.isPresent();
  }
}
