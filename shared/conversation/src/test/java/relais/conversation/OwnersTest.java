package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnersTest {
  private static final Instant LATER = NOON.plusSeconds(600);

  @Test
  void C40_assigning_is_refused_when_the_owner_changed_since() {
    Conversation seen = open();
    Conversation taken = ownedBy(BEN);
    assertThat(assign(taken, seen.versions().current(), ANNA, null))
        .isEqualTo(new Decision.Refused(Decision.Refusal.CROSSED_BY_OWNER));
    Decision.Changed moved = changed(assign(taken, taken.versions().current(), null, FINANCE));
    assertThat(moved.conversation().ownership())
        .isEqualTo(new Conversation.Ownership(FINANCE, null));
    assertThat(happenings(moved.entries()))
        .containsExactly(
            new Happening.MovedToTeam(SUPPORT, FINANCE), new Happening.Assigned(BEN, null));
    assertThat(assign(taken, 99, BEN, SUPPORT)).isEqualTo(new Decision.Unchanged());
  }

  @Test
  void C40_assigning_to_nobody_we_know_is_refused() {
    assertThat(assign(open(), 99, new UserId("ghost"), null))
        .isEqualTo(new Decision.Refused(Decision.Refusal.NO_SUCH_OWNER));
    assertThat(assign(open(), 99, null, new TeamId("ghosts")))
        .isEqualTo(new Decision.Refused(Decision.Refusal.NO_SUCH_OWNER));
  }

  @Test
  void C41_round_robin_takes_available_members_in_turn() {
    List<UserId> turns = new ArrayList<>();
    UserId last = null;
    for (int i = 0; i < 4; i++) {
      last = Ownerships.nextInTurn(FINANCE, last, settings()).orElseThrow();
      turns.add(last);
    }
    assertThat(turns).containsExactly(ANNA, BEN, ANNA, BEN);
    assertThat(Ownerships.nextInTurn(new TeamId("empty"), null, settings())).isEmpty();
  }

  @Test
  void C42_only_open_unowned_conversations_of_a_round_robin_team_look_for_an_owner() {
    Conversation inFinance = changed(assign(open(), 99, null, FINANCE)).conversation();
    assertThat(Ownerships.wantsOwner(open(), settings())).isFalse();
    assertThat(Ownerships.wantsOwner(inFinance, settings())).isTrue();
    assertThat(
            Ownerships.wantsOwner(
                changed(assign(inFinance, 99, BEN, null)).conversation(), settings()))
        .isFalse();
    assertThat(
            Ownerships.wantsOwner(
                changed(Sorting.close(inFinance, BY_ANNA, 99, ids(NOON), NOON)).conversation(),
                settings()))
        .isFalse();
  }

  @Test
  void C43_labels_never_disturb_each_other_and_must_exist() {
    Conversation one = label(open(), Set.of(URGENT), Set.of()).conversation();
    Conversation two = label(one, Set.of(INVOICE), Set.of(URGENT)).conversation();
    assertThat(two.labels()).containsExactly(INVOICE);
    assertThat(Sorting.label(two, BY_ANNA, Set.of(INVOICE), Set.of(), settings(), ids(NOON), NOON))
        .isEqualTo(new Decision.Unchanged());
    assertThat(
            Sorting.label(
                two, BY_ANNA, Set.of(new LabelId("x")), Set.of(), settings(), ids(NOON), NOON))
        .isEqualTo(new Decision.Refused(Decision.Refusal.NO_SUCH_LABEL));
  }

  @Test
  void C44_closing_is_refused_when_somebody_wrote_since_and_done_once() {
    assertThat(Sorting.close(open(), BY_ANNA, 0, ids(NOON), NOON))
        .isEqualTo(new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE));
    Conversation closed = closedAt(LATER);
    assertThat(Sorting.close(closed, BY_ANNA, 99, ids(LATER), LATER))
        .isEqualTo(new Decision.Unchanged());
    Conversation reopened =
        changed(Sorting.reopen(closed, BY_ANNA, ids(LATER), LATER)).conversation();
    assertThat(reopened.status()).isEqualTo(new Status.Open());
    assertThat(Sorting.reopen(reopened, BY_ANNA, ids(LATER), LATER))
        .isEqualTo(new Decision.Unchanged());
  }

  private static Decision assign(
      Conversation conversation, long seen, @Nullable UserId assignee, @Nullable TeamId team) {
    return Ownerships.assign(
        conversation, BY_ANNA, seen, assignee, team, settings(), ids(LATER), LATER);
  }

  private static Decision.Changed label(
      Conversation conversation, Set<LabelId> add, Set<LabelId> remove) {
    return changed(Sorting.label(conversation, BY_ANNA, add, remove, settings(), ids(NOON), NOON));
  }
}
