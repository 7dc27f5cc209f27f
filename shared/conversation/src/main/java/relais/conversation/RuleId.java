package relais.conversation;

/// Names one rule.
///
/// @param value 1 to 64 letters, digits, hyphens and underscores
public record RuleId(String value) {
  public RuleId {
    Slug.require("Rule id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
