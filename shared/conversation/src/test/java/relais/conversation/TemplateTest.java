package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.ANNA;
import static relais.conversation.Fixtures.NOON;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.conversation.MessageTemplate.Button;
import relais.conversation.MessageTemplate.Hindrance;
import relais.conversation.MessageTemplate.State;
import relais.conversation.TemplateFilling.Fault;
import relais.conversation.TemplateFilling.Filling;

/// Texts that a provider has approved: what they are, how they are filled in, when they go out.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplateTest {
  private static final Identity CUSTOMER = new Identity("phone", "+31612345678");
  private static final Placeholders.Values KNOWN =
      new Placeholders.Values("Zoë Hendriks", "#10482", "Anna Bakker", "Harbour Goods");

  private static final MessageTemplate ORDER =
      template(
          new MessageTemplate.Header.Line("Order {{1}}"),
          "Hi {{2}}, {{1}} is ready. Until {{3}}, {{2}}!",
          List.of(
              new Button("url", "Track", "https://shop.example/{{1}}"),
              new Button("quick_reply", "Thanks", null),
              new Button("copy_code", "Copy", null)));

  private static final Map<String, String> VALUES =
      Map.of(
          "header.1",
          "HG-1",
          "body.1",
          "your lamp",
          "body.2",
          "Zoë",
          "body.3",
          "Friday",
          "button.0",
          "HG-1",
          "button.2",
          "RAIN20");

  private static MessageTemplate template(
      MessageTemplate.@Nullable Header header, String body, List<Button> buttons) {
    return new MessageTemplate(
        "1",
        "order_ready",
        "en",
        "utility",
        State.APPROVED,
        MessageTemplate.Quality.HIGH,
        header,
        body,
        "Harbour Goods",
        buttons,
        Map.of(),
        null);
  }

  private static MessageTemplate words(String body) {
    return template(null, body, List.of());
  }

  @Test
  void C500_gaps_are_in_the_header_the_text_and_the_buttons_each_once() {
    assertThat(ORDER.gaps().stream().map(MessageTemplate.Gap::id))
        .containsExactly("header.1", "body.2", "body.1", "body.3", "button.0", "button.2");
    assertThat(words("Hi {{ first_name }}").gaps())
        .containsExactly(
            new MessageTemplate.Gap(
                "body.first_name", null, MessageTemplate.Place.BODY, "first_name"));
    assertThat(words("Nothing to say, {really}").gaps()).isEmpty();
  }

  @Test
  void C501_only_what_is_approved_and_can_be_filled_in_is_sent() {
    assertThat(ORDER.hindrance()).isEmpty();
    assertThat(ORDER.with(State.PAUSED).hindrance()).contains(Hindrance.STATE);
    assertThat(template(null, "Hi", List.of(new Button("hologram", "See", null))).hindrance())
        .contains(Hindrance.PARTS);
    assertThat(carousel(null, new Button("catalog", "See all", null)).hindrance())
        .contains(Hindrance.PARTS);
    // No provider takes a file above and others below.
    assertThat(carousel(new MessageTemplate.Header.Media("image")).hindrance())
        .contains(Hindrance.PARTS);
  }

  @Test
  void C502_values_are_told_in_the_order_of_their_numbers() {
    Filling.Filled filled = (Filling.Filled) TemplateFilling.fill(ORDER, VALUES, NOON);
    assertThat(filled.act().header())
        .isEqualTo(new ChatAct.Template.Header.Words(new ChatAct.Template.Value(null, "HG-1")));
    assertThat(filled.act().values())
        .containsExactly(
            new ChatAct.Template.Value(null, "your lamp"),
            new ChatAct.Template.Value(null, "Zoë"),
            new ChatAct.Template.Value(null, "Friday"));
    assertThat(filled.act().buttons())
        .containsExactly(
            new ChatAct.Template.Button(0, "url", "HG-1"),
            new ChatAct.Template.Button(2, "copy_code", "RAIN20"));
  }

  @Test
  void C502_named_gaps_are_told_by_name_and_a_value_is_one_line() {
    Filling.Filled filled =
        (Filling.Filled)
            TemplateFilling.fill(
                words("Hi {{name}}, about {{what}}"),
                Map.of("body.name", "  Zoë\n\tHendriks ", "body.what", "it"),
                NOON);
    assertThat(filled.act().values())
        .containsExactly(
            new ChatAct.Template.Value("name", "Zoë Hendriks"),
            new ChatAct.Template.Value("what", "it"));
    assertThat(filled.text()).isEqualTo("Hi Zoë Hendriks, about it");
  }

  @Test
  void C502_every_gap_needs_a_value() {
    assertThat(TemplateFilling.fill(ORDER, Map.of("header.1", "HG-1", "body.1", " \n"), NOON))
        .isEqualTo(
            new Filling.Faulty(
                List.of(
                    new Fault("body.2", Fault.Reason.MISSING, 0),
                    new Fault("body.1", Fault.Reason.MISSING, 0),
                    new Fault("body.3", Fault.Reason.MISSING, 0),
                    new Fault("button.0", Fault.Reason.MISSING, 0),
                    new Fault("button.2", Fault.Reason.MISSING, 0))));
  }

  @Test
  void C503_what_is_too_long_is_the_longest_value_of_its_place() {
    assertThat(
            TemplateFilling.fill(
                words("{{1}} and {{2}}"), Map.of("body.1", "a", "body.2", "b".repeat(1_030)), NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault("body.2", Fault.Reason.TOO_LONG, 1_018))));
    assertThat(
            TemplateFilling.fill(
                words("{{1}} and {{2}}"), Map.of("body.1", "a", "body.2", "b".repeat(1_018)), NOON))
        .isInstanceOf(Filling.Filled.class);
  }

  @ParameterizedTest
  @CsvSource({"button.2, 1234567890123456, TOO_LONG, 15", "button.0, a b, NO_ADDRESS, 0"})
  void C503_a_button_takes_a_short_code_or_a_part_of_an_address(
      String gap, String value, Fault.Reason reason, int most) {
    Map<String, String> values = new HashMap<>(VALUES);
    values.put(gap, value);
    assertThat(TemplateFilling.fill(ORDER, values, NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault(gap, reason, most))));
  }

  @Test
  void C504_everybody_reads_the_text_with_what_stands_around_it() {
    Filling.Filled filled = (Filling.Filled) TemplateFilling.fill(ORDER, VALUES, NOON);
    assertThat(filled.text()).isEqualTo("Hi Zoë, your lamp is ready. Until Friday, Zoë!");
    assertThat(filled.act().look())
        .isEqualTo(
            new ChatAct.Template.Look(
                "Order HG-1", "Harbour Goods", List.of("Track", "Thanks", "Copy")));
    // What somebody writes is no gap, whatever it looks like.
    assertThat(
            ((Filling.Filled)
                    TemplateFilling.fill(
                        words("Hi {{1}}{{2}}"), Map.of("body.1", "{{2}}$1", "body.2", "x"), NOON))
                .text())
        .isEqualTo("Hi {{2}}$1x");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "Hello {{1}}, it is here | body.1 | Zoë",
        "Bonjour {{1}} ! | body.1 | Zoë",
        "Buongiorno *{{1}}* | body.1 | Zoë",
        "Beste {{1}}, | body.1 | Zoë",
        "Your order {{1}} | body.1 | none",
        "Of {{customer_name}} | body.customer_name | Zoë Hendriks",
        "Of {{Voornaam}} | body.Voornaam | Zoë",
        "About {{case_number}} | body.case_number | #10482",
        "From {{agent}} | body.agent | Anna Bakker",
        "At {{shop}} | body.shop | Harbour Goods",
        "On {{date}} | body.date | none"
      })
  void C505_what_is_known_is_proposed(String body, String gap, @Nullable String value) {
    Map<String, String> proposed = TemplateProposals.values(words(body), KNOWN);
    assertThat(proposed).isEqualTo(value == null ? Map.of() : Map.of(gap, value));
  }

  @Test
  void C505_what_is_not_known_is_not_proposed() {
    assertThat(
            TemplateProposals.values(
                words("Hi {{1}} {{case}}"),
                new Placeholders.Values("+31612345678", null, null, null)))
        .isEmpty();
  }

  @Test
  void C506_the_language_is_that_of_the_newest_message_that_shows_one() {
    Entry dutch = inbound("Ik heb de lamp nog niet, wanneer komt het?");
    Entry unclear = inbound("ok");
    Entry french = inbound("Bonjour, je n'ai pas la lampe, où est ma commande ?");
    assertThat(TemplateProposals.language(List.of(unclear, dutch, french)))
        .contains(Language.DUTCH);
    assertThat(TemplateProposals.language(List.of(unclear))).isEmpty();
  }

  @Test
  void C507_a_template_goes_out_when_free_text_may_not() {
    Conversation late = chat(NOON.minus(Duration.ofDays(2)));
    assertThat(Writing.reply(late, reply(null), entry(), Fixtures.ids(NOON), NOON))
        .isEqualTo(new Decision.Refused(Decision.Refusal.WINDOW_CLOSED));
    Decision.Changed changed =
        Fixtures.changed(Writing.reply(late, reply(act()), entry(), Fixtures.ids(NOON), NOON));
    assertThat(((Entry.OutboundMessage) changed.entries().getFirst()).act()).isEqualTo(act());
  }

  @Test
  void C507_one_that_waits_can_wait_longer_and_be_sent_though_the_time_is_over() {
    Conversation late = chat(NOON.minus(Duration.ofDays(2)));
    Writing.Reply later =
        new Writing.Reply(
            ANNA,
            late.versions().current(),
            CUSTOMER,
            null,
            MessageBody.ofText("Hi"),
            List.of(),
            false,
            NOON.plusSeconds(60),
            act());
    Decision.Changed waiting =
        Fixtures.changed(Writing.reply(late, later, entry(), Fixtures.ids(NOON), NOON));
    Entry.OutboundMessage message = (Entry.OutboundMessage) waiting.entries().getFirst();
    assertThat(
            Scheduling.move(waiting.conversation(), message, NOON.plus(Duration.ofDays(3)), NOON))
        .isInstanceOf(Scheduling.Outcome.Changed.class);
    assertThat(
            Scheduling.sendNow(
                waiting.conversation(),
                waiting.conversation().versions().current(),
                message,
                Fixtures.ids(NOON),
                NOON))
        .isInstanceOf(Scheduling.Outcome.Changed.class);
  }

  @Test
  void C508_a_conversation_begins_with_a_template_and_nobody_waits() {
    Conversation blank =
        Writing.blank(
            new InboxId("whatsapp"), Channel.WHATSAPP, Fixtures.start(), CUSTOMER, "", NOON);
    Decision.Changed begun = Writing.begin(blank, reply(act()), entry(), Fixtures.ids(NOON), NOON);
    assertThat(begun.conversation().origin().channel()).isEqualTo(Channel.WHATSAPP);
    assertThat(begun.conversation().ownership().assignee()).isEqualTo(ANNA);
    assertThat(begun.conversation().activity().waitingSince()).isNull();
    assertThat(begun.conversation().windowClosesAt()).isNull();
    assertThat(begun.conversation().headline().preview()).contains("Hi Zoë");
  }

  @Test
  void C509_what_was_sent_can_be_filled_in_anew() {
    Filling.Filled filled = (Filling.Filled) TemplateFilling.fill(ORDER, VALUES, NOON);
    assertThat(TemplateFilling.values(filled.act())).isEqualTo(VALUES);
  }

  @Test
  void C640_a_file_above_is_no_gap_and_is_named_by_its_sort() {
    MessageTemplate invoice =
        template(new MessageTemplate.Header.Media("document"), "Hi {{1}}", List.of());
    assertThat(invoice.hindrance()).isEmpty();
    assertThat(invoice.media()).isEqualTo("document");
    assertThat(ORDER.media()).isNull();
    assertThat(invoice.gaps()).hasSize(1);
    Filling.Filled filled =
        (Filling.Filled) TemplateFilling.fill(invoice, Map.of("body.1", "Zoë"), NOON);
    assertThat(filled.act().header()).isEqualTo(new ChatAct.Template.Header.Media("document"));
    assertThat(TemplateFilling.values(filled.act())).isEqualTo(Map.of("body.1", "Zoë"));
  }

  @Test
  void C643_a_button_that_opens_a_form_is_no_gap() {
    MessageTemplate form =
        template(
            null,
            "Hi",
            List.of(
                new Button("url", "Track", "https://shop.example/{{1}}"),
                new Button("flow", "Book", null)));
    assertThat(form.hindrance()).isEmpty();
    assertThat(form.gaps().stream().map(MessageTemplate.Gap::id)).containsExactly("button.0");
    Filling.Filled filled =
        (Filling.Filled) TemplateFilling.fill(form, Map.of("button.0", "HG-1"), NOON);
    assertThat(filled.act().buttons())
        .containsExactly(
            new ChatAct.Template.Button(0, "url", "HG-1"),
            new ChatAct.Template.Button(1, "flow", ""));
    assertThat(TemplateFilling.values(filled.act())).isEqualTo(Map.of("button.0", "HG-1"));
  }

  private static final MessageTemplate SHOP =
      template(new MessageTemplate.Header.Place(), "Until {{1}}", List.of());

  private static Map<String, String> shop(String latitude, String longitude) {
    return Map.of(
        "map.name",
        "Harbour Goods",
        "map.address",
        "Kade 1\nHoorn",
        "map.latitude",
        latitude,
        "map.longitude",
        longitude,
        "body.1",
        "Friday");
  }

  @Test
  void C641_a_place_above_is_four_gaps() {
    assertThat(SHOP.hindrance()).isEmpty();
    assertThat(SHOP.gaps().stream().map(MessageTemplate.Gap::id))
        .containsExactly("map.name", "map.address", "map.latitude", "map.longitude", "body.1");
    // The name of a place is not the customer's.
    assertThat(TemplateProposals.values(SHOP, KNOWN)).isEmpty();
    Filling.Filled filled =
        (Filling.Filled) TemplateFilling.fill(SHOP, shop("52,6424", "-5.06"), NOON);
    assertThat(filled.act().header())
        .isEqualTo(
            new ChatAct.Template.Header.Place(
                new BigDecimal("52.6424"),
                new BigDecimal("-5.06"),
                "Harbour Goods",
                "Kade 1 Hoorn"));
    assertThat(TemplateFilling.values(filled.act()))
        .containsEntry("map.latitude", "52.6424")
        .containsEntry("map.address", "Kade 1 Hoorn");
    assertThat(TemplateFilling.fill(SHOP, Map.of("body.1", "Friday"), NOON))
        .isInstanceOfSatisfying(
            Filling.Faulty.class, faulty -> assertThat(faulty.faults()).hasSize(4));
  }

  @ParameterizedTest
  @CsvSource({
    "90.0001, 5, map.latitude, 90",
    "-91, 5, map.latitude, 90",
    "north, 5, map.latitude, 90",
    "52, 180.5, map.longitude, 180",
    "52, 5°, map.longitude, 180",
    "52, 1e2, map.longitude, 180"
  })
  void C642_what_is_on_no_map_is_named_by_its_gap(
      String latitude, String longitude, String gap, int most) {
    assertThat(TemplateFilling.fill(SHOP, shop(latitude, longitude), NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault(gap, Fault.Reason.NO_DEGREES, most))));
    assertThat(TemplateFilling.fill(SHOP, shop("-90", "180"), NOON))
        .isInstanceOf(Filling.Filled.class);
  }

  private static final Button OTP =
      new Button("url", "Copy code", "https://www.whatsapp.com/otp/code/?code=otp{{1}}");

  @ParameterizedTest
  @ValueSource(strings = {"url", "otp"})
  void C688_a_one_time_code_is_one_gap_and_goes_along_behind_its_button_too(String sort) {
    MessageTemplate code =
        template(null, "*{{1}}* is your code.", List.of(new Button(sort, "Copy", OTP.target())))
            .withCategory("authentication");
    assertThat(code.hindrance()).isEmpty();
    assertThat(code.gaps().stream().map(MessageTemplate.Gap::id)).containsExactly("body.1");
    assertThat(TemplateProposals.values(code, KNOWN)).isEmpty();
    Filling.Filled filled =
        (Filling.Filled) TemplateFilling.fill(code, Map.of("body.1", "123456"), NOON);
    assertThat(filled.text()).isEqualTo("*123456* is your code.");
    assertThat(filled.act().values()).containsExactly(new ChatAct.Template.Value(null, "123456"));
    assertThat(filled.act().buttons())
        .containsExactly(new ChatAct.Template.Button(0, "url", "123456"));
    assertThat(TemplateFilling.fill(code, Map.of("body.1", "1234567890123456"), NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault("body.1", Fault.Reason.TOO_LONG, 15))));
  }

  @Test
  void C688_a_template_for_codes_without_a_place_for_one_is_not_sent() {
    assertThat(template(null, "Your code", List.of(OTP)).withCategory("authentication").hindrance())
        .contains(Hindrance.PARTS);
    assertThat(template(null, "Hi", List.of(new Button("otp", "Copy", null))).hindrance())
        .contains(Hindrance.PARTS);
  }

  private static MessageTemplate offer(boolean ends) {
    return new MessageTemplate(
        "1",
        "weekend_offer",
        "en",
        "marketing",
        State.APPROVED,
        MessageTemplate.Quality.HIGH,
        null,
        new MessageTemplate.Offer("Harbour weekend", ends),
        "Good news, {{1}}!",
        null,
        List.of(new Button("copy_code", "Copy", null)),
        List.of(),
        Map.of(),
        null,
        null);
  }

  private static Map<String, String> offered(String ends, String body) {
    return Map.of("offer.ends", ends, "body.1", body, "button.0", "HARBOUR15");
  }

  @Test
  void C685_the_end_of_an_offer_is_a_gap_that_nothing_is_proposed_for() {
    assertThat(offer(true).hindrance()).isEmpty();
    assertThat(offer(true).gaps().stream().map(MessageTemplate.Gap::id))
        .containsExactly("offer.ends", "body.1", "button.0");
    assertThat(TemplateProposals.values(offer(true), KNOWN)).doesNotContainKey("offer.ends");
    assertThat(offer(false).gaps().stream().map(MessageTemplate.Gap::id))
        .containsExactly("body.1", "button.0");
  }

  @Test
  void C685_it_goes_along_is_read_by_everybody_and_comes_back() {
    Map<String, String> values = offered("2026-11-22T17:00:00Z", "Zoë");
    Filling.Filled filled = (Filling.Filled) TemplateFilling.fill(offer(true), values, NOON);
    Instant ends = Instant.parse("2026-11-22T17:00:00Z");
    ChatAct.Template.Offer offer = new ChatAct.Template.Offer("Harbour weekend", ends);
    assertThat(filled.act().offer()).isEqualTo(offer);
    assertThat(TemplateFilling.values(filled.act())).isEqualTo(values);
    assertThat(offer.isOver(ends)).isTrue();
    assertThat(offer.isOver(ends.minusMillis(1))).isFalse();
    Filling.Filled endless =
        (Filling.Filled)
            TemplateFilling.fill(
                offer(false), Map.of("body.1", "Zoë", "button.0", "HARBOUR15"), NOON);
    assertThat(endless.act().offer())
        .isEqualTo(new ChatAct.Template.Offer("Harbour weekend", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T12:00:00Z", "2026-11-19T12:00:00Z", "soon", "22.11.2026"})
  void C686_an_offer_that_is_over_when_the_message_leaves_is_none(String ends) {
    assertThat(TemplateFilling.fill(offer(true), offered(ends, "Zoë"), NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault("offer.ends", Fault.Reason.NO_END, 0))));
  }

  @Test
  void C687_the_text_of_an_offer_is_shorter() {
    int fits = 600 - "Good news, !".length();
    assertThat(
            TemplateFilling.fill(
                offer(true), offered("2026-11-22T17:00:00Z", "a".repeat(fits + 1)), NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault("body.1", Fault.Reason.TOO_LONG, fits))));
    assertThat(
            TemplateFilling.fill(
                offer(true), offered("2026-11-22T17:00:00Z", "a".repeat(fits)), NOON))
        .isInstanceOf(Filling.Filled.class);
  }

  private static MessageTemplate carousel(
      MessageTemplate.@Nullable Header header, Button... buttons) {
    return new MessageTemplate(
        "1",
        "winter",
        "en",
        "marketing",
        State.APPROVED,
        MessageTemplate.Quality.HIGH,
        header,
        null,
        "Look, {{1}}",
        null,
        List.of(),
        List.of(
            new MessageTemplate.Card("image", "For {{2}}: a {{1}}", List.of(buttons)),
            new MessageTemplate.Card("image", "", List.of(buttons))),
        Map.of(),
        null,
        null);
  }

  private static final Button KEEP = new Button("quick_reply", "Keep it", null);
  private static final Button SEE = new Button("url", "See", "https://x/{{1}}");
  private static final Map<String, String> CAROUSEL =
      Map.of(
          "body.1", "Zoë",
          "card.0.body.1", "lamp",
          "card.0.body.2", "€ 20",
          "card.0.button.1", "lamp",
          "card.1.button.1", "chair");

  @Test
  void C730_the_gaps_of_cards_come_after_all_others_each_on_its_card() {
    assertThat(carousel(null, KEEP, SEE).hindrance()).isEmpty();
    assertThat(carousel(null, KEEP, SEE).gaps())
        .containsExactly(
            new MessageTemplate.Gap("body.1", null, MessageTemplate.Place.BODY, null),
            new MessageTemplate.Gap("card.0.body.2", 0, MessageTemplate.Place.BODY, null),
            new MessageTemplate.Gap("card.0.body.1", 0, MessageTemplate.Place.BODY, null),
            new MessageTemplate.Gap("card.0.button.1", 0, MessageTemplate.Place.BUTTON, null),
            new MessageTemplate.Gap("card.1.button.1", 1, MessageTemplate.Place.BUTTON, null));
    assertThat(TemplateProposals.values(carousel(null, KEEP, SEE), KNOWN)).isEmpty();
  }

  @Test
  void C730_each_card_carries_what_is_its_own_and_all_of_it_comes_back() {
    Filling.Filled filled =
        (Filling.Filled) TemplateFilling.fill(carousel(null, KEEP, SEE), CAROUSEL, NOON);
    assertThat(filled.text()).isEqualTo("Look, Zoë");
    assertThat(filled.act().values()).containsExactly(new ChatAct.Template.Value(null, "Zoë"));
    assertThat(filled.act().buttons()).isEmpty();
    assertThat(filled.act().cards())
        .containsExactly(
            new ChatAct.Template.Card(
                "For € 20: a lamp",
                List.of(
                    new ChatAct.Template.Value(null, "lamp"),
                    new ChatAct.Template.Value(null, "€ 20")),
                List.of(
                    new ChatAct.Template.Button(0, "quick_reply", "For € 20: a lamp"),
                    new ChatAct.Template.Button(1, "url", "lamp")),
                List.of("Keep it", "See")),
            new ChatAct.Template.Card(
                "",
                List.of(),
                List.of(
                    new ChatAct.Template.Button(0, "quick_reply", "2"),
                    new ChatAct.Template.Button(1, "url", "chair")),
                List.of("Keep it", "See")));
    assertThat(TemplateFilling.values(filled.act())).isEqualTo(CAROUSEL);
  }

  @Test
  void C731_a_button_on_a_card_tells_no_more_than_fits() {
    Map<String, String> values = new HashMap<>(CAROUSEL);
    values.put("card.0.body.1", "🛋".repeat(60));
    Filling.Filled filled =
        (Filling.Filled) TemplateFilling.fill(carousel(null, KEEP, SEE), values, NOON);
    String told = filled.act().cards().getFirst().buttons().getFirst().value();
    assertThat(told).startsWith("For € 20: a 🛋").endsWith("🛋…");
    assertThat(told.length()).isLessThanOrEqualTo(100);
  }

  @Test
  void C732_the_text_of_a_card_is_short_and_every_gap_of_it_is_filled() {
    Map<String, String> values = new HashMap<>(CAROUSEL);
    int fits = 160 - "For € 20: a ".length();
    values.put("card.0.body.1", "a".repeat(fits));
    assertThat(TemplateFilling.fill(carousel(null, KEEP, SEE), values, NOON))
        .isInstanceOf(Filling.Filled.class);
    values.put("card.0.body.1", "a".repeat(fits + 1));
    assertThat(TemplateFilling.fill(carousel(null, KEEP, SEE), values, NOON))
        .isEqualTo(
            new Filling.Faulty(List.of(new Fault("card.0.body.1", Fault.Reason.TOO_LONG, fits))));
    values.put("card.0.body.1", "lamp");
    values.put("card.1.button.1", "a b");
    assertThat(TemplateFilling.fill(carousel(null, KEEP, SEE), values, NOON))
        .isEqualTo(
            new Filling.Faulty(List.of(new Fault("card.1.button.1", Fault.Reason.NO_ADDRESS, 0))));
    values.remove("card.1.button.1");
    assertThat(TemplateFilling.fill(carousel(null, KEEP, SEE), values, NOON))
        .isEqualTo(
            new Filling.Faulty(List.of(new Fault("card.1.button.1", Fault.Reason.MISSING, 0))));
  }

  private static ChatAct.Template act() {
    return ((Filling.Filled) TemplateFilling.fill(words("Hi {{1}}"), Map.of("body.1", "Zoë"), NOON))
        .act();
  }

  private static Writing.Reply reply(@Nullable ChatAct act) {
    return new Writing.Reply(
        ANNA, 99, CUSTOMER, null, MessageBody.ofText("Hi Zoë"), List.of(), false, null, act);
  }

  private static EntryId entry() {
    return new EntryId(Ulid.derived(NOON, "template"));
  }

  private static Conversation chat(Instant wrote) {
    return Incoming.begin(
            new InboundItem.Received(
                "whatsapp/1",
                wrote,
                new InboxId("whatsapp"),
                Channel.WHATSAPP,
                CUSTOMER,
                "Zoë",
                wrote,
                null,
                MessageBody.ofText("Hoi"),
                List.of(),
                "wamid.1",
                "webhook/1",
                null),
            Fixtures.start(),
            Fixtures.settings(),
            Fixtures.ids(wrote),
            wrote)
        .conversation();
  }

  private static Entry inbound(String text) {
    return new Entry.InboundMessage(
        new EntryId(Ulid.derived(NOON, text)),
        NOON,
        Fixtures.CONTACT,
        CUSTOMER,
        "Zoë",
        null,
        MessageBody.ofText(text),
        List.of(),
        "wamid." + text.length(),
        "webhook/1",
        Entry.Evidence.OPEN_CHAT);
  }
}
