package relais.api;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Access;
import relais.conversation.TeamId;
import relais.table.ConversationList;
import relais.table.Lists;

/// Pages of the views New, Mine, Team and Closed, as far as the caller may see them.
@Singleton
final class ListConversations {
  private static final int MAX_LIMIT = 100;
  private final Lists lists;

  ListConversations(Lists lists) {
    this.lists = lists;
  }

  /// @param team the team of the view "team", null for the others
  /// @param cursor where the page begins, null for the first
  RowPageJson page(
      Caller caller, String view, @Nullable String team, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.field("limit", "A page has 1 to %d conversations.".formatted(MAX_LIMIT));
    }
    List<ConversationList> wanted = lists(caller, view, team);
    try {
      Lists.Page page = lists.page(wanted, cursor, limit);
      return new RowPageJson(page.rows().stream().map(RowJson::of).toList(), page.next());
    } catch (IllegalArgumentException _) {
      throw Fields.badCursor();
    }
  }

  private static List<ConversationList> lists(Caller caller, String view, @Nullable String team) {
    return switch (view) {
      case "new" ->
          caller.teams().stream().<ConversationList>map(ConversationList.Unowned::new).toList();
      case "mine" -> List.of(new ConversationList.Mine(caller.user().id()));
      case "team" -> {
        TeamId wanted = team(caller, Fields.required("team", team));
        yield List.of(new ConversationList.Unowned(wanted), new ConversationList.Owned(wanted));
      }
      case "closed" ->
          caller.teams().stream().<ConversationList>map(ConversationList.Closed::new).toList();
      default -> throw Problem.field("view", "The views are new, mine, team and closed.");
    };
  }

  private static TeamId team(Caller caller, String team) {
    return Fields.team("team", team, caller.settings())
        .filter(known -> Access.maySeeTeam(caller.user(), known))
        .orElseThrow(Problem::notFound);
  }
}
