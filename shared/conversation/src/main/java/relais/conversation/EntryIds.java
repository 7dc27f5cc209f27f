package relais.conversation;

import java.time.Instant;

/// Hands out the ids of the entries that one decision makes, in their order.
public final class EntryIds {
  private final Instant at;
  private final byte[] chance;

  private EntryIds(Instant at, byte[] chance) {
    this.at = at;
    this.chance = chance.clone();
    // Leaves room to count up without overflow into the clock's digits.
    this.chance[0] &= 0x7f;
  }

  /// Ids of one moment, counting up from ten bytes of chance.
  public static EntryIds startingAt(Instant at, byte[] chance) {
    return new EntryIds(at, chance);
  }

  /// Ids of one moment for what one input sets off: deciding the same input again gives others
  /// only as far as the moment differs. They never meet the id of the input's own message, which is
  /// derived of the same source.
  public static EntryIds derived(Instant at, String source) {
    return new EntryIds(at, Ulid.chanceOf("entries of " + source));
  }

  /// The next id.
  public EntryId next() {
    EntryId id = new EntryId(Ulid.of(at, chance));
    for (int i = chance.length - 1; i >= 0; i--) {
      chance[i]++;
      if (chance[i] != 0) {
        break;
      }
    }
    return id;
  }
}
