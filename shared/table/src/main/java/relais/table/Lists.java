package relais.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pages of lists, newest activity first. A page costs its own size, however long the lists are.
public final class Lists {
  private static final Pattern CURSOR =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z#[0-9A-Z]{26}");

  private final Table table;

  public Lists(Table table) {
    this.table = table;
  }

  /// One page.
  ///
  /// @param next where the next page begins, null after the last
  public record Page(List<Row> rows, @Nullable String next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /// A2, A3, A90: one page of several lists merged; one Query each.
  ///
  /// @param cursor what an earlier page gave as `next`, null for the first
  /// @throws IllegalArgumentException when the cursor is not one of ours
  public Page page(List<ConversationList> lists, @Nullable String cursor, int limit) {
    if (cursor != null && !CURSOR.matcher(cursor).matches()) {
      throw new IllegalArgumentException("Not a cursor of ours: '%s'".formatted(cursor));
    }
    List<Item> items =
        new ArrayList<>(
            table.query(lists.stream().map(list -> range(list, cursor, limit)).toList()));
    items.sort(Comparator.comparing((Item item) -> item.text("activity")).reversed());
    boolean more = items.size() > limit;
    List<Item> page = more ? items.subList(0, limit) : items;
    return new Page(
        page.stream().map(Row::read).toList(), more ? page.getLast().text("activity") : null);
  }

  private static Table.Range range(ConversationList list, @Nullable String cursor, int limit) {
    return switch (list) {
      case ConversationList.Mine _ -> range("by_agent", "agentList", list, cursor, limit);
      case ConversationList.Unowned _,
          ConversationList.Owned _,
          ConversationList.Closed _,
          ConversationList.Aside _ ->
          range("by_team", "teamList", list, cursor, limit);
    };
  }

  private static Table.Range range(
      String index, String attribute, ConversationList list, @Nullable String cursor, int limit) {
    return new Table.Range(index, attribute, list.key(), "activity", cursor, null, true, limit + 1);
  }
}
