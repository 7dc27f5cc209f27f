package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.conversation.Acknowledging;
import relais.conversation.Acknowledging.HeldMail;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.table.AutomaticMail;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;
import relais.table.Table;

/// Automatic mail that was held: an admin sends it after all, or lets go of it.
@Singleton
final class DecideHeldMail {
  private static final int MAX_SHOWN = 1_000;

  /// As many as fit into the time of one request.
  private static final int MAX_DECIDED = 50;

  private final AutomaticMail automaticMail;
  private final Conversations conversations;
  private final Decisions decisions;
  private final InstantSource time;

  DecideHeldMail(
      Table table, Conversations conversations, Decisions decisions, InstantSource time) {
    this.automaticMail = new AutomaticMail(table);
    this.conversations = conversations;
    this.decisions = decisions;
    this.time = time;
  }

  HeldMailJson show(Caller caller) {
    caller.mustAdminister();
    return HeldMailJson.of(automaticMail.held(MAX_SHOWN));
  }

  /// Sends what is held, the oldest first.
  HeldMailJson.DecidedJson release(Caller caller) {
    caller.mustAdminister();
    List<HeldMail> held = automaticMail.held(MAX_DECIDED + 1);
    held.stream().limit(MAX_DECIDED).forEach(mail -> release(mail, caller.settings()));
    return decided(held);
  }

  /// Lets go of what is held, the oldest first.
  HeldMailJson.DecidedJson discard(Caller caller) {
    caller.mustAdminister();
    List<HeldMail> held = automaticMail.held(MAX_DECIDED + 1);
    for (HeldMail mail : held.subList(0, Math.min(MAX_DECIDED, held.size()))) {
      // Whoever else let go of it, or sent it, in the same moment: it is decided.
      boolean unused = automaticMail.discard(mail);
    }
    return decided(held);
  }

  private static HeldMailJson.DecidedJson decided(List<HeldMail> held) {
    return new HeldMailJson.DecidedJson(
        Math.min(MAX_DECIDED, held.size()), held.size() > MAX_DECIDED);
  }

  private void release(HeldMail held, Settings settings) {
    Saved unused = Tries.untilSaved(() -> tryToRelease(held, settings));
  }

  /// @return empty when somebody wrote the conversation in the same moment
  private Optional<Saved> tryToRelease(HeldMail held, Settings settings) {
    Optional<Conversation> found =
        conversations.find(held.conversation()).map(conversations::current);
    Optional<Conversations.Placed> answered =
        found.flatMap(conversation -> conversations.findEntry(conversation, held.answered()));
    if (found.isEmpty()
        || answered.isEmpty()
        || !(answered.get().entry() instanceof Entry.InboundMessage mail)
        || !(settings.findInbox(held.inbox()).orElse(null) instanceof Inbox.Email inbox)) {
      // Its inbox is gone, or its mail was split off: there is nothing it could answer.
      boolean unused = automaticMail.discard(held);
      return Optional.of(Saved.DONE);
    }
    Conversation conversation = found.get();
    Instant now = time.instant();
    EntryId id = EntryIds.derived(now, "held/" + held.id()).next();
    Saved saved =
        decisions.release(
            conversation, Acknowledging.release(conversation, held, mail, inbox, id, now), held);
    return saved == Saved.CHANGED_MEANWHILE ? Optional.empty() : Optional.of(saved);
  }
}
