package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation.Relation;

/// Two conversations that are one become one: the entries of the one stand in the timeline of the
/// other, and mail to either lands there. Nothing is moved, so it can be taken back.
public final class Merging {
  /// How long a merge can be taken back.
  public static final Duration TAKEN_BACK_WITHIN = Duration.ofHours(1);

  private Merging() {}

  /// What merging, or taking it back, comes to.
  public sealed interface Outcome {
    /// Both conversations change.
    record Changed(Decision.Changed one, Decision.Changed into) implements Outcome {}

    /// It is so already.
    record Unchanged() implements Outcome {}

    /// It may not be, with the reason a person can act on.
    record Refused(Refusal reason) implements Outcome {}
  }

  /// Why not.
  public enum Refusal {
    /// Somebody, customer or colleague, wrote in one of them since the person looked.
    CROSSED,
    /// A conversation is not merged into itself.
    ITSELF,
    /// One of them was merged into another already.
    MERGED_ELSEWHERE,
    /// Only mail is merged: a chat is with one person.
    NOT_MAIL,
    /// More would be merged into one than is good to read.
    TOO_MANY,
    /// A reply waits in one of them, and would not notice what the customer writes in the other.
    REPLY_WAITS,
    /// It was not merged, or too long ago.
    NOT_TO_BE_TAKEN_BACK
  }

  /// A conversation and the version of it that the person looked at.
  public record Seen(Conversation conversation, long version) {
    private boolean isCrossed() {
      return version < conversation.versions().message();
    }
  }

  /// Merges one conversation into another, which keeps its number, subject, contact and owner.
  public static Outcome merge(Seen one, Seen into, Actor by, EntryIds ids, Instant now) {
    Conversation source = one.conversation();
    Conversation target = into.conversation();
    if (source.id().equals(target.id())) {
      return new Outcome.Refused(Refusal.ITSELF);
    }
    if (source.status() instanceof Status.Merged merged && merged.into().equals(target.id())) {
      return new Outcome.Unchanged();
    }
    if (source.status() instanceof Status.Merged || target.status() instanceof Status.Merged) {
      return new Outcome.Refused(Refusal.MERGED_ELSEWHERE);
    }
    if (!source.origin().channel().isMail() || !target.origin().channel().isMail()) {
      return new Outcome.Refused(Refusal.NOT_MAIL);
    }
    if (one.isCrossed() || into.isCrossed()) {
      return new Outcome.Refused(Refusal.CROSSED);
    }
    if (hasWaiting(source) || hasWaiting(target)) {
      return new Outcome.Refused(Refusal.REPLY_WAITS);
    }
    List<ConversationId> merged = new ArrayList<>(target.links().merged());
    merged.add(source.id());
    merged.addAll(source.links().merged());
    if (merged.size() > Conversation.Links.MAX_MERGED) {
      return new Outcome.Refused(Refusal.TOO_MANY);
    }
    Decision.Changed gone =
        new Decision.Changed(
            source
                .with(new Status.Merged(now, by, target.id(), target.caseNumber(), source.status()))
                .with(source.links().without(target.id()))
                .with(source.versions().nextWithMessage()),
            List.of(event(target, Relation.Why.MERGED_INTO, by, ids, now)));
    return new Outcome.Changed(gone, grown(source, target, merged, by, ids, now));
  }

  private static boolean hasWaiting(Conversation conversation) {
    return !conversation.activity().outbox().waiting().isEmpty();
  }

  private static Decision.Changed grown(
      Conversation source,
      Conversation target,
      List<ConversationId> merged,
      Actor by,
      EntryIds ids,
      Instant now) {
    List<Entry> entries = new ArrayList<>();
    entries.add(event(source, Relation.Why.MERGED_FROM, by, ids, now));
    SortedSet<LabelId> labels = new TreeSet<>(target.labels());
    for (LabelId label : source.labels()) {
      if (labels.add(label)) {
        entries.add(new Entry.Event(ids.next(), now, by, new Happening.Labelled(label)));
      }
    }
    boolean opens =
        source.status() instanceof Status.Open && target.status() instanceof Status.Closed;
    if (opens) {
      entries.add(new Entry.Event(ids.next(), now, by, new Happening.Reopened()));
    }
    Conversation.Activity one = source.activity();
    Conversation.Activity other = target.activity();
    boolean sourceIsNewer = one.lastAt().isAfter(other.lastAt());
    Conversation changed =
        target
            .with(
                new Conversation.Activity(
                    sourceIsNewer ? one.lastAt() : other.lastAt(),
                    earlier(one.waitingSince(), other.waitingSince()),
                    later(one.lastInboundAt(), other.lastInboundAt()),
                    later(one.lastOutboundAt(), other.lastOutboundAt()),
                    other.outbox().with(one.outbox().failed() || other.outbox().failed())))
            .with(
                new Conversation.Headline(
                    target.headline().subject(),
                    sourceIsNewer ? source.headline().preview() : target.headline().preview()))
            .with(opens ? new Status.Open() : target.status())
            .withLabels(labels)
            .withParticipants(participants(source, target))
            .withSides(Stream.concat(target.sides().stream(), source.sides().stream()).toList())
            .with(target.links().without(source.id()).withMerged(merged))
            .with(target.versions().nextWithMessage());
    return new Decision.Changed(changed, entries);
  }

  /// Takes a merge back: the one is again as it was, with its own entries; what came in the
  /// meantime, and the labels and participants the other took over, stay with the other.
  public static Outcome takeBack(
      Conversation source, Conversation into, Actor by, EntryIds ids, Instant now) {
    if (!(source.status() instanceof Status.Merged merged)
        || !merged.into().equals(into.id())
        || into.status() instanceof Status.Merged
        || !now.isBefore(merged.at().plus(TAKEN_BACK_WITHIN))) {
      return new Outcome.Refused(Refusal.NOT_TO_BE_TAKEN_BACK);
    }
    List<ConversationId> left = new ArrayList<>(into.links().merged());
    left.remove(source.id());
    left.removeAll(source.links().merged());
    return new Outcome.Changed(
        new Decision.Changed(
            source.with(merged.before()).with(source.versions().nextWithMessage()),
            List.of(event(into, Relation.Why.UNMERGED, by, ids, now))),
        new Decision.Changed(
            into.with(into.links().withMerged(left)).with(into.versions().nextWithMessage()),
            List.of(event(source, Relation.Why.UNMERGED, by, ids, now))));
  }

  private static Entry.Event event(
      Conversation other, Relation.Why why, Actor by, EntryIds ids, Instant now) {
    return new Entry.Event(
        ids.next(),
        now,
        by,
        new Happening.Linked(new Relation(other.id(), other.caseNumber(), why)));
  }

  private static SortedSet<Identity> participants(Conversation source, Conversation target) {
    SortedSet<Identity> all = new TreeSet<>(target.participants());
    for (Identity identity : source.participants()) {
      if (all.size() < Conversation.MAX_PARTICIPANTS) {
        all.add(identity);
      }
    }
    return all;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
