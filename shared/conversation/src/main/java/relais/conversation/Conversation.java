package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One exchange with a contact, from the first message to the last.
///
/// @param caseNumber what the customer may quote: "#10482" (requirement 003-05)
/// @param participants the identities that have written or been written to; only they continue a
///     conversation by quoting it
public record Conversation(
    ConversationId id,
    long caseNumber,
    Origin origin,
    Headline headline,
    Status status,
    Ownership ownership,
    SortedSet<LabelId> labels,
    Activity activity,
    SortedSet<Identity> participants,
    Versions versions) {
  /// More participants than this are not remembered.
  public static final int MAX_PARTICIPANTS = 100;

  private static final Duration WINDOW = Duration.ofHours(24);

  public Conversation {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    participants = Collections.unmodifiableSortedSet(new TreeSet<>(participants));
  }

  /// Where it came from. Never changes but for the contact's name.
  ///
  /// @param contactName as the list shows it
  /// @param identity the address of the contact that answers go to
  public record Origin(
      InboxId inbox,
      Channel channel,
      ContactId contact,
      String contactName,
      Identity identity,
      Instant createdAt) {}

  /// What the list shows.
  ///
  /// @param subject of the first mail; empty for chats
  /// @param preview the first words of the newest message
  public record Headline(String subject, String preview) {}

  /// Who has it.
  ///
  /// @param assignee null while nobody owns it
  public record Ownership(TeamId team, @Nullable UserId assignee) {}

  /// When what happened last.
  ///
  /// @param lastAt the newest message; lists sort by it
  /// @param waitingSince when the oldest unanswered message of the customer came, null while the
  ///     customer waits for nothing
  /// @param lastInboundAt when the customer wrote last, null before; opens the 24-hour window
  /// @param lastOutboundAt when the team wrote last, null before
  /// @param failed whether the newest thing the team wrote did not arrive
  public record Activity(
      Instant lastAt,
      @Nullable Instant waitingSince,
      @Nullable Instant lastInboundAt,
      @Nullable Instant lastOutboundAt,
      boolean failed) {}

  /// Counts the writes.
  ///
  /// @param current grows by one with every write; a save with a stale one is refused
  /// @param message the version that the last message, in or out, made
  /// @param owner the version that the last change of assignee or team made
  public record Versions(long current, long message, long owner) {
    Versions next() {
      return new Versions(current + 1, message, owner);
    }

    Versions nextWithMessage() {
      return new Versions(current + 1, current + 1, owner);
    }

    Versions nextWithOwner() {
      return new Versions(current + 1, message, current + 1);
    }
  }

  /// How the customer and the subject line name it.
  public String caseReference() {
    return "#" + caseNumber;
  }

  /// How long free text may be sent on WhatsApp: 24 hours from the customer's last message; null
  /// where the channel has no window or the customer has not written.
  public @Nullable Instant windowClosesAt() {
    return windowClosesAt(origin.channel(), activity.lastInboundAt());
  }

  /// The same for a conversation of which only this is known.
  ///
  /// @param lastInboundAt when the customer wrote last, null before
  public static @Nullable Instant windowClosesAt(Channel channel, @Nullable Instant lastInboundAt) {
    return switch (channel) {
      case EMAIL -> null;
      case WHATSAPP -> lastInboundAt == null ? null : lastInboundAt.plus(WINDOW);
    };
  }

  Conversation with(Headline headline) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation with(Status status) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation with(Ownership ownership) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation with(Activity activity) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation with(Versions versions) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation withLabels(SortedSet<LabelId> labels) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation withParticipants(SortedSet<Identity> participants) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }

  Conversation with(Origin origin) {
    return new Conversation(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        versions);
  }
}
