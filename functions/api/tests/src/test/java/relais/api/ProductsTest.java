package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.conversation.Conversation;
import relais.samples.Aws;
import relais.samples.AwsParts;

/// An agent looks for products of the shop's catalogue and sends them with a template.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProductsTest {
  private static final String TEMPLATES =
      """
      {"data": [
        {"id": "1", "name": "jas", "language": "nl", "status": "APPROVED",
         "category": "MARKETING", "components": [
          {"type": "HEADER", "format": "PRODUCT"}, {"type": "BODY", "text": "Kijk, {{1}}"},
          {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "Bekijk"}]}]},
        {"id": "2", "name": "lijst", "language": "nl", "status": "APPROVED",
         "category": "MARKETING", "components": [
          {"type": "HEADER", "format": "TEXT", "text": "Herfst"},
          {"type": "BODY", "text": "Kijk"},
          {"type": "BUTTONS", "buttons": [{"type": "MPM", "text": "Bekijk alles"}]}]},
        {"id": "3", "name": "rij", "language": "nl", "status": "APPROVED",
         "category": "MARKETING", "components": [
          {"type": "BODY", "text": "Kijk"},
          {"type": "CAROUSEL", "cards": [
            {"components": [{"type": "HEADER", "format": "PRODUCT"},
              {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "Bekijk"}]}]},
            {"components": [{"type": "HEADER", "format": "PRODUCT"},
              {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "Bekijk"}]}]}]}]},
        {"id": "4", "name": "woorden", "language": "nl", "status": "APPROVED",
         "category": "UTILITY", "components": [{"type": "BODY", "text": "Hoi"}]}]}\
      """;
  private static final String CATALOGUE = "{\"data\":[{\"id\":\"1948\"}]}";
  private static final String FAILED = "{\"error\":{\"code\":200,\"message\":\"no\"}}";
  private static final String PRODUCTS =
      """
      {"data": [{"id": "9", "retailer_id": "HG-1", "name": "Regenjas", "price": "€89.00",
        "image_url": "https://shop.example/1.jpg", "availability": "in stock"}],
       "paging": {"cursors": {"after": "QVF"}, "next": "https://x"}}\
      """;

  private final GraphDesk graph;
  private final Desk desk;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> catalogue = new AtomicReference<>(CATALOGUE);
  private final AtomicReference<String> products = new AtomicReference<>(PRODUCTS);

  ProductsTest(AwsParts shared) throws IOException {
    graph = new GraphDesk(shared, this::answer);
    desk = graph.desk();
  }

  private String answer(String path, String query) {
    if (path.equals("/" + GraphDesk.ACCOUNT + "/message_templates")) {
      return TEMPLATES;
    }
    if (path.equals("/" + GraphDesk.ACCOUNT + "/product_catalogs")) {
      return catalogue.get();
    }
    if (path.equals("/1948/products")) {
      asked.add(query);
      return products.get();
    }
    return "{}";
  }

  @AfterEach
  void close() {
    graph.close();
  }

  private Conversation late() {
    Conversation chat = desk.chat("Hoi, hebben jullie ook regenjassen voor de haven?");
    desk.clock().advance(Duration.ofDays(2));
    return desk.now(chat);
  }

  private Answer fetch(Conversation chat) {
    desk.clock().advance(Duration.ofMinutes(1));
    return desk.post("amelie", Desk.path(chat, "/templates/fetch"), null, Map.of());
  }

  private Answer look(Conversation chat, String template, String more) {
    return desk.get(
        "amelie", Desk.path(chat, "/products?template=" + template + "&language=nl" + more));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(Conversation chat, String template, String products) {
    return desk.post(
        "amelie",
        Desk.path(chat, "/replies"),
        """
        {"sendAt":"%s","template":{"name":"%s","language":"nl",
         "values":{"body.1":"Ada","products":"%s"}}}\
        """
            .formatted(
                desk.clock().instant().plus(Duration.ofDays(3)),
                template,
                products.replace("\t", "\\t").replace("\n", "\\n")),
        Desk.seen(chat, Desk.newKey()));
  }

  @Test
  void a_template_tells_how_many_products_it_takes_and_whether_they_can_be_looked_up() {
    Answer list = fetch(late());
    assertThat(list.text("items.0.products.sort")).isEqualTo("one");
    assertThat(list.number("items.0.products.most")).isEqualTo(1);
    assertThat(list.at("items.0.products.readable")).isEqualTo(true);
    assertThat(list.text("items.0.gaps.1.id")).isEqualTo("products");
    assertThat(list.number("items.1.products.sections")).isEqualTo(10);
    assertThat(list.number("items.2.products.least")).isEqualTo(2);
    assertThat(list.text("items.2.cards.0.media")).isEqualTo("product");
    assertThat(list.number("items.2.files.most")).isZero();
    assertThat(list.at("items.3.products")).isEqualTo(Answer.NONE);
  }

  @Test
  void without_a_catalogue_only_a_list_can_be_sent() {
    catalogue.set("{\"data\":[]}");
    Conversation chat = late();
    Answer list = fetch(chat);
    assertThat(list.text("items.0.hindrance")).isEqualTo("catalogue");
    assertThat(list.at("items.1.hindrance")).isEqualTo(Answer.NONE);
    assertThat(list.at("items.1.products.readable")).isEqualTo(false);
    assertThat(send(chat, "jas", "HG-1").status()).isEqualTo(409);
    assertThat(look(chat, "lijst", "").status()).isEqualTo(404);
  }

  @Test
  void a_catalogue_that_is_not_told_once_stays_known() {
    Conversation chat = late();
    fetch(chat);
    catalogue.set(FAILED);
    assertThat(fetch(chat).at("items.0.hindrance")).isEqualTo(Answer.NONE);
    catalogue.set("{\"data\":[]}");
    assertThat(fetch(chat).text("items.0.hindrance")).isEqualTo("catalogue");
  }

  @Test
  void products_are_looked_for_page_by_page_and_by_number() {
    Conversation chat = late();
    fetch(chat);
    Answer found = look(chat, "jas", "&search=" + encoded(" jas ") + "&after=QVE");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.text("items.0.number")).isEqualTo("HG-1");
    assertThat(found.text("items.0.name")).isEqualTo("Regenjas");
    assertThat(found.text("items.0.price")).isEqualTo("€89.00");
    assertThat(found.text("items.0.picture")).isEqualTo("https://shop.example/1.jpg");
    assertThat(found.at("items.0.available")).isEqualTo(true);
    assertThat(found.text("next")).isEqualTo("QVF");
    assertThat(found.at("trouble")).isEqualTo(Answer.NONE);
    look(chat, "rij", "&numbers=" + encoded("HG-1\nHG 2,3\n"));
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst()).contains("\"i_contains\":\"jas\"").contains("after=QVE");
    assertThat(asked.getLast()).contains("{\"is_any\":[\"HG-1\",\"HG 2,3\"]}");
    look(chat, "jas", "&search=" + encoded("rood, groen"));
    assertThat(asked.getLast()).contains("\"i_contains\":\"rood, groen\"");
    assertThat(
            desk.get("amelie", "/v1/inboxes/whatsapp/products?template=jas&language=nl&search=jas")
                .text("items.0.number"))
        .isEqualTo("HG-1");
  }

  @Test
  void what_the_provider_refuses_is_told_in_words() {
    Conversation chat = late();
    fetch(chat);
    products.set(FAILED);
    Answer refused = look(chat, "jas", "&search=jas");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.list("items")).isEmpty();
    assertThat(refused.text("trouble.code")).isEqualTo("200");
    assertThat(refused.text("trouble.reason")).isNotBlank();
  }

  @Test
  void what_is_too_much_to_ask_for_is_named_and_other_templates_have_none() {
    Conversation chat = late();
    fetch(chat);
    assertThat(look(chat, "jas", "&search=" + "a".repeat(101)).text("field")).isEqualTo("search");
    assertThat(look(chat, "jas", "&numbers=1" + encoded("\n1").repeat(30)).text("field"))
        .isEqualTo("numbers");
    assertThat(look(chat, "jas", "&after=" + "a".repeat(1001)).text("field")).isEqualTo("after");
    assertThat(look(chat, "woorden", "").status()).isEqualTo(404);
    assertThat(look(chat, "a".repeat(2000), "").status()).isEqualTo(404);
    assertThat(look(chat, "onbekend", "").status()).isEqualTo(404);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jas|''|Fill in",
        "jas|HG-1/HG-2|At most 1",
        "rij|HG-1|at least 2",
        "lijst|HG-1|sections",
        "jas|>Jassen/HG-1|no sections",
      })
  void a_choice_that_does_not_fit_is_named(String template, String chosen, String words) {
    Conversation chat = late();
    fetch(chat);
    Answer refused = send(chat, template, chosen.replace('/', '\n').replace('>', '\t'));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("template.values.products");
    assertThat(refused.text("detail")).contains(words);
  }

  @Test
  void C737_what_was_chosen_is_read_by_everybody_and_comes_back() {
    Conversation chat = late();
    fetch(chat);
    Answer one = send(chat, "jas", "HG-1\t\tRegenjas");
    assertThat(one.status()).isEqualTo(201);
    assertThat(one.text("entry.chat.template.product.number")).isEqualTo("HG-1");
    assertThat(one.text("entry.chat.template.product.name")).isEqualTo("Regenjas");
    Answer back =
        desk.post(
            "amelie",
            Desk.path(chat, "/messages/" + one.text("entry.id") + "/cancel"),
            null,
            Map.of());
    assertThat(back.text("words.template.values.products")).isEqualTo("HG-1\t\tRegenjas");
    Answer cards = send(desk.now(chat), "rij", "HG-1\t\tRegenjas\nHG-2");
    assertThat(cards.text("entry.chat.template.cards.0.product.name")).isEqualTo("Regenjas");
    assertThat(cards.at("entry.chat.template.cards.1.product.name")).isEqualTo(Answer.NONE);
    assertThat(cards.text("entry.chat.template.cards.1.buttons.0")).isEqualTo("Bekijk");
    Answer list = send(desk.now(chat), "lijst", "\tJassen\nHG-1\t\tRegenjas\n\tLaarzen\nHG-2");
    assertThat(list.text("entry.chat.template.sections.1.title")).isEqualTo("Laarzen");
    assertThat(list.text("entry.chat.template.sections.0.items.0.name")).isEqualTo("Regenjas");
  }
}
