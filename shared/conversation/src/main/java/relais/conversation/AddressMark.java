package relais.conversation;

import java.time.Instant;

/// What is known against writing to an address. Who writes to it is warned.
///
/// @param since when it was learned
/// @param reason in words for the agent
public record AddressMark(Kind kind, Instant since, String reason) {
  /// What sort of thing.
  public enum Kind {
    /// Mail to it came back for good.
    BOUNCING("bouncing"),
    /// The provider sends nothing to it any more.
    SUPPRESSED("suppressed"),
    /// Its owner called a mail of ours spam.
    COMPLAINED("complained");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    ///
    /// @throws IllegalArgumentException when there is none of that word
    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("There is no mark '%s'".formatted(word));
    }
  }
}
