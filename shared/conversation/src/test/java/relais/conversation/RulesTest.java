package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesTest {
  private static final Rule TO_FINANCE =
      rule("lamp", 2, List.of("LAMP"), actions(List.of(INVOICE), FINANCE, false));

  @Test
  void C10_a_rule_matches_one_of_its_words_in_one_of_its_places_whatever_the_case() {
    Rule.Condition inBody = new Rule.Condition(List.of(Rule.Place.BODY), List.of("x", "FACTURE"));
    assertThat(inBody.findMatch("", "Ma facture, s'il vous plaît")).contains("FACTURE");
    assertThat(inBody.findMatch("Facture", "Bonjour")).isEmpty();
  }

  @Test
  void C11_rules_run_by_position_and_say_what_they_did() {
    Rule first = rule("first", 1, List.of("broken"), actions(List.of(URGENT), null, false));
    Decision.Changed begun = begun(NOON, TO_FINANCE, first);
    assertThat(happenings(begun.entries()))
        .containsExactly(
            new Happening.Created(new InboxId("support"), SUPPORT),
            new Happening.RuleApplied(new RuleId("first"), 3, "Rule first", "broken"),
            new Happening.Labelled(URGENT),
            new Happening.RuleApplied(new RuleId("lamp"), 3, "Rule lamp", "LAMP"),
            new Happening.Labelled(INVOICE),
            new Happening.MovedToTeam(SUPPORT, FINANCE));
    assertThat(begun.conversation().versions()).isEqualTo(new Conversation.Versions(1, 1, 1));
  }

  @Test
  void C12_labels_go_on_with_every_message_that_matches_once() {
    Conversation conversation = begun(NOON, TO_FINANCE).conversation();
    Decision.Changed again = grow(conversation, "the lamp again", TO_FINANCE);
    assertThat(again.conversation().labels()).containsExactly(INVOICE);
    assertThat(happenings(again.entries())).isEmpty();
    assertThat(grow(open(), "my lamp", TO_FINANCE).conversation().labels())
        .containsExactly(INVOICE);
  }

  @Test
  void C13_a_rule_moves_a_conversation_only_while_nobody_owns_it() {
    assertThat(grow(open(), "my lamp", TO_FINANCE).conversation().ownership().team())
        .isEqualTo(FINANCE);
    assertThat(grow(ownedBy(ANNA), "my lamp", TO_FINANCE).conversation().ownership())
        .isEqualTo(new Conversation.Ownership(SUPPORT, ANNA));
  }

  @Test
  void C14_a_rule_closes_only_with_the_message_that_began_or_reopened() {
    Rule close = rule("close", 1, List.of("broken"), actions(List.of(), null, true));
    Conversation begun = begun(NOON, close).conversation();
    assertThat(begun.status())
        .isEqualTo(
            new Status.Closed(NOON.plusSeconds(1), new Actor.ByRule(new RuleId("close"), 3)));
    assertThat(begun.activity().waitingSince()).isNull();
    assertThat(grow(open(), "still broken", close).conversation().status())
        .isEqualTo(new Status.Open());
    assertThat(grow(closedAt(NOON.plusSeconds(60)), "broken", close).conversation().status())
        .isInstanceOf(Status.Closed.class);
  }

  @Test
  void C15_a_disabled_rule_does_nothing() {
    Rule disabled =
        new Rule(TO_FINANCE.id(), 4, "Off", false, 1, TO_FINANCE.condition(), TO_FINANCE.actions());
    assertThat(happenings(begun(NOON, disabled).entries())).hasSize(1);
  }

  private static Decision.Changed grow(Conversation conversation, String text, Rule... rules) {
    return Incoming.grow(
        conversation,
        mail("next", NOON.plusSeconds(600), "Re: it", text),
        Entry.Evidence.MESSAGE_ID,
        settings(rules),
        ids(NOON.plusSeconds(600)),
        NOON.plusSeconds(600));
  }
}
