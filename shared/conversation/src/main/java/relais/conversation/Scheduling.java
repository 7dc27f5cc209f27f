package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reply that waits for its time. It goes out when it is due, unless the customer writes first,
/// and until then it can go at once, later, or not at all. What it does to its conversation, it
/// does when it goes: until then nobody was answered.
public final class Scheduling {
  private Scheduling() {}

  /// What a step of a reply that waits comes to.
  public sealed interface Outcome {
    /// The conversation changes with its message.
    ///
    /// @param message as it is to be stored
    /// @param entries what happened beside
    record Changed(Conversation conversation, Entry.OutboundMessage message, List<Entry> entries)
        implements Outcome {
      public Changed {
        entries = List.copyOf(entries);
      }
    }

    /// It is so already.
    record Unchanged() implements Outcome {}

    /// It may not be, with the reason a person can act on.
    record Refused(Refusal reason) implements Outcome {}
  }

  /// Why not.
  public enum Refusal {
    /// It has gone out, or is about to.
    GONE,
    /// Somebody took it back.
    CANCELLED,
    /// The customer wrote: another time alone does not settle what to do.
    HELD,
    /// Somebody, customer or colleague, wrote since the person looked.
    CROSSED,
    /// The channel takes no free text at that time.
    WINDOW_CLOSED
  }

  /// Lets a reply go out that is due. Empty when it does not wait, is held, or its time has not
  /// come: a second call does nothing.
  public static Optional<Outcome.Changed> release(
      Conversation conversation, Entry.OutboundMessage message, EntryIds ids, Instant now) {
    return message.status() instanceof DeliveryStatus.Scheduled scheduled
            && !now.isBefore(scheduled.dueAt())
        ? Optional.of(goes(conversation, message, scheduled.closes(), ids, now))
        : Optional.empty();
  }

  /// Sends a reply at once that waits or is held.
  ///
  /// @param seen the version of the conversation that the person looked at
  public static Outcome sendNow(
      Conversation conversation,
      long seen,
      Entry.OutboundMessage message,
      EntryIds ids,
      Instant now) {
    return switch (message.status()) {
      case DeliveryStatus.Scheduled scheduled ->
          goesNow(conversation, seen, message, scheduled.closes(), ids, now);
      case DeliveryStatus.Held held ->
          goesNow(conversation, seen, message, held.closes(), ids, now);
      case DeliveryStatus.Cancelled _ -> new Outcome.Refused(Refusal.CANCELLED);
      case DeliveryStatus.Queued _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Failed _,
          DeliveryStatus.Complained _ ->
          new Outcome.Unchanged();
    };
  }

  /// Gives a reply that waits another time.
  public static Outcome move(
      Conversation conversation, Entry.OutboundMessage message, Instant dueAt, Instant now) {
    return switch (message.status()) {
      case DeliveryStatus.Scheduled scheduled when scheduled.dueAt().equals(dueAt) ->
          new Outcome.Unchanged();
      case DeliveryStatus.Scheduled scheduled
          when Writing.takes(conversation, message.act(), dueAt) ->
          changed(
              conversation,
              conversation
                  .activity()
                  .outbox()
                  .with(new Conversation.Outbox.Waiting(message.id(), dueAt, message.side())),
              message.with(
                  new DeliveryStatus.Scheduled(
                      now, scheduled.attempt(), dueAt, scheduled.closes())));
      case DeliveryStatus.Scheduled _ -> new Outcome.Refused(Refusal.WINDOW_CLOSED);
      case DeliveryStatus.Held _ -> new Outcome.Refused(Refusal.HELD);
      case DeliveryStatus.Cancelled _ -> new Outcome.Refused(Refusal.CANCELLED);
      case DeliveryStatus.Queued _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Failed _,
          DeliveryStatus.Complained _ ->
          new Outcome.Refused(Refusal.GONE);
    };
  }

  /// Takes a reply back that has not gone out.
  public static Outcome cancel(
      Conversation conversation, Entry.OutboundMessage message, UserId by, Instant now) {
    return switch (message.status()) {
      case DeliveryStatus.Scheduled _, DeliveryStatus.Held _ ->
          cancelled(
              changed(
                  conversation,
                  conversation.activity().outbox().without(message.id()),
                  message.with(new DeliveryStatus.Cancelled(now, message.status().attempt(), by))),
              by,
              now);
      case DeliveryStatus.Cancelled _ -> new Outcome.Unchanged();
      case DeliveryStatus.Queued _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Failed _,
          DeliveryStatus.Complained _ ->
          new Outcome.Refused(Refusal.GONE);
    };
  }

  /// A conversation that begins with what is taken back, and in which nobody wrote, is none: it is
  /// closed.
  private static Outcome.Changed cancelled(Outcome.Changed changed, UserId by, Instant now) {
    Conversation.Activity activity = changed.conversation().activity();
    if (activity.lastInboundAt() != null
        || activity.lastOutboundAt() != null
        || !activity.outbox().waiting().isEmpty()
        || !changed.conversation().participants().isEmpty()
        || !changed.conversation().sides().isEmpty()) {
      return changed;
    }
    List<Entry> entries = new ArrayList<>();
    Conversation closed =
        Writing.closed(
            changed.conversation(),
            new Actor.Agent(by),
            entries,
            EntryIds.derived(now, "cancelling of " + changed.message().id()),
            now);
    return new Outcome.Changed(closed, changed.message(), entries);
  }

  /// Whether a message was handed over, or is about to be.
  static boolean hasGone(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Scheduled _, DeliveryStatus.Held _, DeliveryStatus.Cancelled _ -> false;
      case DeliveryStatus.Queued _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Failed _,
          DeliveryStatus.Complained _ ->
          true;
    };
  }

  private static Outcome goesNow(
      Conversation conversation,
      long seen,
      Entry.OutboundMessage message,
      boolean closes,
      EntryIds ids,
      Instant now) {
    if (seen < conversation.versions().message()) {
      return new Outcome.Refused(Refusal.CROSSED);
    }
    return Writing.takes(conversation, message.act(), now)
        ? goes(conversation, message, closes, ids, now)
        : new Outcome.Refused(Refusal.WINDOW_CLOSED);
  }

  /// Its author looked at the conversation, or somebody did who sends it nevertheless; that it goes
  /// is no new message, so nobody's reply is crossed.
  private static Outcome.Changed goes(
      Conversation conversation,
      Entry.OutboundMessage message,
      boolean closes,
      EntryIds ids,
      Instant now) {
    List<Entry> entries = new ArrayList<>();
    Conversation changed =
        Writing.goneOut(conversation, message, now).with(conversation.versions().next());
    if (closes) {
      changed = Writing.closed(changed, message.author(), entries, ids, now);
    }
    return new Outcome.Changed(
        changed, message.with(new DeliveryStatus.Queued(now, message.status().attempt())), entries);
  }

  private static Outcome.Changed changed(
      Conversation conversation, Conversation.Outbox outbox, Entry.OutboundMessage message) {
    return new Outcome.Changed(
        conversation
            .with(conversation.activity().with(outbox))
            .with(conversation.versions().next()),
        message,
        List.of());
  }
}
