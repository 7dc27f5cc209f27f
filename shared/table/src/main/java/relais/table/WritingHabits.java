package relais.table;

import java.util.Optional;
import relais.conversation.UserId;
import relais.conversation.WritingHabit;

/// How each agent's mail looks unless they say otherwise. Not among the settings: every function
/// reads those, and only the one that writes mail needs these.
public final class WritingHabits {
  private final Table table;

  public WritingHabits(Table table) {
    this.table = table;
  }

  /// A70: the habit of an agent; empty for who has not said.
  public Optional<WritingHabit> find(UserId user) {
    return table
        .get(TableKeys.writingHabit(user))
        .map(item -> new WritingHabit(item.findText("signature"), item.flag("quotes")));
  }

  /// A70: writes the habit of an agent. Nobody else does, so the last word counts.
  public void save(UserId user, WritingHabit habit) {
    table.put(
        Item.at(TableKeys.writingHabit(user))
            .text("signature", habit.signature())
            .flag("quotes", habit.quotes()));
  }
}
