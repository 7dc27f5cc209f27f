package relais.api;

import java.util.List;
import java.util.Optional;
import relais.conversation.Access;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.conversation.Status;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.conversation.User;

/// Who asks, with the settings as they are for this request. Everything the caller may is asked
/// here, and answered by [Access].
record Caller(User user, Settings settings) {
  Actor actor() {
    return new Actor.Agent(user.id());
  }

  /// The teams whose lists the caller may see.
  List<TeamId> teams() {
    return settings.teams().stream()
        .map(Team::id)
        .filter(team -> Access.maySeeTeam(user, team))
        .toList();
  }

  /// An inbox of a team the caller works in; what they may not see is not there.
  <T extends Inbox> Optional<T> findInbox(String id, Class<T> kind) {
    return settings.inboxes().stream()
        .filter(inbox -> inbox.id().value().equals(id))
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(inbox -> Access.maySeeTeam(user, inbox.team()))
        .findFirst();
  }

  /// Gives the conversation back when the caller may work on it; else it does not exist.
  Conversation mayWorkOn(Conversation conversation) {
    if (!Access.mayWorkOn(user, conversation.ownership())) {
      throw Problem.notFound();
    }
    return conversation;
  }

  /// Gives the conversation back when the caller may write in it: what was merged is written to
  /// where it is read, and in what stands aside nobody writes.
  Conversation mayWriteIn(Conversation conversation) {
    if (mayWorkOn(conversation).status() instanceof Status.Merged merged) {
      throw Problem.of(
          ProblemCode.MERGED,
          "This conversation was merged into #%d. Open that one and go on there."
              .formatted(merged.caseNumber()));
    }
    if (conversation.status() instanceof Status.Aside) {
      throw Problem.notFound();
    }
    return conversation;
  }

  void mustAdminister() {
    if (!Access.mayAdminister(user)) {
      throw Problem.of(
          ProblemCode.ADMINS_ONLY, "Only admins may do this. Ask one of them to do it for you.");
    }
  }
}
