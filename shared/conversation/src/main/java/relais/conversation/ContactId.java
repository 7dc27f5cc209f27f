package relais.conversation;

/// Names one person outside, whatever addresses they write from.
///
/// @param value 26 characters of Crockford base 32 (a ULID: 48 bits of time, 80 of chance)
public record ContactId(String value) implements Comparable<ContactId> {
  public ContactId {
    Ulid.require("Contact id", value);
  }

  @Override
  public int compareTo(ContactId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
