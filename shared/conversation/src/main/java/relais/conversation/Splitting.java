package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation.Relation;
import relais.mail.Mailbox;

/// One conversation that has become two: from one message on, messages and notes go to a new
/// conversation. What happened stays in the history of the old one.
public final class Splitting {
  /// More messages and notes than this are not moved at once.
  public static final int MAX_MOVED = 40;

  private Splitting() {}

  /// What splitting comes to.
  public sealed interface Outcome {
    /// Both conversations change.
    ///
    /// @param left the old conversation
    /// @param begun the new one, with all entries it begins with
    /// @param moved those of them that leave the old one
    record Changed(Decision.Changed left, Decision.Changed begun, List<Entry> moved)
        implements Outcome {
      public Changed {
        moved = List.copyOf(moved);
      }
    }

    /// It may not be, with the reason a person can act on.
    record Refused(Refusal reason) implements Outcome {}
  }

  /// Why not.
  public enum Refusal {
    /// A conversation is split at a mail that came in.
    NOT_A_MAIL,
    /// Nothing would be left.
    NOTHING_LEFT,
    /// More would move than can at once.
    TOO_MUCH,
    /// One of the messages is just being sent.
    ON_ITS_WAY,
    /// A side thread would be torn from what it is about.
    SIDE_THREAD,
    /// It was merged, or others into it.
    MERGED,
    /// Somebody wrote since the person looked.
    CROSSED
  }

  /// Splits a conversation.
  ///
  /// @param seen the version the person looked at
  /// @param newest the newest entries of the conversation, oldest first, more than can be moved
  /// @param from the message that the new conversation begins with
  /// @param start the new conversation's names
  public static Outcome split(
      Conversation conversation,
      long seen,
      List<Entry> newest,
      EntryId from,
      Incoming.Start start,
      Settings settings,
      Actor by,
      EntryIds ids,
      Instant now) {
    if (conversation.status() instanceof Status.Merged
        || !conversation.links().merged().isEmpty()) {
      return new Outcome.Refused(Refusal.MERGED);
    }
    if (seen < conversation.versions().message()) {
      return new Outcome.Refused(Refusal.CROSSED);
    }
    List<Entry> written = newest.stream().filter(entry -> !(entry instanceof Entry.Event)).toList();
    Optional<Entry> first = written.stream().filter(entry -> entry.id().equals(from)).findFirst();
    if (!(first.orElse(null) instanceof Entry.InboundMessage begins) || begins.mail() == null) {
      return new Outcome.Refused(Refusal.NOT_A_MAIL);
    }
    List<Entry> moved = written.stream().filter(entry -> entry.id().compareTo(from) >= 0).toList();
    List<Entry> left =
        written.stream()
            .filter(entry -> entry.id().compareTo(from) < 0 && entry.side() == null)
            .toList();
    if (left.stream().noneMatch(entry -> !(entry instanceof Entry.PrivateNote))) {
      return new Outcome.Refused(Refusal.NOTHING_LEFT);
    }
    if (moved.size() > MAX_MOVED) {
      return new Outcome.Refused(Refusal.TOO_MUCH);
    }
    if (moved.stream().anyMatch(entry -> entry.side() != null)) {
      return new Outcome.Refused(Refusal.SIDE_THREAD);
    }
    if (moved.stream().anyMatch(Splitting::isOnItsWay)) {
      return new Outcome.Refused(Refusal.ON_ITS_WAY);
    }
    Relation there = new Relation(start.id(), start.caseNumber(), Relation.Why.SPLIT_INTO);
    Relation back =
        new Relation(conversation.id(), conversation.caseNumber(), Relation.Why.SPLIT_FROM);
    Conversation shorter =
        conversation
            .with(activity(left, conversation.activity(), begins.at()))
            .with(new Conversation.Headline(conversation.headline().subject(), preview(left)))
            .with(conversation.links().with(there))
            .with(conversation.versions().nextWithMessage());
    List<Entry> entries = new ArrayList<>(moved);
    entries.add(new Entry.Event(ids.next(), now, by, new Happening.Linked(back)));
    return new Outcome.Changed(
        new Decision.Changed(
            shorter, List.of(new Entry.Event(ids.next(), now, by, new Happening.Linked(there)))),
        new Decision.Changed(begun(conversation, begins, moved, start, back, settings), entries),
        moved);
  }

  private static Conversation begun(
      Conversation conversation,
      Entry.InboundMessage begins,
      List<Entry> moved,
      Incoming.Start start,
      Relation back,
      Settings settings) {
    String subject = begins.mail() == null ? "" : begins.mail().subject();
    Conversation.Activity none =
        new Conversation.Activity(begins.at(), null, null, null, Conversation.Outbox.EMPTY);
    return new Conversation(
        start.id(),
        start.caseNumber(),
        new Conversation.Origin(
            conversation.origin().inbox(),
            conversation.origin().channel(),
            start.contact(),
            start.contactName(),
            begins.from(),
            begins.at()),
        new Conversation.Headline(subject, preview(moved)),
        new Status.Open(),
        new Conversation.Ownership(start.team(), conversation.ownership().assignee()),
        new TreeSet<>(),
        activity(moved, none, begins.at()),
        participants(moved, settings),
        List.of(),
        Conversation.Links.NONE.with(back),
        new Conversation.Versions(1, 1, 1));
  }

  private static boolean isOnItsWay(Entry entry) {
    return entry instanceof Entry.OutboundMessage message
        && switch (message.status()) {
          case DeliveryStatus.Scheduled _,
              DeliveryStatus.Held _,
              DeliveryStatus.Queued _,
              DeliveryStatus.Sending _ ->
              true;
          case DeliveryStatus.Sent _,
              DeliveryStatus.Delayed _,
              DeliveryStatus.Delivered _,
              DeliveryStatus.Read _,
              DeliveryStatus.Failed _,
              DeliveryStatus.Complained _,
              DeliveryStatus.Cancelled _ ->
              false;
        };
  }

  /// When what happened last, by these entries.
  ///
  /// @param before what is known of the time before them
  /// @param until what happened from then on does not count
  private static Conversation.Activity activity(
      List<Entry> entries, Conversation.Activity before, Instant until) {
    Instant lastOut = before.lastOutboundAt();
    Instant lastOutbound = lastOut == null || !lastOut.isBefore(until) ? null : lastOut;
    Instant lastInbound = null;
    Instant waiting = null;
    Instant last = null;
    boolean failed = false;
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.InboundMessage message -> {
          last = last == null ? message.at() : last;
          if (!Incoming.isEcho(message.automatic())) {
            last = later(last, message.at());
            lastInbound = message.at();
            waiting = waiting == null ? message.at() : waiting;
          }
        }
        case Entry.OutboundMessage message when !Scheduling.hasGone(message.status()) -> {}
        case Entry.OutboundMessage message -> {
          if (!message.isAutomatic()) {
            last = later(last, message.at());
            lastOutbound = message.at();
            waiting = null;
          }
          failed = message.status() instanceof DeliveryStatus.Failed;
        }
        case Entry.PrivateNote _, Entry.Event _ -> {}
      }
    }
    return new Conversation.Activity(
        last == null ? before.lastAt() : last,
        waiting,
        lastInbound,
        lastOutbound,
        before.outbox().with(failed));
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static String preview(List<Entry> entries) {
    String preview = "";
    for (Entry entry : entries) {
      preview =
          switch (entry) {
            case Entry.InboundMessage message -> Preview.of(message);
            case Entry.OutboundMessage message
                when message.isAutomatic() || !Scheduling.hasGone(message.status()) ->
                preview;
            case Entry.OutboundMessage message -> Preview.of(message);
            case Entry.PrivateNote _, Entry.Event _ -> preview;
          };
    }
    return preview;
  }

  private static SortedSet<Identity> participants(List<Entry> moved, Settings settings) {
    SortedSet<Identity> participants = new TreeSet<>();
    for (Entry entry : moved) {
      switch (entry) {
        case Entry.InboundMessage message -> {
          participants.add(message.from());
          MailFields mail = message.mail();
          if (mail != null) {
            Stream.of(mail.to(), mail.cc())
                .flatMap(List::stream)
                .map(Mailbox::address)
                .filter(address -> !settings.isOurs(address))
                .forEach(address -> participants.add(Identity.email(address.normalised())));
          }
        }
        case Entry.OutboundMessage message -> participants.addAll(message.recipients());
        case Entry.PrivateNote _, Entry.Event _ -> {}
      }
    }
    while (participants.size() > Conversation.MAX_PARTICIPANTS) {
      participants.remove(participants.last());
    }
    return participants;
  }
}
