package relais.table;

import relais.conversation.InboxId;
import relais.conversation.TeamId;
import relais.conversation.UserId;

/// A list that conversations stand in, by last activity.
public sealed interface ConversationList {
  /// Open and owned by nobody, in a team.
  record Unowned(TeamId team) implements ConversationList {}

  /// Open and owned by somebody, in a team.
  record Owned(TeamId team) implements ConversationList {}

  /// Closed, in a team.
  record Closed(TeamId team) implements ConversationList {}

  /// No customer's, in an inbox: test messages, and providers' requests to forward to it.
  record Aside(InboxId inbox) implements ConversationList {}

  /// Open and owned by this agent, in any team.
  record Mine(UserId agent) implements ConversationList {}

  /// The partition key of the list.
  default String key() {
    return switch (this) {
      case Unowned(TeamId team) -> TableKeys.newList(team);
      case Owned(TeamId team) -> TableKeys.ownedList(team);
      case Closed(TeamId team) -> TableKeys.closedList(team);
      case Aside(InboxId inbox) -> TableKeys.asideList(inbox);
      case Mine(UserId agent) -> TableKeys.openList(agent);
    };
  }
}
