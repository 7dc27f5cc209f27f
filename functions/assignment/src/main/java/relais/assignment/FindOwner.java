package relais.assignment;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Ownerships;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.conversation.UserId;
import relais.runtime.Ids;
import relais.runtime.Job;
import relais.table.Ahead;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// A conversation that nobody owns gets the next available member of its team.
@Singleton
class FindOwner {
  private static final int MAX_TRIES = 5;
  private static final Actor ASSIGNMENT = new Actor.Relais("assignment");

  private final Table table;
  private final Conversations conversations;
  private final Decisions decisions;
  private final SettingsStore settingsStore;
  private final InstantSource time;
  private final Ids ids;

  FindOwner(Table table, SettingsStore settingsStore, InstantSource time, Ids ids) {
    this.table = table;
    this.conversations = new Conversations(table);
    this.decisions = new Decisions(table);
    this.settingsStore = settingsStore;
    this.time = time;
    this.ids = ids;
  }

  /// Finds an owner, if the conversation still wants one and somebody is available. When nobody is,
  /// it stays in New and the schedule asks again.
  ///
  /// @throws IllegalStateException when other writers were always faster; the job is to be given
  ///     again
  void find(Job.Assignment job) {
    for (int i = 0; i < MAX_TRIES; i++) {
      switch (ahead(job).during(() -> tryToFind(job))) {
        case DONE, ALREADY_RECEIVED -> {
          return;
        }
        case CHANGED_MEANWHILE -> {}
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }

  private Ahead ahead(Job.Assignment job) {
    return new Ahead(table).settings().conversation(job.conversation()).turn(job.team());
  }

  private Saved tryToFind(Job.Assignment job) {
    Settings settings = settingsStore.load();
    Optional<Conversation> found =
        conversations
            .find(job.conversation())
            .filter(conversation -> conversation.ownership().team().equals(job.team()))
            .filter(conversation -> Ownerships.wantsOwner(conversation, settings));
    if (found.isEmpty()) {
      return Saved.DONE;
    }
    TeamId team = job.team();
    @Nullable UserId last = decisions.lastTurn(team).orElse(null);
    Optional<UserId> next = Ownerships.nextInTurn(team, last, settings);
    if (next.isEmpty()) {
      return Saved.DONE;
    }
    Conversation conversation = found.get();
    Instant now = time.instant();
    Decision decision =
        Ownerships.assign(
            conversation,
            ASSIGNMENT,
            conversation.versions().current(),
            next.get(),
            null,
            settings,
            ids.entriesAt(now),
            now);
    return switch (decision) {
      case Decision.Changed changed ->
          decisions.saveTurn(conversation, changed, team, last, next.get());
      case Decision.Unchanged _, Decision.Refused _ -> Saved.DONE;
    };
  }
}
