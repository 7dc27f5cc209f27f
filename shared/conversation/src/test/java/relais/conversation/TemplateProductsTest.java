package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.conversation.MessageTemplate.Button;
import relais.conversation.MessageTemplate.Hindrance;
import relais.conversation.MessageTemplate.Products;
import relais.conversation.TemplateFilling.Fault;
import relais.conversation.TemplateFilling.Filling;

class TemplateProductsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Button VIEW = new Button("spm", "View", null);
  private static final Button LIST = new Button("mpm", "View items", null);
  private static final Button ALL = new Button("catalog", "View catalogue", null);
  private static final Button BUY = new Button("url", "Buy", "https://shop.example/{{1}}");
  private static final Button KEEP = new Button("quick_reply", "Keep it", null);

  private static MessageTemplate template(
      MessageTemplate.@Nullable Header header,
      List<Button> buttons,
      MessageTemplate.Card... cards) {
    return new MessageTemplate(
        "1",
        "autumn",
        "en",
        "marketing",
        MessageTemplate.State.APPROVED,
        MessageTemplate.Quality.HIGH,
        header,
        null,
        "Look, {{1}}",
        null,
        buttons,
        List.of(cards),
        Map.of(),
        "1948",
        null);
  }

  private static MessageTemplate one() {
    return template(new MessageTemplate.Header.Product(), List.of(VIEW));
  }

  private static MessageTemplate cards(Button... buttons) {
    MessageTemplate.Card card = new MessageTemplate.Card("product", "", List.of(buttons));
    return template(null, List.of(), card, card);
  }

  private static MessageTemplate list() {
    return template(new MessageTemplate.Header.Line("Autumn"), List.of(LIST));
  }

  private static MessageTemplate catalogue() {
    return template(null, List.of(ALL));
  }

  private static Filling fill(MessageTemplate template, String products) {
    return TemplateFilling.fill(template, Map.of("body.1", "Zoë", "products", products), NOON);
  }

  private static ChatAct.Template filled(MessageTemplate template, String products) {
    return ((Filling.Filled) fill(template, products)).act();
  }

  private static Filling faulty(Fault.Reason reason, int most) {
    return new Filling.Faulty(List.of(new Fault("products", reason, most)));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "HG-" + i).collect(Collectors.joining("\n"));
  }

  private static ChatAct.Template.Product coat() {
    return new ChatAct.Template.Product("1948", "HG-1", "Rain coat");
  }

  @Test
  void C733_products_are_one_gap_that_nothing_is_proposed_for() {
    for (MessageTemplate template : List.of(one(), cards(VIEW), list(), catalogue())) {
      assertThat(template.hindrance()).isEmpty();
      assertThat(template.gaps().stream().map(MessageTemplate.Gap::id))
          .containsExactly("body.1", "products");
      assertThat(
              TemplateProposals.values(
                  template, new Placeholders.Values("Zoë Bos", "HG-1", "Anna", "Harbour Goods")))
          .doesNotContainKey("products");
    }
    assertThat(one().products()).contains(new Products(Products.Sort.ONE, false));
    assertThat(cards(BUY).products()).contains(new Products(Products.Sort.CARDS, true));
    assertThat(list().products()).contains(new Products(Products.Sort.LIST, false));
    assertThat(catalogue().products()).contains(new Products(Products.Sort.CATALOGUE, false));
  }

  @Test
  void C733_what_shows_products_in_two_ways_or_otherwise_is_not_sent() {
    MessageTemplate.Card product = new MessageTemplate.Card("product", "", List.of(VIEW));
    List<MessageTemplate> strange = new ArrayList<>();
    strange.add(template(new MessageTemplate.Header.Product(), List.of(LIST)));
    strange.add(template(null, List.of(LIST, ALL)));
    strange.add(template(null, List.of(VIEW)));
    strange.add(template(null, List.of(ALL), product, product));
    strange.add(template(null, List.of(), new MessageTemplate.Card("image", "", List.of(VIEW))));
    strange.add(template(null, List.of(), new MessageTemplate.Card("product", "{{1}}", List.of())));
    strange.add(
        template(null, List.of(), product, new MessageTemplate.Card("product", "", List.of(BUY))));
    assertThat(strange).allSatisfy(each -> assertThat(each.hindrance()).contains(Hindrance.PARTS));
  }

  @Test
  void C734_where_a_message_names_the_catalogue_it_must_be_known() {
    assertThat(one().withCatalogue(null).hindrance()).contains(Hindrance.CATALOGUE);
    assertThat(cards(VIEW).withCatalogue(null).hindrance()).contains(Hindrance.CATALOGUE);
    assertThat(list().withCatalogue(null).hindrance()).isEmpty();
    assertThat(catalogue().withCatalogue(null).hindrance()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HG-1",
        "HG-1\t\tRain coat\nHG-2\tboots",
        "\tCoats\nHG-1\n\tBoots\nHG-2\tboots\tBoots",
        "\tEmpty\n\tBoots\nHG-2"
      })
  void C735_a_choice_of_products_reads_back_as_it_was_written(String value) {
    assertThat(ProductChoice.of(value).write()).isEqualTo(value);
  }

  @Test
  void C735_lines_that_say_nothing_are_left_out_and_no_name_is_endless() {
    assertThat(ProductChoice.of("\n  \r\n HG-1 \t\t" + "a".repeat(300) + "\tmore\n").sections())
        .containsExactly(
            new ProductChoice.Section(
                null, List.of(new ProductChoice.Item("HG-1", null, "a".repeat(200)))));
    assertThat(ProductChoice.of("").sections()).isEmpty();
    assertThat(ProductChoice.of("\t").sections())
        .containsExactly(new ProductChoice.Section("", List.of()));
  }

  @Test
  void C736_there_are_as_many_products_as_the_template_takes() {
    assertThat(fill(one(), "")).isEqualTo(faulty(Fault.Reason.MISSING, 0));
    assertThat(fill(one(), numbers(2))).isEqualTo(faulty(Fault.Reason.TOO_MANY, 1));
    assertThat(fill(cards(VIEW), "HG-1")).isEqualTo(faulty(Fault.Reason.TOO_FEW, 2));
    assertThat(fill(cards(VIEW), numbers(10))).isInstanceOf(Filling.Filled.class);
    assertThat(fill(cards(VIEW), numbers(11))).isEqualTo(faulty(Fault.Reason.TOO_MANY, 10));
    assertThat(fill(list(), "\tCoats\n" + numbers(30))).isInstanceOf(Filling.Filled.class);
    assertThat(fill(list(), "\tCoats\n" + numbers(31)))
        .isEqualTo(faulty(Fault.Reason.TOO_MANY, 30));
    assertThat(fill(catalogue(), "")).isInstanceOf(Filling.Filled.class);
    assertThat(fill(catalogue(), numbers(2))).isEqualTo(faulty(Fault.Reason.TOO_MANY, 1));
    assertThat(fill(one(), "a".repeat(101))).isEqualTo(faulty(Fault.Reason.TOO_LONG, 100));
  }

  @Test
  void C736_each_section_of_a_list_has_a_title_and_a_product() {
    assertThat(fill(list(), "HG-1")).isEqualTo(faulty(Fault.Reason.NO_SECTIONS, 10));
    assertThat(fill(list(), "\tCoats\nHG-1\n\tBoots"))
        .isEqualTo(faulty(Fault.Reason.NO_SECTIONS, 10));
    assertThat(fill(list(), "\t" + "a".repeat(25) + "\nHG-1"))
        .isEqualTo(faulty(Fault.Reason.TOO_LONG, 24));
    String eleven =
        IntStream.range(0, 11)
            .mapToObj(i -> "\tSection " + i + "\nHG-" + i)
            .collect(Collectors.joining("\n"));
    assertThat(fill(list(), eleven)).isEqualTo(faulty(Fault.Reason.NO_SECTIONS, 10));
    assertThat(fill(one(), "\tCoats\nHG-1")).isEqualTo(faulty(Fault.Reason.NO_SECTIONS, 0));
  }

  @Test
  void C736_what_goes_behind_the_address_of_a_card_is_needed_for_each() {
    assertThat(fill(cards(BUY), "HG-1\tcoat\nHG-2")).isEqualTo(faulty(Fault.Reason.NO_ADDRESS, 0));
    assertThat(fill(cards(BUY), "HG-1\tcoat\nHG-2\ta b"))
        .isEqualTo(faulty(Fault.Reason.NO_ADDRESS, 0));
  }

  @Test
  void C736_the_text_below_a_product_is_short() {
    int fits = 160 - "Look, ".length();
    Map<String, String> values = Map.of("body.1", "a".repeat(fits + 1), "products", "HG-1");
    assertThat(TemplateFilling.fill(one(), values, NOON))
        .isEqualTo(new Filling.Faulty(List.of(new Fault("body.1", Fault.Reason.TOO_LONG, fits))));
  }

  @Test
  void C737_a_product_stands_above_or_on_each_card() {
    assertThat(filled(one(), "HG-1\t\tRain coat").header())
        .isEqualTo(new ChatAct.Template.Header.Shown(coat()));
    assertThat(filled(cards(BUY, KEEP), "HG-1\tcoat\tRain coat\nHG-2\tboots").cards())
        .containsExactly(
            new ChatAct.Template.Card(
                coat(),
                "",
                List.of(),
                List.of(
                    new ChatAct.Template.Button(0, "url", "coat"),
                    new ChatAct.Template.Button(1, "quick_reply", "Rain coat")),
                List.of("Buy", "Keep it")),
            new ChatAct.Template.Card(
                new ChatAct.Template.Product("1948", "HG-2", null),
                "",
                List.of(),
                List.of(
                    new ChatAct.Template.Button(0, "url", "boots"),
                    new ChatAct.Template.Button(1, "quick_reply", "HG-2")),
                List.of("Buy", "Keep it")));
  }

  @Test
  void C737_a_button_carries_a_list_or_the_product_whose_picture_stands_above() {
    String chosen = "\tCoats\nHG-1\t\tRain coat\n\tBoots\nHG-2";
    assertThat(filled(list(), chosen).buttons())
        .containsExactly(new ChatAct.Template.Button(0, "mpm", chosen));
    assertThat(filled(catalogue(), "HG-1").buttons())
        .containsExactly(new ChatAct.Template.Button(0, "catalog", "HG-1"));
    assertThat(filled(catalogue(), "").buttons())
        .containsExactly(new ChatAct.Template.Button(0, "catalog", ""));
  }

  @Test
  void C737_all_of_it_comes_back() {
    assertComesBack(one(), "HG-1\t\tRain coat");
    assertComesBack(cards(BUY, KEEP), "HG-1\tcoat\tRain coat\nHG-2\tboots");
    assertComesBack(list(), "\tCoats\nHG-1\t\tRain coat\n\tBoots\nHG-2");
    assertComesBack(catalogue(), "HG-1");
    assertThat(TemplateFilling.values(filled(catalogue(), ""))).isEqualTo(Map.of("body.1", "Zoë"));
  }

  private static void assertComesBack(MessageTemplate template, String products) {
    assertThat(TemplateFilling.values(filled(template, products)))
        .isEqualTo(Map.of("body.1", "Zoë", "products", products));
  }
}
