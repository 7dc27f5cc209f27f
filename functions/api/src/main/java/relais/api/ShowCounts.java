package relais.api;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import relais.conversation.Access;
import relais.conversation.TeamId;
import relais.table.ConversationList;
import relais.table.Counts;

/// How many conversations stand in each view: one Query.
@Singleton
final class ShowCounts {
  private final Counts counts;

  ShowCounts(Counts counts) {
    this.counts = counts;
  }

  CountsJson show(Caller caller) {
    Map<String, Long> all = counts.load();
    long unowned = 0;
    long closed = 0;
    Map<String, Long> open = new LinkedHashMap<>();
    for (TeamId team : caller.teams()) {
      long waiting = Counts.of(all, new ConversationList.Unowned(team));
      unowned += waiting;
      closed += Counts.of(all, new ConversationList.Closed(team));
      open.put(team.value(), waiting + Counts.of(all, new ConversationList.Owned(team)));
    }
    return new CountsJson(
        unowned,
        Counts.of(all, new ConversationList.Mine(caller.user().id())),
        closed,
        open,
        Access.mayAdminister(caller.user()) ? Counts.ofQuarantine(all) : 0);
  }
}
