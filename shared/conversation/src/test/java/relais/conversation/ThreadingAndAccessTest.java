package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ThreadingAndAccessTest {
  @Test
  void C50_only_a_participant_continues_a_conversation_by_quoting_it() {
    List<Threading.Candidate> candidates =
        List.of(
            new Threading.Candidate(open(), Entry.Evidence.MESSAGE_ID),
            new Threading.Candidate(closedAt(NOON.plusSeconds(9)), Entry.Evidence.CASE_NUMBER));
    assertThat(Threading.choose(Set.of(CUSTOMER), candidates)).contains(candidates.getFirst());
    assertThat(Threading.choose(Set.of(Identity.email("eve@example.org")), candidates)).isEmpty();
  }

  @Test
  void C51_a_case_number_has_four_to_fifteen_digits() {
    assertThat(Threading.caseNumber("Re: A lamp [#10482]")).isEqualTo(OptionalLong.of(10482));
    assertThat(Threading.caseNumber("about #10482?")).isEqualTo(OptionalLong.of(10482));
    assertThat(Threading.caseNumber("we are #1")).isEmpty();
    assertThat(Threading.caseNumber("#1234567890123456")).isEmpty();
  }

  @Test
  void C60_agents_work_on_what_their_teams_or_they_have() {
    Conversation.Ownership supports = new Conversation.Ownership(SUPPORT, null);
    User anna = user(ANNA, User.Role.AGENT, true, SUPPORT);
    User ben = user(BEN, User.Role.AGENT, true, FINANCE);
    User carl = user(CARL, User.Role.ADMIN, true);
    assertThat(Access.mayWorkOn(anna, supports)).isTrue();
    assertThat(Access.mayWorkOn(ben, supports)).isFalse();
    assertThat(Access.mayWorkOn(ben, new Conversation.Ownership(SUPPORT, BEN))).isTrue();
    assertThat(Access.mayWorkOn(carl, supports)).isTrue();
    assertThat(Access.maySeeTeam(ben, SUPPORT)).isFalse();
    assertThat(Access.mayAdminister(anna)).isFalse();
    assertThat(Access.mayAdminister(carl)).isTrue();
  }

  @Test
  void C70_ids_sort_by_time_and_keep_the_order_of_one_decision() {
    Random random = new Random(7);
    byte[] chance = new byte[10];
    List<String> ids = new ArrayList<>();
    for (int moment = 0; moment < 50; moment++) {
      random.nextBytes(chance);
      EntryIds next = EntryIds.startingAt(Instant.ofEpochMilli(1_000_000L * (moment + 1)), chance);
      for (int i = 0; i < 5; i++) {
        ids.add(next.next().value());
      }
    }
    for (int i = 0; i < 64; i++) {
      // The message and the events of one input, in the same millisecond.
      assertThat(EntryIds.derived(NOON, "input-" + i).next().value())
          .isNotEqualTo(Ulid.derived(NOON, "input-" + i));
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(Ulid.of(Instant.ofEpochMilli(1469918176385L), new byte[10]))
        .isEqualTo("01ARYZ6S410000000000000000");
  }
}
