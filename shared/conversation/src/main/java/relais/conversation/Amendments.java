package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has become of a message since it was sent. Each amendment only ever raises it: of two
/// reactions of one person the later holds, of all edits the latest, a deletion for good.
///
/// @param reactions one for each person, those that were taken back among them, by person; of the
///     team one that it made here and one that it made outside
/// @param edits oldest first; the newest is what the message says now
/// @param deletedAt when its author took it back; null while it stands
public record Amendments(
    List<Amendment.Reacted> reactions, List<Amendment.Edited> edits, @Nullable Instant deletedAt) {
  /// None.
  public static final Amendments NONE = new Amendments(List.of(), List.of(), null);

  /// More edits of one message than this are not kept; the newest are.
  public static final int MAX_EDITS = 10;

  /// More people's reactions than this are not kept.
  static final int MAX_REACTIONS = 50;

  /// What comes back of a reaction of ours bears another clock's time, at most this far apart.
  private static final Duration CLOCKS_APART = Duration.ofMinutes(15);

  private static final Comparator<Amendment.Reacted> BY_PERSON =
      Comparator.comparing(Amendment.Reacted::by)
          .thenComparing(reaction -> reaction.agent() == null);

  private static final Comparator<Amendment.Reacted> LATER =
      Comparator.comparing(Amendment.Reacted::at)
          .thenComparing(reaction -> reaction.emoji() == null ? "" : reaction.emoji());

  private static final Comparator<Amendment.Edited> OLDEST_FIRST =
      Comparator.comparing(Amendment.Edited::at).thenComparing(edit -> edit.body().text());

  public Amendments {
    reactions = List.copyOf(reactions);
    edits = List.copyOf(edits);
  }

  /// With one more; the same when it says nothing new.
  public Amendments with(Amendment amendment) {
    return switch (amendment) {
      case Amendment.Reacted reaction -> with(reaction);
      case Amendment.Edited edit -> with(edit);
      // What is known of a call stands in the message itself.
      case Amendment.Called _ -> this;
      case Amendment.Deleted(Instant at, boolean _) ->
          deletedAt != null && !at.isBefore(deletedAt)
              ? this
              : new Amendments(reactions, edits, at);
    };
  }

  private Amendments with(Amendment.Reacted reaction) {
    Optional<Amendment.Reacted> before =
        reactions.stream().filter(each -> BY_PERSON.compare(each, reaction) == 0).findFirst();
    if (before.isPresent() && LATER.compare(before.get(), reaction) >= 0) {
      return this;
    }
    List<Amendment.Reacted> all = new ArrayList<>(reactions);
    all.removeIf(each -> BY_PERSON.compare(each, reaction) == 0);
    all.add(reaction);
    all.sort(BY_PERSON);
    return new Amendments(all.subList(0, Math.min(all.size(), MAX_REACTIONS)), edits, deletedAt);
  }

  private Amendments with(Amendment.Edited edit) {
    if (edits.contains(edit)) {
      return this;
    }
    List<Amendment.Edited> all = new ArrayList<>(edits);
    all.add(edit);
    all.sort(OLDEST_FIRST);
    return new Amendments(
        reactions, all.subList(Math.max(0, all.size() - MAX_EDITS), all.size()), deletedAt);
  }

  /// What stands in the place of the first words; empty when they were never changed.
  public Optional<Amendment.Edited> latestEdit() {
    return edits.isEmpty() ? Optional.empty() : Optional.of(edits.getLast());
  }

  /// What a message says now.
  ///
  /// @param first what it said at first
  public MessageBody now(MessageBody first) {
    return latestEdit().map(Amendment.Edited::body).orElse(first);
  }

  /// The reactions that stand. To a customer the team is one: of what it did here and outside the
  /// later counts, and what comes back of a reaction made here is that reaction.
  public List<Amendment.Reacted> standing() {
    return reactions.stream()
        .filter(reaction -> reaction.emoji() != null)
        .filter(reaction -> reactions.stream().noneMatch(other -> replaces(other, reaction)))
        .toList();
  }

  private static boolean replaces(Amendment.Reacted one, Amendment.Reacted other) {
    if (!one.by().equals(other.by()) || one.equals(other)) {
      return false;
    }
    boolean comesBack =
        Objects.equals(one.emoji(), other.emoji())
            && Duration.between(one.at(), other.at()).abs().compareTo(CLOCKS_APART) <= 0;
    return one.agent() == null
        ? !comesBack && one.at().isAfter(other.at())
        : comesBack || !other.at().isAfter(one.at());
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }
}
