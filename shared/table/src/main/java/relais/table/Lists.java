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

  /// So many more than its share a list is asked for: it is seldom exact.
  private static final int SPARE = 10;

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

  /// A2, A3, A90: one page of several lists merged. Each is asked in one Query for its share and
  /// some more; where that does not reach the end of the page, once more for the rest of it.
  ///
  /// @param cursor what an earlier page gave as `next`, null for the first
  /// @throws IllegalArgumentException when the cursor is not one of ours
  public Page page(List<ConversationList> lists, @Nullable String cursor, int limit) {
    if (cursor != null && !CURSOR.matcher(cursor).matches()) {
      throw new IllegalArgumentException("Not a cursor of ours: '%s'".formatted(cursor));
    }
    // One more than the page has tells whether another follows.
    int wanted = limit + 1;
    int share = lists.size() == 1 ? wanted : Math.min(wanted, wanted / lists.size() + SPARE);
    List<Item> items =
        new ArrayList<>(
            table.query(lists.stream().map(list -> range(list, cursor, share)).toList()));
    if (share < wanted) {
      items.addAll(table.query(rest(lists, items, share, wanted)));
    }
    items.sort(Comparator.comparing(Lists::activity).reversed());
    boolean more = items.size() > limit;
    List<Item> page = more ? items.subList(0, limit) : items;
    return new Page(page.stream().map(Row::read).toList(), more ? activity(page.getLast()) : null);
  }

  /// Where a list gave its whole share, and what follows it may stand on the page.
  private static List<Table.Range> rest(
      List<ConversationList> lists, List<Item> items, int share, int wanted) {
    List<Table.Range> rest = new ArrayList<>();
    for (ConversationList list : lists) {
      List<Item> own =
          items.stream().filter(item -> list.key().equals(item.findText(attribute(list)))).toList();
      if (own.size() == share) {
        String end = activity(own.getLast());
        long before = items.stream().filter(item -> activity(item).compareTo(end) > 0).count();
        if (before + 1 < wanted) {
          rest.add(range(list, end, wanted - share));
        }
      }
    }
    return rest;
  }

  private static String activity(Item item) {
    return item.text("activity");
  }

  private static Table.Range range(ConversationList list, @Nullable String cursor, int limit) {
    String index = list instanceof ConversationList.Mine ? "by_agent" : "by_team";
    return new Table.Range(
        index, attribute(list), list.key(), "activity", cursor, null, true, limit);
  }

  private static String attribute(ConversationList list) {
    return list instanceof ConversationList.Mine ? "agentList" : "teamList";
  }
}
