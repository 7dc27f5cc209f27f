package relais.conversation;

import java.time.Duration;

/// What holds for the whole workspace.
///
/// @param undoWindow how long each reply waits before it goes out, so that its author can take it
///     back; zero for not at all
/// @param quotes whether replies quote the mail they answer, where their author says nothing else
public record Workspace(String name, Duration undoWindow, boolean quotes) {
  /// What a workspace has that says nothing else.
  public static final Duration USUAL_UNDO_WINDOW = Duration.ofSeconds(10);

  /// A customer waits for every second of it.
  public static final Duration MAX_UNDO_WINDOW = Duration.ofSeconds(60);

  /// One with the usual time for taking replies back, whose replies quote.
  public Workspace(String name) {
    this(name, USUAL_UNDO_WINDOW, true);
  }

  /// The same with another time for taking replies back.
  public Workspace with(Duration undoWindow) {
    return new Workspace(name, undoWindow, quotes);
  }

  public Workspace {
    if (undoWindow.isNegative() || undoWindow.compareTo(MAX_UNDO_WINDOW) > 0) {
      throw new IllegalArgumentException(
          "A reply can be taken back for 0 to %d seconds, not for %s"
              .formatted(MAX_UNDO_WINDOW.toSeconds(), undoWindow));
    }
  }
}
