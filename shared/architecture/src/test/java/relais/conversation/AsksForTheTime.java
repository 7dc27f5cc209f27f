package relais.conversation;

import java.time.Instant;

/// A fault on purpose: a rule that asks the machine for the time.
public final class AsksForTheTime {
  private AsksForTheTime() {}

  static Instant later() {
    return Instant.now().plusSeconds(1);
  }
}
