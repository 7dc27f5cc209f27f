package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One exchange with a contact, from the first message to the last.
///
/// @param caseNumber what the customer may quote: "#10482" (requirement 003-05)
/// @param participants the identities that have written or been written to; only they continue a
///     conversation by quoting it
/// @param sides exchanges with others beside the one with the customer, in the order they began
/// @param links which conversations it has to do with
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
    List<SideThread> sides,
    Links links,
    Versions versions) {
  /// More participants than this are not remembered.
  public static final int MAX_PARTICIPANTS = 100;

  public Conversation {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    participants = Collections.unmodifiableSortedSet(new TreeSet<>(participants));
    sides = List.copyOf(sides);
  }

  /// A conversation without side threads that has to do with no other.
  public Conversation(
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
    this(
        id,
        caseNumber,
        origin,
        headline,
        status,
        ownership,
        labels,
        activity,
        participants,
        List.of(),
        Links.NONE,
        versions);
  }

  /// Where it came from. Never changes but for the contact's name, and where answers go when the
  /// contact moves to another number.
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
  /// @param outbox what the team wrote and the customer does not have
  public record Activity(
      Instant lastAt,
      @Nullable Instant waitingSince,
      @Nullable Instant lastInboundAt,
      @Nullable Instant lastOutboundAt,
      Outbox outbox) {
    Activity with(Outbox outbox) {
      return new Activity(lastAt, waitingSince, lastInboundAt, lastOutboundAt, outbox);
    }
  }

  /// What the team wrote and the customer does not have.
  ///
  /// @param failed whether the newest thing the team sent did not arrive
  /// @param waiting replies that wait for their time, or for a person to decide
  public record Outbox(boolean failed, List<Waiting> waiting) {
    /// Nothing.
    public static final Outbox EMPTY = new Outbox(false, List.of());

    /// More replies than this do not wait in one conversation.
    public static final int MAX_WAITING = 20;

    public Outbox {
      waiting = List.copyOf(waiting);
    }

    /// A reply that has not gone out.
    ///
    /// @param dueAt when it goes out; null when it is held, because the one it is for wrote first
    /// @param side the side thread it is for; null when it is for the customer
    public record Waiting(EntryId message, @Nullable Instant dueAt, @Nullable EntryId side) {
      /// A reply to the customer.
      public Waiting(EntryId message, @Nullable Instant dueAt) {
        this(message, dueAt, null);
      }

      private Waiting held(@Nullable EntryId by) {
        return Objects.equals(side, by) ? new Waiting(message, null, side) : this;
      }

      /// Whether a person has to decide about it.
      public boolean isHeld() {
        return dueAt == null;
      }
    }

    /// Whether the customer wrote before one of the replies was due.
    public boolean isHeld() {
      return waiting.stream().anyMatch(Waiting::isHeld);
    }

    /// When the next reply goes out; null when none is to.
    public @Nullable Instant nextDueAt() {
      Instant next = null;
      for (Waiting reply : waiting) {
        Instant dueAt = reply.dueAt();
        next = dueAt != null && (next == null || dueAt.isBefore(next)) ? dueAt : next;
      }
      return next;
    }

    Outbox with(boolean failed) {
      return new Outbox(failed, waiting);
    }

    /// With a reply more, or with another time for one.
    Outbox with(Waiting reply) {
      List<Waiting> all = new ArrayList<>(without(reply.message()).waiting());
      all.add(reply);
      return new Outbox(failed, all);
    }

    Outbox without(EntryId message) {
      return new Outbox(
          failed, waiting.stream().filter(reply -> !reply.message().equals(message)).toList());
    }

    /// As words from outside leave it: nothing goes out unasked to who wrote them.
    ///
    /// @param by the side thread they came in; null for the customer's
    Outbox held(@Nullable EntryId by) {
      return new Outbox(failed, waiting.stream().map(reply -> reply.held(by)).toList());
    }
  }

  /// Which conversations it has to do with.
  ///
  /// @param related shown as links, the newest last, each once
  /// @param merged those that were merged into this one: their entries stand in its timeline
  public record Links(List<Relation> related, List<ConversationId> merged) {
    /// None.
    public static final Links NONE = new Links(List.of(), List.of());

    /// More links than this are not kept; the newest are.
    public static final int MAX_RELATED = 20;

    /// More conversations than this are not merged into one.
    public static final int MAX_MERGED = 10;

    public Links {
      related = List.copyOf(related);
      merged = List.copyOf(merged);
    }

    Links with(Relation relation) {
      List<Relation> all =
          new ArrayList<>(
              related.stream().filter(one -> !one.other().equals(relation.other())).toList());
      all.add(relation);
      return new Links(all.subList(Math.max(0, all.size() - MAX_RELATED), all.size()), merged);
    }

    Links without(ConversationId other) {
      return new Links(
          related.stream().filter(relation -> !relation.other().equals(other)).toList(), merged);
    }

    Links withMerged(List<ConversationId> merged) {
      return new Links(related, merged);
    }
  }

  /// Another conversation that this one has to do with.
  ///
  /// @param caseNumber the other one's
  public record Relation(ConversationId other, long caseNumber, Why why) {
    /// In what way.
    public enum Why {
      /// This one began with a mail that quotes the other, from somebody who has no part in it.
      QUOTES("quotes"),
      /// The other way round.
      QUOTED_BY("quoted-by"),
      /// One mail went to two of our inboxes.
      SAME_MAIL("same-mail"),
      /// This one was split off the other.
      SPLIT_FROM("split-from"),
      /// The other way round.
      SPLIT_INTO("split-into"),
      /// This one was merged into the other: its entries are read there.
      MERGED_INTO("merged-into"),
      /// The other way round.
      MERGED_FROM("merged-from"),
      /// A merge with the other was taken back.
      UNMERGED("unmerged");

      private final String word;

      Why(String word) {
        this.word = word;
      }

      /// The word for it in JSON and in the table.
      public String word() {
        return word;
      }

      /// The same seen from the other conversation.
      Why reverse() {
        return switch (this) {
          case QUOTES -> QUOTED_BY;
          case QUOTED_BY -> QUOTES;
          case SAME_MAIL -> SAME_MAIL;
          case SPLIT_FROM -> SPLIT_INTO;
          case SPLIT_INTO -> SPLIT_FROM;
          case MERGED_INTO -> MERGED_FROM;
          case MERGED_FROM -> MERGED_INTO;
          case UNMERGED -> UNMERGED;
        };
      }

      /// Finds one by its word.
      ///
      /// @throws IllegalArgumentException when there is none of that word
      public static Why of(String word) {
        for (Why why : values()) {
          if (why.word.equals(word)) {
            return why;
          }
        }
        throw new IllegalArgumentException("There is no relation '%s'".formatted(word));
      }
    }
  }

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

  /// The side thread of this name.
  public Optional<SideThread> findSide(EntryId side) {
    return sides.stream().filter(each -> each.id().equals(side)).findFirst();
  }

  /// The newest side thread in which somebody takes part.
  ///
  /// @param person all their addresses
  Optional<SideThread> findSideOf(Set<Identity> person) {
    return sides.reversed().stream().filter(side -> side.takesPart(person)).findFirst();
  }

  /// How the customer and the subject line name it.
  public String caseReference() {
    return "#" + caseNumber;
  }

  /// Until when free text may be sent; null where the channel has no window or the customer has not
  /// written.
  public @Nullable Instant windowClosesAt() {
    return windowClosesAt(origin.channel(), activity.lastInboundAt());
  }

  /// The same for a conversation of which only this is known.
  ///
  /// @param lastInboundAt when the customer wrote last, null before
  public static @Nullable Instant windowClosesAt(Channel channel, @Nullable Instant lastInboundAt) {
    return lastInboundAt == null
        ? null
        : channel.findWindow().map(lastInboundAt::plus).orElse(null);
  }

  /// The same with one write more, of something that stands beside it.
  public Conversation touched() {
    return with(versions.next());
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
        sides,
        links,
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
        sides,
        links,
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
        sides,
        links,
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
        sides,
        links,
        versions);
  }

  Conversation with(Links links) {
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
        sides,
        links,
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
        sides,
        links,
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
        sides,
        links,
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
        sides,
        links,
        versions);
  }

  /// With a side thread more, or with another state of one.
  Conversation with(SideThread side) {
    List<SideThread> all = new ArrayList<>(sides);
    int known = all.indexOf(findSide(side.id()).orElse(null));
    if (known < 0) {
      all.add(side);
    } else {
      all.set(known, side);
    }
    return withSides(all);
  }

  Conversation withSides(List<SideThread> sides) {
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
        sides,
        links,
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
        sides,
        links,
        versions);
  }
}
