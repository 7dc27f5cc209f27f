package relais.conversation;

/// Names one connected address or number with its settings.
///
/// @param value 1 to 64 letters, digits, hyphens and underscores
public record InboxId(String value) {
  public InboxId {
    Slug.require("Inbox id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
