package relais.conversation;

/// Names one conversation, in URLs, keys and logs alike.
///
/// @param value 26 characters of Crockford base 32 (a ULID: 48 bits of time, 80 of chance)
public record ConversationId(String value) implements Comparable<ConversationId> {
  public ConversationId {
    Ulid.require("Conversation id", value);
  }

  @Override
  public int compareTo(ConversationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
