package relais.conversation;

/// Why a file of a message cannot be had, as far as it decides what a person can do. Each has a
/// text in every language of the app.
public enum FileTrouble {
  /// It arrived in another state than its provider announced.
  DAMAGED("damaged"),
  /// The provider does not have it any more, or does not hand it over.
  GONE("gone"),
  /// The inbox is no longer connected.
  NO_INBOX("no-inbox"),
  /// The provider told of it without saying where it lies, as of what is too large for it.
  NOT_PASSED_ON("not-passed-on"),
  /// The provider does not accept our access, or we have none.
  SIGN_IN("sign-in"),
  /// It was said to lie at a place that is not the provider's own.
  STRANGE("strange"),
  /// It is larger than we take, or than the provider hands over.
  TOO_LARGE("too-large"),
  /// The mail has more files than are taken out of it; all are in its original.
  TOO_MANY("too-many"),
  /// The provider could not be reached, or could not hand it over at the time.
  UNAVAILABLE("unavailable");

  private final String word;

  FileTrouble(String word) {
    this.word = word;
  }

  /// The word for it in JSON and tables.
  public String word() {
    return word;
  }

  /// Finds one by its word.
  ///
  /// @throws IllegalArgumentException when there is none of that word
  public static FileTrouble of(String word) {
    for (FileTrouble trouble : values()) {
      if (trouble.word.equals(word)) {
        return trouble;
      }
    }
    throw new IllegalArgumentException("There is no trouble '%s' with files".formatted(word));
  }
}
