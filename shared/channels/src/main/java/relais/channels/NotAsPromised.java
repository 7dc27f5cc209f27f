package relais.channels;

/// A piece of a payload lacks what the provider promises.
public final class NotAsPromised extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  /// @param sentence what is missing or wrong, for a person to read
  public NotAsPromised(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// What is missing or wrong.
  public String sentence() {
    return sentence;
  }
}
