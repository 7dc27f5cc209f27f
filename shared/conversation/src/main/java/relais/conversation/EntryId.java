package relais.conversation;

/// Names one entry of a timeline: a message, a private note or an event. Its order is the
/// timeline's.
///
/// @param value 26 characters of Crockford base 32 (a ULID: 48 bits of time, 80 of chance)
public record EntryId(String value) implements Comparable<EntryId> {
  public EntryId {
    Ulid.require("Entry id", value);
  }

  @Override
  public int compareTo(EntryId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
