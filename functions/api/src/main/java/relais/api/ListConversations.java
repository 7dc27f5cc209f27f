package relais.api;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Access;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.TeamId;
import relais.table.ConversationList;
import relais.table.Conversations;
import relais.table.Drafts;
import relais.table.Lists;

/// Pages of the views New, Mine, Drafts, Team and Closed, as far as the caller may see them.
@Singleton
final class ListConversations {
  private static final int MAX_LIMIT = 100;
  private final Lists lists;
  private final Drafts drafts;
  private final Conversations conversations;

  ListConversations(Lists lists, Drafts drafts, Conversations conversations) {
    this.lists = lists;
    this.drafts = drafts;
    this.conversations = conversations;
  }

  /// @param team the team of the view "team", null for the others
  /// @param cursor where the page begins, null for the first
  RowPageJson page(
      Caller caller, String view, @Nullable String team, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.field("limit", "A page has 1 to %d conversations.".formatted(MAX_LIMIT));
    }
    if (view.equals("drafts")) {
      return drafts(caller, limit);
    }
    List<ConversationList> wanted = lists(caller, view, team);
    try {
      Lists.Page page = lists.page(wanted, cursor, limit);
      return new RowPageJson(page.rows().stream().map(RowJson::of).toList(), page.next());
    } catch (IllegalArgumentException _) {
      throw Fields.badCursor();
    }
  }

  /// Where the caller has drafts, the newest first. One page is all: who has more finds the others
  /// as these are sent.
  private RowPageJson drafts(Caller caller, int limit) {
    List<ConversationId> places = drafts.conversations(caller.user().id(), limit);
    Map<ConversationId, Conversation> found =
        conversations.findAll(places).stream()
            .filter(conversation -> Access.mayWorkOn(caller.user(), conversation.ownership()))
            .collect(Collectors.toMap(Conversation::id, Function.identity()));
    return new RowPageJson(
        places.stream()
            .flatMap(place -> Stream.ofNullable(found.get(place)))
            .map(RowJson::of)
            .toList(),
        null);
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
      default -> throw Problem.field("view", "The views are new, mine, drafts, team and closed.");
    };
  }

  private static TeamId team(Caller caller, String team) {
    return Fields.team("team", team, caller.settings())
        .filter(known -> Access.maySeeTeam(caller.user(), known))
        .orElseThrow(Problem::notFound);
  }
}
