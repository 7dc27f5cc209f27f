package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an amendment does to its message and to the conversation.
public final class Amending {
  private Amending() {}

  /// What changes.
  ///
  /// @param message as it is now
  /// @param addsFiles whether it had no files before and has some now
  /// @param entries what is added to the timeline
  public record Amended(
      Conversation conversation, Entry message, boolean addsFiles, List<Entry> entries) {
    public Amended {
      entries = List.copyOf(entries);
    }

    Amended(Conversation conversation, Entry message, List<Entry> entries) {
      this(conversation, message, false, entries);
    }
  }

  /// Amends a message that is there. Empty when that changes nothing: it is known, or it is about
  /// something that only its author may change.
  ///
  /// New words of the customer open a closed conversation, somebody waits because of them, and a
  /// reply that was written to the old ones is crossed. A reaction, a deletion, and what the team
  /// changes of its own do none of that.
  public static Optional<Amended> amend(
      Conversation conversation, Entry message, Amendment amendment, EntryIds ids, Instant now) {
    Entry amended =
        switch (message) {
          case Entry.InboundMessage inbound ->
              switch (amendment) {
                case Amendment.Called(Instant _, ChatPart.Call more) ->
                    inbound.findCall().map(call -> inbound.with(call.with(more))).orElse(inbound);
                case Amendment.Reacted _, Amendment.Edited _, Amendment.Deleted _ ->
                    isOurs(amendment)
                        ? inbound
                        : inbound.with(inbound.amendments().with(amendment));
              };
          case Entry.OutboundMessage outbound ->
              switch (amendment) {
                case Amendment.Reacted reaction ->
                    outbound.with(outbound.amendments().with(reaction));
                case Amendment.Edited _, Amendment.Deleted _ ->
                    isOurs(amendment) && outbound.portions().isEmpty()
                        ? outbound.with(outbound.amendments().with(amendment))
                        : outbound;
                case Amendment.Called _ -> outbound;
              };
          case Entry.PrivateNote _, Entry.Event _ -> message;
        };
    if (amended.equals(message)) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    if (amendment instanceof Amendment.Called
        && message instanceof Entry.InboundMessage before
        && amended instanceof Entry.InboundMessage after) {
      return Optional.of(
          new Amended(
              called(conversation, before, after, entries, ids, now),
              after,
              before.files().isEmpty() && !after.files().isEmpty(),
              entries));
    }
    Conversation changed = previewed(conversation, message, amended);
    if (amendment instanceof Amendment.Edited edit
        && amended instanceof Entry.InboundMessage inbound
        && inbound.amendments().edits().contains(edit)) {
      changed = spoken(changed, edit.at(), entries, ids, now);
      changed = changed.with(changed.versions().nextWithMessage());
    } else {
      changed = changed.with(changed.versions().next());
    }
    return Optional.of(new Amended(changed, amended, entries));
  }

  /// Whether it is about one portion of a message of ours that left as several: what that makes of
  /// the whole nobody knows.
  public static boolean isOfOnePortion(Entry message, Amendment amendment) {
    return message instanceof Entry.OutboundMessage outbound
        && !outbound.portions().isEmpty()
        && isOurs(amendment);
  }

  /// Whether the team changed a message or took it back.
  private static boolean isOurs(Amendment amendment) {
    return switch (amendment) {
      case Amendment.Edited edit -> edit.ours();
      case Amendment.Deleted deletion -> deletion.ours();
      case Amendment.Reacted _, Amendment.Called _ -> false;
    };
  }

  /// A call that nobody took opens a closed conversation, and the caller waits from its beginning
  /// on. Who was talked to waits no longer.
  private static Conversation called(
      Conversation conversation,
      Entry.InboundMessage before,
      Entry.InboundMessage after,
      List<Entry> entries,
      EntryIds ids,
      Instant now) {
    Instant at = after.at();
    boolean newest = !at.isBefore(conversation.activity().lastAt());
    ChatPart.Call was = before.findCall().orElse(ChatPart.Call.RINGING);
    ChatPart.Call call = after.findCall().orElse(was);
    Conversation changed = previewed(conversation, before, after);
    if (newest) {
      changed =
          changed.with(new Conversation.Headline(changed.headline().subject(), Preview.of(after)));
    }
    Conversation.Activity activity = changed.activity();
    if (call.isWaiting() && !was.isWaiting()) {
      changed =
          changed.with(
              new Conversation.Activity(
                  newest ? at : activity.lastAt(),
                  activity.waitingSince(),
                  latest(activity.lastInboundAt(), at),
                  activity.lastOutboundAt(),
                  activity.outbox()));
      changed = spoken(changed, at, entries, ids, now);
      return changed.with(changed.versions().nextWithMessage());
    }
    if (call.outcome() == ChatPart.Call.Outcome.ANSWERED
        && was.outcome() != ChatPart.Call.Outcome.ANSWERED) {
      Instant waiting = activity.waitingSince();
      changed =
          changed.with(
              new Conversation.Activity(
                  newest ? at : activity.lastAt(),
                  waiting == null || waiting.isAfter(at) ? waiting : null,
                  latest(activity.lastInboundAt(), at),
                  latest(activity.lastOutboundAt(), at),
                  activity.outbox()));
    }
    return changed.with(changed.versions().next());
  }

  private static Instant latest(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  /// Amends a message in the moment in which it comes in, by what came before it.
  public static Decision.Changed amend(
      Decision.Changed taken, List<Amendment> early, EntryIds ids, Instant now) {
    Decision.Changed changed = taken;
    for (Amendment amendment : early) {
      Entry message = changed.entries().getFirst();
      // Its message has made the version already, and is what the conversation waits because of.
      Optional<Amended> amended = amend(changed.conversation(), message, amendment, ids, now);
      if (amended.isPresent()) {
        List<Entry> entries = new ArrayList<>(changed.entries());
        entries.set(0, amended.get().message());
        entries.addAll(amended.get().entries());
        changed =
            new Decision.Changed(
                amended.get().conversation().with(taken.conversation().versions()), entries);
      }
    }
    return changed;
  }

  /// The list shows what the newest message says now.
  private static Conversation previewed(Conversation conversation, Entry before, Entry after) {
    String shown = conversation.headline().preview();
    return shown.equals(Preview.of(before))
        ? conversation.with(
            new Conversation.Headline(conversation.headline().subject(), Preview.of(after)))
        : conversation;
  }

  private static Conversation spoken(
      Conversation conversation, Instant at, List<Entry> entries, EntryIds ids, Instant now) {
    Conversation.Activity before = conversation.activity();
    Conversation changed =
        conversation.with(
            new Conversation.Activity(
                before.lastAt(),
                Incoming.stillWaitingSince(before, at),
                before.lastInboundAt(),
                before.lastOutboundAt(),
                before.outbox().held(null)));
    if (conversation.status() instanceof Status.Closed(Instant closedAt, Actor _)
        && !at.isBefore(closedAt)) {
      entries.add(
          new Entry.Event(
              ids.next(),
              now,
              new Actor.Customer(conversation.origin().contact()),
              new Happening.Reopened()));
      changed = changed.with(new Status.Open());
    }
    return changed;
  }
}
