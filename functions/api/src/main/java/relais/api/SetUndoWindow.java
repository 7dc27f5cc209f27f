package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import relais.conversation.Workspace;
import relais.table.SettingsStore;

/// Says for how long replies can be taken back.
@Singleton
final class SetUndoWindow {
  private final SettingsStore settings;

  SetUndoWindow(SettingsStore settings) {
    this.settings = settings;
  }

  SessionJson.WorkspaceJson set(Caller caller, UndoWindowRequest request) {
    caller.mustAdminister();
    long seconds = Fields.required("seconds", request.seconds());
    long most = Workspace.MAX_UNDO_WINDOW.toSeconds();
    if (seconds < 0 || seconds > most) {
      throw Problem.field(
          "seconds",
          "Replies can be taken back for 0 to %d seconds; 0 sends them at once.".formatted(most));
    }
    Workspace workspace =
        new Workspace(caller.settings().workspace().name(), Duration.ofSeconds(seconds));
    settings.save(workspace);
    return SessionJson.WorkspaceJson.of(workspace);
  }
}
