package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision.Refusal;
import relais.conversation.Ownerships;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.conversation.User;
import relais.conversation.UserId;
import relais.runtime.Ids;

/// Gives a conversation to an agent, a team, or back to nobody.
@Singleton
final class AssignConversation {
  private final ChangeConversation change;
  private final Ids ids;
  private final InstantSource clock;

  AssignConversation(ChangeConversation change, Ids ids, InstantSource clock) {
    this.change = change;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson assign(
      Caller caller, ConversationId id, ReadVersion seen, AssignRequest request) {
    UserId agent = agent(request.agent(), caller.settings());
    TeamId team = team(request.team(), caller.settings());
    return change.change(
        caller,
        id,
        seen,
        conversation -> {
          Instant now = clock.instant();
          return Ownerships.assign(
              conversation,
              caller.actor(),
              seen.value(),
              agent,
              team,
              caller.settings(),
              ids.entriesAt(now),
              now);
        },
        AssignConversation::refusal);
  }

  private static Problem refusal(Conversation conversation, Refusal reason) {
    return switch (reason) {
      case CROSSED_BY_OWNER ->
          Problem.of(
              ProblemCode.OWNER_CHANGED,
              "Somebody gave this conversation to another agent or team since you looked. Look who"
                  + " has it now, then decide again.");
      case NO_SUCH_OWNER ->
          Problem.field("team", "There is no such agent or team any more. Load them again.");
      case CROSSED_BY_MESSAGE,
          WINDOW_CLOSED,
          TOO_MANY_WAITING,
          TAKES_PART,
          NO_SIDE_THREAD,
          NOT_RETRYABLE,
          NO_SUCH_LABEL ->
          ChangeConversation.unexpected(reason);
    };
  }

  private static @Nullable UserId agent(@Nullable String agent, Settings settings) {
    if (agent == null) {
      return null;
    }
    return settings.users().stream()
        .map(User::id)
        .filter(id -> id.value().equals(agent))
        .findFirst()
        .orElseThrow(() -> Problem.field("agent", "There is no such agent. Load them again."));
  }

  private static @Nullable TeamId team(@Nullable String team, Settings settings) {
    if (team == null) {
      return null;
    }
    return Fields.team("team", team, settings)
        .orElseThrow(() -> Problem.field("team", "There is no such team. Load them again."));
  }
}
