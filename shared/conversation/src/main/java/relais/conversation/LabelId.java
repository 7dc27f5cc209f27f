package relais.conversation;

/// Names one label.
///
/// @param value 1 to 64 letters, digits, hyphens and underscores
public record LabelId(String value) implements Comparable<LabelId> {
  public LabelId {
    Slug.require("Label id", value);
  }

  @Override
  public int compareTo(LabelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
