package relais.table;

import java.util.UUID;

/// A fault on purpose: chance that a restored snapshot would repeat.
public final class RollsDice {
  private RollsDice() {}

  static String id() {
    return UUID.randomUUID().toString();
  }
}
