package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation.Relation;
import relais.conversation.Merging.Outcome;
import relais.conversation.Merging.Refusal;
import relais.conversation.Merging.Seen;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MergingTest {
  private static final Instant LATER = NOON.plusSeconds(600);

  private static Conversation other(String name, long caseNumber, Instant at) {
    return Incoming.begin(
            mail(name, at, "A chair", "It wobbles"),
            new Incoming.Start(
                new ConversationId(Ulid.derived(NOON, name)), caseNumber, CONTACT, "Jo", SUPPORT),
            settings(),
            ids(at),
            at)
        .conversation();
  }

  private static Seen seen(Conversation conversation) {
    return new Seen(conversation, conversation.versions().current());
  }

  private static Outcome.Changed merged(Conversation one, Conversation into) {
    return (Outcome.Changed) Merging.merge(seen(one), seen(into), BY_ANNA, ids(LATER), LATER);
  }

  @Test
  void C90_the_one_leaves_the_lists_and_the_other_takes_over_what_it_was_waiting_for() {
    Conversation chair = other("chair", 10500, NOON.plusSeconds(30));
    Conversation lamp = closedAt(NOON.plusSeconds(20));
    Outcome.Changed both = merged(chair, lamp);
    assertThat(both.one().conversation().status())
        .isEqualTo(
            new Status.Merged(LATER, BY_ANNA, lamp.id(), lamp.caseNumber(), new Status.Open()));
    Conversation grown = both.into().conversation();
    assertThat(grown.links().merged()).containsExactly(chair.id());
    assertThat(grown.status()).isEqualTo(new Status.Open());
    assertThat(grown.ownership()).isEqualTo(lamp.ownership());
    assertThat(grown.headline())
        .isEqualTo(new Conversation.Headline("A lamp", chair.headline().preview()));
    assertThat(grown.activity().waitingSince()).isEqualTo(lamp.activity().waitingSince());
    assertThat(grown.activity().lastAt()).isEqualTo(chair.activity().lastAt());
    assertThat(happenings(both.one().entries()))
        .containsExactly(
            new Happening.Linked(
                new Relation(lamp.id(), lamp.caseNumber(), Relation.Why.MERGED_INTO)));
    assertThat(happenings(both.into().entries()))
        .containsExactly(
            new Happening.Linked(new Relation(chair.id(), 10500, Relation.Why.MERGED_FROM)),
            new Happening.Reopened());
  }

  @Test
  void C91_what_was_merged_before_comes_along_and_too_much_is_refused() {
    Conversation target = open();
    for (int i = 0; i < Conversation.Links.MAX_MERGED; i++) {
      target = merged(other("c" + i, 11000 + i, NOON), target).into().conversation();
    }
    assertThat(target.links().merged()).hasSize(Conversation.Links.MAX_MERGED);
    assertThat(refusal(other("one-more", 12000, NOON), target)).isEqualTo(Refusal.TOO_MANY);
    Conversation last = other("last", 12001, NOON);
    Conversation pair = merged(other("first", 12002, NOON), last).into().conversation();
    assertThat(merged(pair, open()).into().conversation().links().merged())
        .containsExactly(pair.id(), new ConversationId(Ulid.derived(NOON, "first")));
  }

  private static Refusal refusal(Conversation one, Conversation into) {
    return refusal(Merging.merge(seen(one), seen(into), BY_ANNA, ids(LATER), LATER));
  }

  private static Refusal refusal(Outcome outcome) {
    return ((Outcome.Refused) outcome).reason();
  }

  @Test
  void C92_what_cannot_be_merged_is_refused_with_the_reason() {
    Conversation chair = other("chair", 10500, NOON);
    Conversation gone = merged(chair, open()).one().conversation();
    assertThat(refusal(chair, chair)).isEqualTo(Refusal.ITSELF);
    assertThat(refusal(gone, other("third", 10600, NOON))).isEqualTo(Refusal.MERGED_ELSEWHERE);
    assertThat(refusal(other("third", 10600, NOON), gone)).isEqualTo(Refusal.MERGED_ELSEWHERE);
    assertThat(Merging.merge(seen(gone), seen(open()), BY_ANNA, ids(LATER), LATER))
        .as("merged so already")
        .isEqualTo(new Outcome.Unchanged());
    assertThat(refusal(Merging.merge(new Seen(chair, 0), seen(open()), BY_ANNA, ids(LATER), LATER)))
        .isEqualTo(Refusal.CROSSED);
    assertThat(refusal(Merging.merge(seen(chair), new Seen(open(), 0), BY_ANNA, ids(LATER), LATER)))
        .isEqualTo(Refusal.CROSSED);
  }

  @Test
  void C93_a_merge_is_taken_back_within_the_hour_with_what_came_along() {
    Conversation pair =
        merged(other("first", 12002, NOON), other("last", 12001, NOON)).into().conversation();
    Outcome.Changed both = merged(pair, open());
    Instant soon = LATER.plus(Merging.TAKEN_BACK_WITHIN).minusSeconds(1);
    Outcome.Changed back =
        (Outcome.Changed)
            Merging.takeBack(
                both.one().conversation(), both.into().conversation(), BY_ANNA, ids(soon), soon);
    assertThat(back.one().conversation().status()).isEqualTo(pair.status());
    assertThat(back.one().conversation().links().merged()).isEqualTo(pair.links().merged());
    assertThat(back.into().conversation().links().merged()).isEqualTo(List.of());
    Instant late = LATER.plus(Merging.TAKEN_BACK_WITHIN);
    assertThat(
            refusal(
                Merging.takeBack(
                    both.one().conversation(),
                    both.into().conversation(),
                    BY_ANNA,
                    ids(late),
                    late)))
        .isEqualTo(Refusal.NOT_TO_BE_TAKEN_BACK);
  }

  @Test
  void C94_nothing_reopens_closes_or_answers_what_was_merged() {
    Conversation gone = merged(other("chair", 10500, NOON), open()).one().conversation();
    assertThat(Sorting.reopen(gone, BY_ANNA, ids(LATER), LATER))
        .isEqualTo(new Decision.Unchanged());
    assertThat(Sorting.close(gone, BY_ANNA, 99, ids(LATER), LATER))
        .isEqualTo(new Decision.Unchanged());
    assertThat(Ownerships.wantsOwner(gone, settings())).isFalse();
  }
}
