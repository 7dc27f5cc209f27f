package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation.Relation;
import relais.conversation.Splitting.Outcome;
import relais.conversation.Splitting.Refusal;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SplittingTest {
  private static final Instant LATER = NOON.plusSeconds(600);
  private static final Incoming.Start START =
      new Incoming.Start(
          new ConversationId(Ulid.derived(LATER, "new")), 10600, CONTACT, "Jo", SUPPORT);

  private Conversation conversation = begun(NOON).conversation();
  private final List<Entry> timeline = new ArrayList<>(begun(NOON).entries());

  private Entry comes(String source, int seconds, String subject) {
    Decision.Changed grown =
        Incoming.grow(
            conversation,
            mail(source, NOON.plusSeconds(seconds), subject, "Text of " + source),
            Entry.Evidence.MESSAGE_ID,
            settings(),
            ids(NOON.plusSeconds(seconds)),
            NOON.plusSeconds(seconds));
    return take(grown);
  }

  private Entry take(Decision.Changed changed) {
    conversation = changed.conversation();
    timeline.addAll(changed.entries());
    return changed.entries().getFirst();
  }

  private Entry answered(DeliveryStatus status, int seconds) {
    Decision.Changed answer =
        changed(
            Writing.reply(
                conversation,
                reply(ANNA, 99, false),
                new EntryId(Ulid.derived(NOON.plusSeconds(seconds), "reply")),
                ids(NOON.plusSeconds(seconds)),
                NOON.plusSeconds(seconds)));
    take(answer);
    Entry.OutboundMessage message = (Entry.OutboundMessage) answer.entries().getFirst();
    timeline.set(timeline.indexOf(message), message.with(status));
    return message;
  }

  private Outcome split(Entry from) {
    return Splitting.split(
        conversation,
        conversation.versions().current(),
        timeline,
        from.id(),
        START,
        settings(),
        BY_ANNA,
        ids(LATER),
        LATER);
  }

  private Refusal refusal(Entry from) {
    return ((Outcome.Refused) split(from)).reason();
  }

  @Test
  void C95_messages_and_notes_from_there_on_go_and_what_happened_stays() {
    Entry chair = comes("chair", 60, "Re: a chair, please");
    Entry answer = answered(new DeliveryStatus.Sent(NOON.plusSeconds(90), 1), 80);
    Entry more = comes("more", 120, "Re: a chair, please");
    Outcome.Changed split = (Outcome.Changed) split(chair);
    assertThat(split.moved())
        .extracting(Entry::id)
        .containsExactly(chair.id(), answer.id(), more.id());
    Conversation begun = split.begun().conversation();
    assertThat(begun.headline())
        .isEqualTo(new Conversation.Headline("Re: a chair, please", "Text of more"));
    assertThat(begun.activity())
        .isEqualTo(
            new Conversation.Activity(
                NOON.plusSeconds(120),
                NOON.plusSeconds(120),
                NOON.plusSeconds(120),
                NOON.plusSeconds(80),
                Conversation.Outbox.EMPTY));
    assertThat(begun.ownership()).isEqualTo(conversation.ownership());
    assertThat(begun.participants()).containsExactly(CUSTOMER);
    Conversation left = split.left().conversation();
    assertThat(left.headline()).isEqualTo(new Conversation.Headline("A lamp", "It is broken"));
    assertThat(left.activity())
        .isEqualTo(new Conversation.Activity(NOON, NOON, NOON, null, Conversation.Outbox.EMPTY));
    assertThat(begun.links().related())
        .containsExactly(
            new Relation(conversation.id(), conversation.caseNumber(), Relation.Why.SPLIT_FROM));
    assertThat(left.links().related())
        .containsExactly(new Relation(START.id(), 10600, Relation.Why.SPLIT_INTO));
    assertThat(happenings(split.begun().entries()))
        .containsExactly(new Happening.Linked(begun.links().related().getFirst()));
  }

  @Test
  void C96_a_split_that_cannot_be_is_refused_with_the_reason() {
    assertThat(refusal(timeline.getFirst())).isEqualTo(Refusal.NOTHING_LEFT);
    Entry chair = comes("chair", 60, "A chair");
    assertThat(
            ((Outcome.Refused)
                    Splitting.split(
                        conversation,
                        0,
                        timeline,
                        chair.id(),
                        START,
                        settings(),
                        BY_ANNA,
                        ids(LATER),
                        LATER))
                .reason())
        .isEqualTo(Refusal.CROSSED);
    Entry answer = answered(new DeliveryStatus.Queued(NOON, 1), 80);
    assertThat(refusal(answer)).isEqualTo(Refusal.NOT_A_MAIL);
    assertThat(refusal(chair)).isEqualTo(Refusal.ON_ITS_WAY);
    timeline.removeIf(Entry.OutboundMessage.class::isInstance);
    for (int i = 0; i < Splitting.MAX_MOVED; i++) {
      comes("m" + i, 100 + i, "A chair");
    }
    assertThat(refusal(chair)).isEqualTo(Refusal.TOO_MUCH);
  }
}
