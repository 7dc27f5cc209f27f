package relais.schedule;

import jakarta.inject.Singleton;
import java.util.List;
import relais.conversation.Settings;
import relais.conversation.Team;
import relais.conversation.User;
import relais.runtime.Job;
import relais.runtime.WorkQueues;
import relais.table.ConversationList;
import relais.table.Lists;
import relais.table.Row;
import relais.table.SettingsStore;
import relais.table.Table;

/// Asks again for owners where nobody was available: conversations wait in New until somebody of
/// their team is (requirement 002-15).
@Singleton
class AskForOwners {
  /// A team that comes back to a long list gets it in helpings.
  private static final int MAX_PER_MINUTE = 50;

  private final Lists lists;
  private final SettingsStore settingsStore;
  private final WorkQueues queues;

  AskForOwners(Table table, SettingsStore settingsStore, WorkQueues queues) {
    this.lists = new Lists(table);
    this.settingsStore = settingsStore;
    this.queues = queues;
  }

  /// Asks once for each conversation that waits for an owner.
  ///
  /// Asks for every team that assigns in turn and says for how many conversations.
  int ask() {
    Settings settings = settingsStore.load();
    int asked = 0;
    for (Team team : settings.teams()) {
      boolean somebodyIsThere = settings.members(team.id()).stream().anyMatch(User::available);
      if (team.assignment() != Team.Assignment.ROUND_ROBIN || !somebodyIsThere) {
        continue;
      }
      List<Row> waiting =
          lists.page(List.of(new ConversationList.Unowned(team.id())), null, MAX_PER_MINUTE).rows();
      queues.send(
          waiting.stream()
              .map(row -> new Job.Assignment(row.id(), team.id(), row.version()))
              .toList());
      asked += waiting.size();
    }
    return asked;
  }
}
