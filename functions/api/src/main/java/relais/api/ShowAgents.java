package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import relais.conversation.AgentState;
import relais.conversation.TeamId;
import relais.conversation.UserId;
import relais.table.AgentsAtWork;
import relais.table.Connections;

/// What each agent is doing: two Queries, however many agents there are.
@Singleton
final class ShowAgents {
  private final Connections connections;
  private final AgentsAtWork work;
  private final InstantSource clock;

  ShowAgents(Connections connections, AgentsAtWork work, InstantSource clock) {
    this.connections = connections;
    this.work = work;
    this.clock = clock;
  }

  AgentListJson show(TelephoneSystem system) {
    Instant now = clock.instant();
    Set<UserId> here =
        connections.all().stream()
            .map(Connections.Connection::user)
            .collect(Collectors.toUnmodifiableSet());
    List<AgentsAtWork.Work> busy = work.all(now);
    return new AgentListJson(
        system.settings().users().stream()
            .map(
                user ->
                    new AgentListJson.AgentJson(
                        user.id().value(),
                        user.name(),
                        user.telephone(),
                        user.teams().stream().map(TeamId::value).sorted().toList(),
                        AgentState.of(
                                user,
                                here.contains(user.id()),
                                busy.contains(new AgentsAtWork.Work(user.id(), true)),
                                busy.contains(new AgentsAtWork.Work(user.id(), false)))
                            .word()))
            .toList());
  }
}
