package relais.conversation;

/// Names one team.
///
/// @param value 1 to 64 letters, digits, hyphens and underscores
public record TeamId(String value) {
  public TeamId {
    Slug.require("Team id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
