package relais.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AccountReport;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;
import relais.conversation.MessageTemplate.Quality;
import relais.conversation.MessageTemplate.State;
import relais.conversation.NumberStanding;
import relais.samples.Aws;
import relais.samples.AwsParts;

/// Templates come as whole lists and as reports on one of them, in any order.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplatesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Templates templates;
  private final Standings standings;
  private final Table table;

  TemplatesTest(AwsParts aws) {
    table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    templates = new Templates(table);
    standings = new Standings(table);
  }

  private static MessageTemplate template(String name, String language) {
    return new MessageTemplate(
        "id-" + name,
        name,
        language,
        "utility",
        State.APPROVED,
        Quality.HIGH,
        new MessageTemplate.Header.Line("Order {{1}}"),
        "Hi {{1}}",
        "Bye",
        List.of(new MessageTemplate.Button("url", "Track", "https://x/{{1}}")),
        Map.of("body.1", "Zoë"),
        null);
  }

  private static AccountReport.TemplateChanged state(String name, State state) {
    return new AccountReport.TemplateChanged(null, name, "nl", state, null, null);
  }

  private State stateOf(InboxId inbox, String name) {
    return templates.find(inbox, name, "nl").orElseThrow().state();
  }

  @Test
  void a_list_is_read_back_as_it_was_and_what_is_gone_is_gone() {
    InboxId inbox = new InboxId("list");
    assertThat(templates.load(inbox)).isEqualTo(new Templates.Known(List.of(), null, null));
    MessageTemplate media =
        new MessageTemplate(
            null,
            "media",
            "en_US",
            "",
            State.PENDING,
            Quality.UNKNOWN,
            new MessageTemplate.Header.Media("image"),
            "",
            null,
            List.of(),
            Map.of(),
            "CAROUSEL");
    MessageTemplate place =
        new MessageTemplate(
            null,
            "place",
            "en",
            "utility",
            State.APPROVED,
            Quality.HIGH,
            new MessageTemplate.Header.Place(),
            "Here",
            null,
            List.of(),
            Map.of(),
            null);
    MessageTemplate offer =
        new MessageTemplate(
            null,
            "offer",
            "en",
            "marketing",
            State.APPROVED,
            Quality.HIGH,
            null,
            new MessageTemplate.Offer("Weekend", true),
            "Here",
            null,
            List.of(),
            List.of(),
            Map.of(),
            null,
            null);
    MessageTemplate product =
        new MessageTemplate(
            null,
            "product",
            "en",
            "marketing",
            State.APPROVED,
            Quality.HIGH,
            new MessageTemplate.Header.Product(),
            null,
            "Look, {{1}}",
            null,
            List.of(new MessageTemplate.Button("spm", "View", null)),
            List.of(),
            Map.of(),
            "1948",
            null);
    MessageTemplate cards =
        new MessageTemplate(
            null,
            "cards",
            "en",
            "marketing",
            State.APPROVED,
            Quality.HIGH,
            null,
            null,
            "Look, {{1}}",
            null,
            List.of(),
            List.of(
                new MessageTemplate.Card(
                    "image",
                    "A lamp for {{1}}",
                    List.of(new MessageTemplate.Button("url", "See", "https://x/{{1}}"))),
                new MessageTemplate.Card("video", "", List.of())),
            Map.of("body.1", "Zoë", "card.0.body.1", "€ 20"),
            null,
            null);
    templates.replace(
        inbox,
        List.of(template("a", "nl"), template("a", "en"), media, place, offer, product, cards),
        NOON);
    Templates.Known known = templates.load(inbox);
    assertThat(known.templates())
        .containsExactlyInAnyOrder(
            template("a", "nl"), template("a", "en"), media, place, offer, product, cards);
    assertThat(known.fetchedAt()).isEqualTo(NOON);
    assertThat(templates.find(inbox, "a", "en")).contains(template("a", "en"));
    templates.replace(inbox, List.of(template("a", "en")), NOON.plusSeconds(60));
    assertThat(templates.load(inbox).templates()).containsExactly(template("a", "en"));
  }

  @Test
  void several_hundred_are_read_with_one_question_and_written_once() {
    InboxId inbox = new InboxId("many");
    List<MessageTemplate> many = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      many.add(template("template_" + i, "nl"));
    }
    templates.replace(inbox, many, NOON);
    assertThat(templates.load(inbox).templates()).containsExactlyInAnyOrderElementsOf(many);
    templates.replace(inbox, many, NOON.plusSeconds(60));
    assertThat(versions(inbox)).containsOnly(1L);
  }

  private List<Long> versions(InboxId inbox) {
    return table.query(Table.Range.of(TableKeys.templates(inbox), "TEMPLATE#", 10_000)).stream()
        .map(item -> item.number("version"))
        .toList();
  }

  @Test
  void a_report_changes_its_template_and_an_older_one_does_not() {
    InboxId inbox = new InboxId("reported");
    templates.replace(inbox, List.of(template("a", "nl"), template("b", "nl")), NOON);
    templates.report(inbox, state("a", State.PAUSED), NOON.plusSeconds(20));
    templates.report(inbox, state("a", State.APPROVED), NOON.plusSeconds(10));
    templates.report(inbox, state("b", State.DISABLED), NOON.minusSeconds(10));
    assertThat(stateOf(inbox, "a")).isEqualTo(State.PAUSED);
    assertThat(stateOf(inbox, "b")).isEqualTo(State.APPROVED);
    // What is rated and what is allowed are told apart.
    templates.report(
        inbox,
        new AccountReport.TemplateChanged("id-a", null, null, null, Quality.LOW, null),
        NOON.plusSeconds(5));
    assertThat(templates.find(inbox, "a", "nl").orElseThrow().quality()).isEqualTo(Quality.LOW);
    assertThat(templates.load(inbox).templates()).hasSize(2);
  }

  @Test
  void a_list_that_was_asked_for_before_a_report_does_not_undo_it() {
    InboxId inbox = new InboxId("crossed");
    templates.replace(inbox, List.of(template("a", "nl"), template("b", "nl")), NOON);
    templates.report(inbox, state("a", State.PAUSED), NOON.plusSeconds(20));
    templates.replace(
        inbox, List.of(template("a", "nl"), template("b", "nl")), NOON.plusSeconds(15));
    assertThat(stateOf(inbox, "a")).isEqualTo(State.PAUSED);
    templates.replace(
        inbox, List.of(template("a", "nl"), template("b", "nl")), NOON.plusSeconds(30));
    assertThat(stateOf(inbox, "a")).isEqualTo(State.APPROVED);
    // The list has it already, though the report comes only now.
    templates.report(inbox, state("a", State.REJECTED), NOON.plusSeconds(25));
    assertThat(stateOf(inbox, "a")).isEqualTo(State.APPROVED);
  }

  @Test
  void a_list_is_due_at_first_every_six_hours_and_soon_when_it_is_wanted() {
    InboxId inbox = new InboxId("due");
    assertThat(templates.isDue(inbox, NOON)).isTrue();
    templates.replace(inbox, List.of(), NOON);
    assertThat(templates.isDue(inbox, NOON.plus(Duration.ofHours(5)))).isFalse();
    assertThat(templates.isDue(inbox, NOON.plus(Duration.ofHours(6)))).isTrue();
    templates.report(inbox, state("unheard-of", State.APPROVED), NOON.plusSeconds(5));
    assertThat(templates.isDue(inbox, NOON.plusSeconds(59))).isFalse();
    assertThat(templates.isDue(inbox, NOON.plusSeconds(60))).isTrue();
    templates.replace(inbox, List.of(), NOON.plusSeconds(60));
    assertThat(templates.isDue(inbox, NOON.plusSeconds(180))).isFalse();
  }

  @Test
  void what_went_wrong_is_told_until_it_works_and_the_list_stays() {
    InboxId inbox = new InboxId("trouble");
    templates.replace(inbox, List.of(template("a", "nl")), NOON);
    templates.failed(inbox, "190", "The token is refused.", NOON.plusSeconds(9));
    Templates.Known known = templates.load(inbox);
    assertThat(known.trouble())
        .isEqualTo(new Templates.Trouble("190", "The token is refused.", NOON.plusSeconds(9)));
    assertThat(known.templates()).hasSize(1);
    assertThat(templates.isDue(inbox, NOON.plus(Duration.ofMinutes(29)))).isFalse();
    assertThat(templates.isDue(inbox, NOON.plus(Duration.ofMinutes(31)))).isTrue();
    templates.replace(inbox, List.of(template("a", "nl")), NOON.plusSeconds(60));
    assertThat(templates.load(inbox).trouble()).isNull();
  }

  @Test
  void what_is_known_of_a_number_is_the_newest_of_each_and_news_are_the_newest_first() {
    InboxId inbox = new InboxId("number");
    assertThat(standings.load(inbox))
        .isEqualTo(new Standings.Known(NumberStanding.UNKNOWN, null, List.of()));
    standings.learn(
        inbox, new NumberStanding(Quality.HIGH, "TIER_1K", "CONNECTED", "APPROVED"), NOON);
    standings.learn(inbox, standing(Quality.LOW, null), NOON.plusSeconds(60));
    standings.learn(inbox, standing(Quality.MEDIUM, "TIER_250"), NOON.plusSeconds(30));
    for (int second : new int[] {1, 2, 1}) {
      standings.tell(
          inbox,
          new AccountReport.News("account_update", "E" + second, ""),
          NOON.plusSeconds(second),
          "whatsapp/account/number/0123456789abcdef" + second);
    }
    Standings.Known known = standings.load(inbox);
    assertThat(known.standing())
        .isEqualTo(new NumberStanding(Quality.LOW, "TIER_1K", "CONNECTED", "APPROVED"));
    assertThat(known.asOf()).isEqualTo(NOON.plusSeconds(60));
    assertThat(known.news().stream().map(told -> told.news().event())).containsExactly("E2", "E1");
  }

  private static NumberStanding standing(@Nullable Quality quality, @Nullable String limit) {
    return new NumberStanding(quality, limit, null, null);
  }
}
