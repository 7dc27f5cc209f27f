package relais.conversation;

/// Names one login: an agent, an admin, a bot's account.
///
/// @param value 1 to 64 letters, digits, hyphens and underscores
public record UserId(String value) {
  public UserId {
    Slug.require("User id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
