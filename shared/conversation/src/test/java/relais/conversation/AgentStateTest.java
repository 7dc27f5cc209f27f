package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentStateTest {
  private static final User HERE = Fixtures.user(Fixtures.ANNA, User.Role.AGENT, true);
  private static final User UNAVAILABLE = Fixtures.user(Fixtures.BEN, User.Role.AGENT, false);

  @Test
  void C630_who_is_in_a_call_is_in_a_call_whatever_else_they_do() {
    for (User agent : new User[] {HERE, UNAVAILABLE}) {
      assertThat(AgentState.of(agent, false, true, true)).isEqualTo(AgentState.ON_CALL);
    }
  }

  @Test
  void C631_who_takes_no_work_or_is_not_here_is_away_even_while_they_write() {
    assertThat(AgentState.of(UNAVAILABLE, true, false, true)).isEqualTo(AgentState.AWAY);
    assertThat(AgentState.of(HERE, false, false, true)).isEqualTo(AgentState.AWAY);
  }

  @Test
  void C632_who_writes_is_not_free() {
    assertThat(AgentState.of(HERE, true, false, true)).isEqualTo(AgentState.ANSWERING);
    assertThat(AgentState.of(HERE, true, false, false)).isEqualTo(AgentState.FREE);
  }
}
