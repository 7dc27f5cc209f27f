package relais.conversation;

import java.time.Duration;

/// What holds for the whole workspace.
///
/// @param undoWindow how long each reply waits before it goes out, so that its author can take it
///     back; zero for not at all
public record Workspace(String name, Duration undoWindow) {
  /// What a workspace has that says nothing else.
  public static final Duration USUAL_UNDO_WINDOW = Duration.ofSeconds(10);

  /// A customer waits for every second of it.
  public static final Duration MAX_UNDO_WINDOW = Duration.ofSeconds(60);

  /// One with the usual time for taking replies back.
  public Workspace(String name) {
    this(name, USUAL_UNDO_WINDOW);
  }

  public Workspace {
    if (undoWindow.isNegative() || undoWindow.compareTo(MAX_UNDO_WINDOW) > 0) {
      throw new IllegalArgumentException(
          "A reply can be taken back for 0 to %d seconds, not for %s"
              .formatted(MAX_UNDO_WINDOW.toSeconds(), undoWindow));
    }
  }
}
