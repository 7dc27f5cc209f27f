package relais.relay;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Naming;
import relais.conversation.Ownerships;
import relais.conversation.Settings;
import relais.conversation.StoredFile;
import relais.runtime.Job;
import relais.runtime.WorkQueues;
import relais.table.Ahead;
import relais.table.Counts;
import relais.table.SettingsStore;
import relais.table.Table;
import relais.table.TableChange;

/// What follows from changes that are stored: work for the queues, counts, live updates. In this
/// order, so that who is told to look finds it counted.
@Singleton
class PassOn {
  private final Table table;
  private final Counts counts;
  private final SettingsStore settingsStore;
  private final WorkQueues queues;
  private final TellBrowsers tellBrowsers;
  private final TellVisitors tellVisitors;
  private final InstantSource time;

  PassOn(
      Table table,
      SettingsStore settingsStore,
      WorkQueues queues,
      TellBrowsers tellBrowsers,
      TellVisitors tellVisitors,
      InstantSource time) {
    this.table = table;
    this.counts = new Counts(table);
    this.settingsStore = settingsStore;
    this.queues = queues;
    this.tellBrowsers = tellBrowsers;
    this.tellVisitors = tellVisitors;
    this.time = time;
  }

  void all(List<TableChange> changes) {
    List<TableChange> telling =
        changes.stream().filter(change -> !(change instanceof TableChange.Nothing)).toList();
    if (telling.isEmpty()) {
      return;
    }
    List<Conversation> states = new ArrayList<>();
    for (TableChange change : telling) {
      if (change instanceof TableChange.ConversationChanged changed) {
        states.add(changed.after());
      }
    }
    Ahead ahead = new Ahead(table).settings();
    states.forEach(state -> ahead.counted(state.id()));
    ahead.during(() -> passOn(telling, states));
  }

  private void passOn(List<TableChange> telling, List<Conversation> states) {
    Settings settings = settingsStore.load();
    List<Job> jobs = new ArrayList<>();
    for (TableChange change : telling) {
      outboundJob(change).ifPresent(jobs::add);
      assignmentJob(change, settings).ifPresent(jobs::add);
      nameJob(change).ifPresent(jobs::add);
      jobs.addAll(mediaJobs(change));
    }
    queues.send(jobs);
    boolean recounted = !states.isEmpty() && counts.count(states);
    tellBrowsers.of(telling, recounted, settings);
    tellVisitors.of(telling);
  }

  /// A message that is to be sent: a new one, a retried one, one whose wait is over, one that waits
  /// for its time.
  private Optional<? extends Job> outboundJob(TableChange change) {
    return switch (change) {
      case TableChange.EntryAdded(ConversationId id, Entry.OutboundMessage message) ->
          outboundJob(id, null, message);
      case TableChange.EntryChanged(
              ConversationId id,
              Entry.OutboundMessage before,
              Entry.OutboundMessage after) ->
          outboundJob(id, before, after);
      case TableChange.EntryAdded _,
          TableChange.EntryChanged _,
          TableChange.ConversationChanged _,
          TableChange.DraftChanged _,
          TableChange.PresenceChanged _,
          TableChange.QuarantineChanged _,
          TableChange.SettingsChanged _,
          TableChange.Nothing _ ->
          Optional.empty();
    };
  }

  private Optional<? extends Job> outboundJob(
      ConversationId conversation,
      Entry.@Nullable OutboundMessage before,
      Entry.OutboundMessage after) {
    boolean isNew = before == null || !before.status().equals(after.status());
    if (!isNew) {
      return Optional.empty();
    }
    if (after.status() instanceof DeliveryStatus.Scheduled scheduled) {
      return waitingJob(conversation, after.id(), scheduled.dueAt());
    }
    return after.status() instanceof DeliveryStatus.Queued queued && queued.notBefore() == null
        ? Optional.of(new Job.Outbound(conversation, after.id(), queued.attempt()))
        : Optional.empty();
  }

  /// A reply that is due before long waits in its queue, to the second. What is due later, and what
  /// the queue should lose, the schedule finds.
  private Optional<Job.Waiting> waitingJob(
      ConversationId conversation, EntryId message, Instant dueAt) {
    // A second begun is a second waited: nothing comes up before its time.
    long seconds = Math.max(0, Duration.between(time.instant(), dueAt).toSeconds() + 1);
    return seconds <= Job.Waiting.MAX_DELAY_SECONDS
        ? Optional.of(new Job.Waiting(conversation, message, (int) seconds))
        : Optional.empty();
  }

  /// A conversation that has just come to want an owner.
  private static Optional<Job.Assignment> assignmentJob(TableChange change, Settings settings) {
    if (!(change
            instanceof TableChange.ConversationChanged(Conversation before, Conversation after))
        || !Ownerships.wantsOwner(after, settings)) {
      return Optional.empty();
    }
    boolean wantedBefore =
        before != null
            && Ownerships.wantsOwner(before, settings)
            && before.ownership().team().equals(after.ownership().team());
    return wantedBefore
        ? Optional.empty()
        : Optional.of(
            new Job.Assignment(after.id(), after.ownership().team(), after.versions().current()));
  }

  /// A customer without a name, of whom their provider may tell it.
  private static Optional<Job.CustomerName> nameJob(TableChange change) {
    return change
                instanceof TableChange.ConversationChanged(Conversation before, Conversation after)
            && Naming.asks(before, after)
        ? Optional.of(
            new Job.CustomerName(after.id(), after.origin().contact(), after.versions().current()))
        : Optional.empty();
  }

  /// Files that are to be fetched from the provider: those of a new message, and those that a
  /// person asked for once more.
  private static List<Job.Media> mediaJobs(TableChange change) {
    return switch (change) {
      case TableChange.EntryAdded(ConversationId id, Entry entry) -> mediaJobs(id, null, entry);
      case TableChange.EntryChanged(ConversationId id, Entry before, Entry after) ->
          mediaJobs(id, before, after);
      case TableChange.ConversationChanged _,
          TableChange.DraftChanged _,
          TableChange.PresenceChanged _,
          TableChange.QuarantineChanged _,
          TableChange.SettingsChanged _,
          TableChange.Nothing _ ->
          List.of();
    };
  }

  private static List<Job.Media> mediaJobs(
      ConversationId conversation, @Nullable Entry before, Entry after) {
    List<Job.Media> jobs = new ArrayList<>();
    for (int i = 0; i < after.files().size(); i++) {
      boolean waited =
          before != null
              && i < before.files().size()
              && before.files().get(i).state().equals(after.files().get(i).state());
      if (!waited
          && after.files().get(i).state()
              instanceof StoredFile.State.Fetching(String _, int attempt)) {
        jobs.add(new Job.Media(conversation, after.id(), i, attempt));
      }
    }
    return jobs;
  }
}
