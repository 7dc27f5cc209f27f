package relais.conversation;

import org.jspecify.annotations.Nullable;

/// A file that came with a message.
///
/// @param name as the sender called it, never a path
/// @param type the MIME type as declared or found
/// @param size in bytes; 0 while it is not ours yet
/// @param contentId the id by which the HTML speaks of it (`cid:`), without angle brackets
/// @param inline whether it belongs into the text rather than below it
/// @param state whether the bytes are ours
public record StoredFile(
    String name, String type, long size, @Nullable String contentId, boolean inline, State state) {
  /// Where the bytes are.
  public sealed interface State {
    /// Ours, in the files bucket.
    record Stored(String key) implements State {}

    /// Still at the provider; the media function fetches it.
    ///
    /// @param providerId the provider's name for the file
    /// @param attempt how often it was asked for by hand, and once before that
    record Fetching(String providerId, int attempt) implements State {
      /// For the first time.
      public Fetching(String providerId) {
        this(providerId, 1);
      }
    }

    /// Not to be had.
    ///
    /// @param providerId empty when it cannot be asked for again
    record Failed(String providerId, FileTrouble trouble, int attempt) implements State {
      /// The first time.
      public Failed(String providerId, FileTrouble trouble) {
        this(providerId, trouble, 1);
      }
    }
  }

  /// The same file in another state.
  public StoredFile with(State state, long size) {
    return new StoredFile(name, type, size, contentId, inline, state);
  }
}
