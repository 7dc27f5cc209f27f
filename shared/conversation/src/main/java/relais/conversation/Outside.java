package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the team's account says to a customer, as its provider tells every application: a message
/// of ours that comes back, or one that somebody wrote outside of Relais.
public final class Outside {
  /// How far the moment in which we last did something about a message may be from the one in which
  /// the provider had it.
  private static final Duration CLOCKS_APART = Duration.ofMinutes(15);

  private Outside() {}

  /// A message of ours that comes back.
  ///
  /// @param portion which portion of it, from 0
  public record Ours(Entry.OutboundMessage message, int portion) {}

  /// Finds the message of ours that comes back under a name which we do not know yet. Portions
  /// leave one after the other, so it is the first that has no name, if it says the same.
  ///
  /// @param newest entries of the conversation
  public static Optional<Ours> findOurs(List<Entry> newest, InboundItem.SentByAccount item) {
    return newest.stream()
        .filter(Entry.OutboundMessage.class::isInstance)
        .map(Entry.OutboundMessage.class::cast)
        .filter(message -> mayHaveLeft(message, item.at()) && saysTheSame(message, item))
        .min(Comparator.comparing(Entry.OutboundMessage::id))
        .map(message -> new Ours(message, message.missingPortions().getFirst()));
  }

  /// Whether the provider may have it although it has not told us a name for it.
  private static boolean mayHaveLeft(Entry.OutboundMessage message, Instant at) {
    boolean unnamed =
        message.portions().isEmpty()
            ? message.providerId() == null
            : !message.missingPortions().isEmpty();
    boolean tried =
        switch (message.status()) {
          case DeliveryStatus.Sending _ -> true;
          case DeliveryStatus.Queued queued -> queued.attempt() > 1;
          case DeliveryStatus.Failed failed -> failed.code().equals(Sending.OUTCOME_UNKNOWN);
          case DeliveryStatus.Scheduled _,
              DeliveryStatus.Held _,
              DeliveryStatus.Cancelled _,
              DeliveryStatus.Sent _,
              DeliveryStatus.Delayed _,
              DeliveryStatus.Delivered _,
              DeliveryStatus.Read _,
              DeliveryStatus.Complained _ ->
              false;
        };
    return unnamed
        && tried
        && !message.isReaction()
        && Duration.between(message.status().at(), at).abs().compareTo(CLOCKS_APART) <= 0;
  }

  private static boolean saysTheSame(
      Entry.OutboundMessage message, InboundItem.SentByAccount item) {
    String theirs = words(item.body());
    String ours = words(message.body());
    if (message.portions().isEmpty()) {
      return theirs.equals(ours) && item.files().isEmpty() == message.files().isEmpty();
    }
    return item.files().isEmpty()
        ? !theirs.isEmpty() && ours.contains(theirs)
        : !message.files().isEmpty();
  }

  private static String words(MessageBody body) {
    return body.text().strip().replaceAll("\\s+", " ");
  }

  /// Begins a conversation with what somebody wrote outside. Nobody waits, so it is closed until
  /// the customer answers.
  ///
  /// @param blank the conversation that it will be
  public static Decision.Changed begin(
      Conversation blank, InboundItem.SentByAccount item, EntryIds ids, Instant now) {
    Decision.Changed grown =
        grow(blank.withParticipants(new TreeSet<>(Set.of(item.to()))), List.of(), item);
    List<Entry> entries = new ArrayList<>(grown.entries());
    entries.add(
        new Entry.Event(
            ids.next(),
            now,
            new Actor.Outside(),
            new Happening.Created(item.inbox(), blank.ownership().team())));
    return new Decision.Changed(
        grown.conversation().with(new Status.Closed(sentAt(item), new Actor.Outside())), entries);
  }

  /// Adds what somebody wrote outside: the customer has an answer, and a reply that was written
  /// meanwhile is crossed. In whatever order it comes among the customer's messages, who
  /// wrote after it waits since then.
  ///
  /// @param newest entries of the conversation
  public static Decision.Changed grow(
      Conversation conversation, List<Entry> newest, InboundItem.SentByAccount item) {
    Instant at = sentAt(item);
    Entry.OutboundMessage message =
        new Entry.OutboundMessage(
            new EntryId(Ulid.derived(at, item.source())),
            at,
            new Actor.Outside(),
            item.to(),
            null,
            item.body(),
            item.files(),
            item.providerId(),
            new DeliveryStatus.Sent(at, 1));
    Conversation.Activity before = conversation.activity();
    Instant answered = before.lastOutboundAt();
    boolean latest = answered == null || at.isAfter(answered);
    boolean newestOfAll = !at.isBefore(before.lastAt());
    Conversation changed =
        conversation.with(
            new Conversation.Activity(
                newestOfAll ? at : before.lastAt(),
                latest ? waitingSince(before, newest, at) : before.waitingSince(),
                before.lastInboundAt(),
                latest ? at : answered,
                before.outbox()));
    Conversation.Origin origin = conversation.origin();
    if (at.isBefore(origin.createdAt())) {
      changed =
          changed.with(
              new Conversation.Origin(
                  origin.inbox(),
                  origin.channel(),
                  origin.contact(),
                  origin.contactName(),
                  origin.identity(),
                  at));
    }
    if (newestOfAll) {
      changed =
          changed.with(
              new Conversation.Headline(changed.headline().subject(), Preview.of(message)));
    }
    return new Decision.Changed(
        changed.with(changed.versions().nextWithMessage()), List.of(message));
  }

  /// Since when somebody waits who waited, once they were answered at a moment.
  private static @Nullable Instant waitingSince(
      Conversation.Activity before, List<Entry> newest, Instant answered) {
    Instant waiting = before.waitingSince();
    if (waiting == null || waiting.isAfter(answered)) {
      return waiting;
    }
    return newest.stream()
        .filter(Entry.InboundMessage.class::isInstance)
        .map(Entry.InboundMessage.class::cast)
        .filter(message -> !Incoming.isEcho(message.automatic()))
        .map(Entry.InboundMessage::at)
        .filter(at -> at.isAfter(answered))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// Nothing was written after it arrived, whatever the provider's clock says.
  private static Instant sentAt(InboundItem.SentByAccount item) {
    return item.at().isAfter(item.receivedAt()) ? item.receivedAt() : item.at();
  }
}
