package relais.conversation;

/// What the receiving mail server found when it checked one thing about a mail.
public enum Verdict {
  /// The check was passed.
  PASS("pass"),
  /// The check was not passed.
  FAIL("fail"),
  /// It could not be decided either way: the sender's domain says nothing about it, or the mail is
  /// only a little suspect.
  GRAY("gray"),
  /// The check did not take place or broke off.
  UNCHECKED("unchecked");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /// The word for it in JSON and in the table.
  public String word() {
    return word;
  }

  /// Finds a verdict by its word.
  ///
  /// @throws IllegalArgumentException when there is no such verdict
  public static Verdict of(String word) {
    for (Verdict verdict : values()) {
      if (verdict.word.equals(word)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("There is no verdict '%s'".formatted(word));
  }
}
