package relais.table;

/// What became of one item of a mail.
public enum Outcome {
  /// It began a conversation.
  NEW("new"),
  /// It went into a conversation.
  THREADED("threaded"),
  /// Nobody could read or place it; it waits in quarantine.
  QUARANTINED("quarantined"),
  /// The policy of its inbox keeps it out; it waits in quarantine.
  REJECTED("rejected"),
  /// It was in quarantine and was handed in again; what comes of that bears a mark of its own.
  RETRIED("retried"),
  /// It was in quarantine, and an admin let go of it.
  DISMISSED("dismissed");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /// The word for it in JSON and in the table.
  public String word() {
    return word;
  }

  /// Finds an outcome by its word.
  ///
  /// @throws IllegalArgumentException when there is no such outcome
  public static Outcome of(String word) {
    for (Outcome outcome : values()) {
      if (outcome.word.equals(word)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("There is no outcome '%s'".formatted(word));
  }
}
