package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls of ours: the agent's own telephone rings first, then the customer's.
public final class Calling {
  /// Later than this nobody wants to be rung who pressed a button: what was held up so long is not
  /// begun.
  public static final Duration BEGINS_WITHIN = Duration.ofMinutes(1);

  /// Of a call of which nothing is heard any more, the agent is taken to be free after this time:
  /// long enough to ring both.
  public static final Duration RINGS_FOR = Duration.ofMinutes(2);

  /// No call lasts longer (twilio.com/docs/voice/api/call-resource, `TimeLimit`).
  public static final Duration LONGEST = Duration.ofHours(4);

  private Calling() {}

  /// Begins a call. Who waits goes on waiting until they are talked to. Who calls in what nobody
  /// owns, owns it.
  ///
  /// @param rings the caller's own number, which is rung first
  /// @param to the customer
  public static Decision.Changed begin(
      Conversation conversation,
      UserId caller,
      String rings,
      Identity to,
      EntryId call,
      EntryIds ids,
      Instant now) {
    Actor author = new Actor.Agent(caller);
    List<Entry> entries = new ArrayList<>();
    Entry.OutboundMessage begun =
        new Entry.OutboundMessage(
            call,
            now,
            author,
            to,
            null,
            MessageBody.ofText(CallProgress.BEGUN.words()),
            List.of(),
            null,
            new DeliveryStatus.Queued(now, 1),
            new ChatAct.Call(rings, CallProgress.BEGUN),
            Amendments.NONE);
    entries.add(begun);
    Conversation.Activity before = conversation.activity();
    Conversation changed =
        conversation
            .with(
                new Conversation.Activity(
                    latest(before.lastAt(), now),
                    before.waitingSince(),
                    before.lastInboundAt(),
                    before.lastOutboundAt(),
                    before.outbox().with(false)))
            .with(new Conversation.Headline(conversation.headline().subject(), Preview.of(begun)))
            .with(conversation.versions().next());
    Conversation.Ownership ownership = conversation.ownership();
    if (ownership.assignee() == null) {
      entries.add(new Entry.Event(ids.next(), now, author, new Happening.Assigned(null, caller)));
      changed = Ownerships.owned(changed, new Conversation.Ownership(ownership.team(), caller));
    }
    return new Decision.Changed(changed, entries);
  }

  /// The call of ours that is under way, so that nobody calls the same customer beside it.
  ///
  /// @param newest entries of the conversation
  public static Optional<Entry.OutboundMessage> underWay(List<Entry> newest, Instant now) {
    return newest.stream()
        .filter(Entry.OutboundMessage.class::isInstance)
        .map(Entry.OutboundMessage.class::cast)
        .filter(message -> busyUntil(message).isAfter(now))
        .findFirst();
  }

  /// Until when the agent of a call is taken to be in it; before now when they are not any more,
  /// or it is no call.
  public static Instant busyUntil(Entry.OutboundMessage message) {
    if (!(message.act() instanceof ChatAct.Call(String _, CallProgress progress))
        || progress.over()
        || progress.talkedSeconds() != null
        || message.status() instanceof DeliveryStatus.Failed) {
      return message.at();
    }
    return message.at().plus(progress.agentReached() ? LONGEST : RINGS_FOR);
  }

  /// Takes in what a provider reports of a call of ours. Empty when it says nothing new. Who was
  /// talked to waits no longer.
  ///
  /// @param at when the report was made
  public static Optional<Amending.Amended> report(
      Conversation conversation, Entry message, CallProgress more, Instant at) {
    if (!(message instanceof Entry.OutboundMessage before)
        || !(before.act() instanceof ChatAct.Call(String rings, CallProgress progress))) {
      return Optional.empty();
    }
    CallProgress known = progress.with(more);
    if (known.equals(progress)) {
      return Optional.empty();
    }
    Entry.OutboundMessage after = before.with(new ChatAct.Call(rings, known));
    Conversation changed = conversation.with(conversation.versions().next());
    if (known.talkedSeconds() != null && progress.talkedSeconds() == null) {
      Conversation.Activity activity = conversation.activity();
      Instant waiting = activity.waitingSince();
      changed =
          changed.with(
              new Conversation.Activity(
                  latest(activity.lastAt(), at),
                  waiting == null || waiting.isAfter(at) ? waiting : null,
                  activity.lastInboundAt(),
                  latest(activity.lastOutboundAt(), at),
                  activity.outbox()));
    }
    return Optional.of(new Amending.Amended(changed, after, List.of()));
  }

  private static Instant latest(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
