package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who has a conversation: by hand, and in turn.
public final class Ownerships {
  private Ownerships() {}

  /// Gives a conversation to an agent, to a team, or back to nobody.
  ///
  /// @param seen the version the person looked at; a change of owner since then refuses
  /// @param assignee null for nobody
  /// @param team null to leave the team
  public static Decision assign(
      Conversation conversation,
      Actor by,
      long seen,
      @Nullable UserId assignee,
      @Nullable TeamId team,
      Settings settings,
      EntryIds ids,
      Instant now) {
    if (seen < conversation.versions().owner()) {
      return new Decision.Refused(Decision.Refusal.CROSSED_BY_OWNER);
    }
    Conversation.Ownership before = conversation.ownership();
    TeamId newTeam = team == null ? before.team() : team;
    if (settings.findTeam(newTeam).isEmpty()
        || (assignee != null && settings.findUser(assignee).isEmpty())) {
      return new Decision.Refused(Decision.Refusal.NO_SUCH_OWNER);
    }
    Conversation.Ownership after = new Conversation.Ownership(newTeam, assignee);
    if (after.equals(before)) {
      return new Decision.Unchanged();
    }
    List<Entry> entries = new ArrayList<>();
    if (!newTeam.equals(before.team())) {
      entries.add(
          new Entry.Event(ids.next(), now, by, new Happening.MovedToTeam(before.team(), newTeam)));
    }
    UserId old = before.assignee();
    if (old == null ? assignee != null : !old.equals(assignee)) {
      entries.add(new Entry.Event(ids.next(), now, by, new Happening.Assigned(old, assignee)));
    }
    return new Decision.Changed(
        owned(conversation.with(conversation.versions().next()), after), entries);
  }

  /// Whose turn it is: the available member after the one who had the last turn, in the order of
  /// their ids. Empty when nobody is available.
  public static Optional<UserId> nextInTurn(TeamId team, @Nullable UserId last, Settings settings) {
    List<UserId> members =
        settings.members(team).stream()
            .filter(User::available)
            .map(User::id)
            .sorted(Comparator.comparing(UserId::value))
            .toList();
    if (members.isEmpty()) {
      return Optional.empty();
    }
    return members.stream()
        .filter(member -> last != null && member.value().compareTo(last.value()) > 0)
        .findFirst()
        .or(() -> Optional.of(members.getFirst()));
  }

  /// Whether the product itself should find an owner now.
  public static boolean wantsOwner(Conversation conversation, Settings settings) {
    return conversation.ownership().assignee() == null
        && conversation.status() instanceof Status.Open
        && settings
            .findTeam(conversation.ownership().team())
            .map(team -> team.assignment() == Team.Assignment.ROUND_ROBIN)
            .orElse(false);
  }

  static Conversation owned(Conversation conversation, Conversation.Ownership ownership) {
    Conversation.Versions versions = conversation.versions();
    return conversation
        .with(ownership)
        .with(
            new Conversation.Versions(versions.current(), versions.message(), versions.current()));
  }
}
