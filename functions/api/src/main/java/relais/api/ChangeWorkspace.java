package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import relais.conversation.Workspace;
import relais.table.SettingsStore;

/// Says what holds for everybody: for how long replies can be taken back, and whether they quote.
@Singleton
final class ChangeWorkspace {
  private final SettingsStore settings;

  ChangeWorkspace(SettingsStore settings) {
    this.settings = settings;
  }

  SessionJson.WorkspaceJson setUndoWindow(Caller caller, UndoWindowRequest request) {
    caller.mustAdminister();
    long seconds = Fields.required("seconds", request.seconds());
    long most = Workspace.MAX_UNDO_WINDOW.toSeconds();
    if (seconds < 0 || seconds > most) {
      throw Problem.field(
          "seconds",
          "Replies can be taken back for 0 to %d seconds; 0 sends them at once.".formatted(most));
    }
    settings.saveUndoWindow(Duration.ofSeconds(seconds));
    return now();
  }

  SessionJson.WorkspaceJson setQuoting(Caller caller, QuotingRequest request) {
    caller.mustAdminister();
    settings.saveQuoting(Fields.required("quotes", request.quotes()));
    return now();
  }

  private SessionJson.WorkspaceJson now() {
    return SessionJson.WorkspaceJson.of(settings.load().workspace());
  }
}
