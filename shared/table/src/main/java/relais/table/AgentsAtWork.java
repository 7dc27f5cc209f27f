package relais.table;

import java.time.Instant;
import java.util.List;
import relais.conversation.AgentState;
import relais.conversation.EntryId;
import relais.conversation.UserId;

/// What agents are doing right now, for telephone systems that ask before they ring.
public final class AgentsAtWork {
  /// More than this at once are not looked at.
  private static final int MAX = 2_000;

  private final Table table;

  public AgentsAtWork(Table table) {
    this.table = table;
  }

  /// What an agent is doing.
  ///
  /// @param calls whether they are in a call; else they write
  public record Work(UserId agent, boolean calls) {}

  /// A130: remembers that an agent writes.
  public void writes(UserId agent, Instant now) {
    Instant until = now.plus(AgentState.ANSWERS_FOR);
    table.put(work(agent, "WRITES", false, until));
  }

  /// A130: what all agents are doing.
  public List<Work> all(Instant now) {
    return table.query(Table.Range.of(TableKeys.AT_WORK, null, MAX)).stream()
        // The table forgets late.
        .filter(item -> item.instant("until").isAfter(now))
        .map(item -> new Work(new UserId(item.text("agent")), item.flag("calls")))
        .toList();
  }

  /// What it takes to remember that an agent is in a call.
  ///
  /// @param until when they surely are not any more; a moment that is over where the call is
  static Table.Write calls(Table table, UserId agent, EntryId call, Instant until) {
    return table.put("at work", work(agent, "CALL#" + call.value(), true, until));
  }

  private static Item work(UserId agent, String what, boolean calls, Instant until) {
    return Item.at(new TableKeys.Key(TableKeys.AT_WORK, agent.value() + "#" + what))
        .text("agent", agent.value())
        .flag("calls", calls)
        .instant("until", until)
        .number("expiresAt", until.getEpochSecond());
  }
}
