package relais.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.UserId;

/// How many conversations stand in each list, exactly, at the price of one small Query.
///
/// Beside each conversation stands how it is counted. Counting a change moves that mark and the
/// numbers in one transaction, so that a change seen twice, or late, counts once.
public final class Counts {
  private static final int MAX_PER_TRANSACTION = 30;
  private static final int MAX_LISTS = 10_000;

  private final Table table;

  public Counts(Table table) {
    this.table = table;
  }

  /// A15: the number of conversations in each list, by the list's key; the quarantine's too.
  public Map<String, Long> load() {
    Map<String, Long> counts = new HashMap<>();
    for (Item item : table.query(Table.Range.of(TableKeys.COUNTS, null, MAX_LISTS))) {
      counts.put(item.text("sk"), item.numberOr("n", 0));
    }
    return counts;
  }

  /// The number of conversations in one list.
  public static long of(Map<String, Long> counts, ConversationList list) {
    return counts.getOrDefault(list.key(), 0L);
  }

  /// The number of items in quarantine.
  public static long ofQuarantine(Map<String, Long> counts) {
    return counts.getOrDefault(TableKeys.QUARANTINE, 0L);
  }

  /// A15: counts conversations as they are now. Safe to call with old or repeated states.
  ///
  /// @return whether any number changed
  public boolean count(Collection<Conversation> states) {
    Map<ConversationId, Conversation> newest = new TreeMap<>();
    for (Conversation state : states) {
      newest.merge(
          state.id(),
          state,
          (one, other) -> one.versions().current() >= other.versions().current() ? one : other);
    }
    List<Conversation> all = List.copyOf(newest.values());
    boolean changed = false;
    for (int from = 0; from < all.size(); from += MAX_PER_TRANSACTION) {
      List<Conversation> some = all.subList(from, Math.min(all.size(), from + MAX_PER_TRANSACTION));
      // Another batch may count one of these in the same moment: then the marks are read again.
      changed |=
          Stream.generate(() -> tryToCount(some))
              .limit(Table.MAX_TRIES)
              .flatMap(Optional::stream)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("Counts are too contended"));
    }
    return changed;
  }

  private Optional<Boolean> tryToCount(List<Conversation> states) {
    Map<String, Item> marks = new HashMap<>();
    for (Item mark :
        table.getAll(states.stream().map(state -> TableKeys.counted(state.id())).toList())) {
      marks.put(mark.text("pk"), mark);
    }
    Map<String, Integer> differences = new TreeMap<>();
    List<Table.Write> writes = new ArrayList<>();
    for (Conversation state : states) {
      Item mark = marks.get(TableKeys.conversation(state.id()));
      if (mark != null && mark.number("version") >= state.versions().current()) {
        continue;
      }
      List<String> before = mark == null ? List.of() : mark.texts("lists");
      List<String> after = lists(state);
      if (before.equals(after)) {
        continue;
      }
      before.forEach(list -> differences.merge(list, -1, Integer::sum));
      after.forEach(list -> differences.merge(list, 1, Integer::sum));
      writes.add(
          table.put(
              "mark",
              Item.at(TableKeys.counted(state.id()))
                  .number("version", state.versions().current())
                  .texts("lists", after),
              mark == null
                  ? Table.Condition.IS_NEW
                  : Table.Condition.versionIs(mark.number("version"))));
    }
    if (writes.isEmpty()) {
      return Optional.of(false);
    }
    differences.forEach(
        (list, difference) -> {
          if (difference != 0) {
            writes.add(
                table.update("count", new TableKeys.Key(TableKeys.COUNTS, list), add(difference)));
          }
        });
    return table.transact(writes).isEmpty() ? Optional.of(true) : Optional.empty();
  }

  static Table.Change add(long difference) {
    return new Table.Change(
        "ADD #n :difference",
        null,
        Map.of("#n", "n"),
        Item.empty().number(":difference", difference));
  }

  private static List<String> lists(Conversation state) {
    @Nullable UserId assignee = state.ownership().assignee();
    return Stream.of(
            TableKeys.teamList(state),
            assignee == null ? null : TableKeys.agentList(assignee, state.status()))
        .filter(Objects::nonNull)
        .toList();
  }
}
