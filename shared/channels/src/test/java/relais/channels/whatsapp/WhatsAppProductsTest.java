package relais.channels.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.Golden;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Template.Button;
import relais.channels.Outgoing.Template.Header;
import relais.channels.ProviderCall;
import relais.channels.TemplateChannel.Product;
import relais.channels.TemplateChannel.ProductPage;
import relais.channels.TemplateChannel.ProductQuestion;
import relais.channels.TemplateChannel.TemplatePage;
import relais.channels.Written;
import relais.conversation.Channel;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;
import relais.conversation.TeamId;

class WhatsAppProductsTest {
  private static List<MessageTemplate> listed(String components) {
    return ((TemplatePage.Listed)
            Samples.CHANNEL.templates(
                200,
                """
                {"data": [{"name": "autumn", "language": "en", "status": "APPROVED",
                  "components": [{"type": "BODY", "text": "Look"}, %s]}]}
                """
                    .formatted(components)
                    .getBytes(UTF_8)))
        .templates();
  }

  @Test
  void P724_a_product_above_on_cards_or_behind_a_button_is_read() {
    MessageTemplate one =
        listed(
                """
                {"type": "HEADER", "format": "PRODUCT"},
                {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "View"}]}
                """)
            .getFirst();
    assertThat(one.header()).isEqualTo(new MessageTemplate.Header.Product());
    assertThat(one.buttons()).containsExactly(new MessageTemplate.Button("spm", "View", null));
    assertThat(one.foreign()).isNull();
    String card =
        """
        {"components": [{"type": "HEADER", "format": "PRODUCT"},
          {"type": "BUTTONS", "buttons": [{"type": "SPM", "text": "View"}]}]}
        """;
    MessageTemplate cards =
        listed("{\"type\": \"CAROUSEL\", \"cards\": [%s, %s]}".formatted(card, card)).getFirst();
    assertThat(cards.cards())
        .hasSize(2)
        .containsOnly(
            new MessageTemplate.Card(
                "product", "", List.of(new MessageTemplate.Button("spm", "View", null))));
    assertThat(Samples.CHANNEL.files(cards)).isEqualTo(FileLimits.NONE);
    assertThat(
            listed(
                    """
                    {"type": "BUTTONS", "buttons": [{"type": "MPM", "text": "View items"}]}
                    """)
                .getFirst()
                .products()
                .orElseThrow()
                .sort())
        .isEqualTo(MessageTemplate.Products.Sort.LIST);
  }

  private static void assertSent(
      @Nullable Header header,
      List<Button> buttons,
      List<Outgoing.Template.Card> cards,
      String components)
      throws IOException {
    Written.Request request =
        (Written.Request)
            Samples.CHANNEL.write(
                new Outgoing.Template("autumn", "en", header, null, List.of(), buttons, cards),
                Envelope.of("106540352242922", new Identity("phone", "+31612345678")));
    JsonNode template = Golden.read(new String(request.body(), UTF_8)).path("template");
    assertThat(template.path("components")).isEqualTo(Golden.read(components));
  }

  @Test
  void P725_a_product_goes_along_by_its_number_and_its_catalogue() throws IOException {
    assertSent(
        new Header.Product("1948", "HG-1"),
        List.of(),
        List.of(),
        """
        [{"type": "header", "parameters": [{"type": "product",
          "product": {"product_retailer_id": "HG-1", "catalog_id": "1948"}}]}]
        """);
    assertSent(
        null,
        List.of(),
        List.of(
            new Outgoing.Template.Card(
                new Header.Product("1948", "HG-1"),
                List.of(),
                List.of(new Button(Button.Sort.URL, 0, "coat"))),
            new Outgoing.Template.Card(new Header.Product("1948", "HG-2"), List.of(), List.of())),
        """
        [{"type": "carousel", "cards": [
          {"card_index": 0, "components": [
            {"type": "header", "parameters": [{"type": "product",
              "product": {"product_retailer_id": "HG-1", "catalog_id": "1948"}}]},
            {"type": "button", "sub_type": "url", "index": "0",
             "parameters": [{"type": "text", "text": "coat"}]}]},
          {"card_index": 1, "components": [
            {"type": "header", "parameters": [{"type": "product",
              "product": {"product_retailer_id": "HG-2", "catalog_id": "1948"}}]}]}]}]
        """);
  }

  @Test
  void P725_a_list_goes_along_with_its_sections_and_the_first_picture() throws IOException {
    assertSent(
        null,
        List.of(
            new Button(
                Button.Sort.PRODUCT_LIST, 0, "\tCoats\nHG-1\t\tRain coat\nHG-2\n\tBoots\nHG-3")),
        List.of(),
        """
        [{"type": "button", "sub_type": "mpm", "index": "0", "parameters": [{"type": "action",
          "action": {"thumbnail_product_retailer_id": "HG-1", "sections": [
            {"title": "Coats", "product_items": [
              {"product_retailer_id": "HG-1"}, {"product_retailer_id": "HG-2"}]},
            {"title": "Boots", "product_items": [{"product_retailer_id": "HG-3"}]}]}}]}]
        """);
  }

  @Test
  void P725_a_catalogue_is_opened_with_or_without_a_picture_of_ours() throws IOException {
    assertSent(
        null,
        List.of(new Button(Button.Sort.WHOLE_CATALOGUE, 0, "HG-1")),
        List.of(),
        """
        [{"type": "button", "sub_type": "CATALOG", "index": "0", "parameters": [{"type": "action",
          "action": {"thumbnail_product_retailer_id": "HG-1"}}]}]
        """);
    assertSent(
        null,
        List.of(new Button(Button.Sort.WHOLE_CATALOGUE, 0, "")),
        List.of(),
        """
        [{"type": "button", "sub_type": "CATALOG", "index": "0"}]
        """);
  }

  private static Connection connection() {
    Inbox.Connected inbox =
        new Inbox.Connected(
            new InboxId("whatsapp"),
            "WhatsApp",
            new TeamId("support"),
            Channel.WHATSAPP,
            "106540352242922",
            "+31 20 555 0142",
            Map.of("businessAccountId", "102290129340398"));
    return new Connection(inbox, "https://graph.example/v23.0", "a-token", "a-secret");
  }

  private static String asked(ProviderCall call) {
    return URLDecoder.decode(URI.create(call.url()).getRawQuery(), UTF_8);
  }

  @Test
  void P726_the_catalogue_is_the_one_that_is_connected_to_the_account() {
    ProviderCall call = Samples.CHANNEL.askForCatalogue(connection());
    assertThat(call.url())
        .startsWith("https://graph.example/v23.0/102290129340398/product_catalogs?fields=id");
    assertThat(
            Samples.CHANNEL.catalogue(
                "{\"data\": [{\"id\": \"1948\"}, {\"id\": \"2\"}]}".getBytes(UTF_8)))
        .isEqualTo("1948");
    assertThat(Samples.CHANNEL.catalogue("{\"data\": []}".getBytes(UTF_8))).isNull();
    assertThat(Samples.CHANNEL.catalogue("<html>".getBytes(UTF_8))).isNull();
  }

  @Test
  void P727_products_are_looked_for_by_words_and_by_numbers() throws IOException {
    String named =
        asked(
            Samples.CHANNEL.listProducts(
                connection(), "1948", new ProductQuestion.Named("re\"gen & Mantel", "QVF=")));
    assertThat(named).contains("&after=QVF=");
    String filter = named.substring(named.indexOf("&filter=") + 8, named.indexOf("&after="));
    assertThat(Golden.read(filter))
        .isEqualTo(
            Golden.read(
                """
                {"or": [{"name": {"i_contains": "re\\"gen & Mantel"}},
                        {"retailer_id": {"i_contains": "re\\"gen & Mantel"}}]}
                """));
    assertThat(
            asked(
                Samples.CHANNEL.listProducts(
                    connection(), "1948", new ProductQuestion.Numbered(List.of("HG-1", "HG 2")))))
        .endsWith("&filter={\"retailer_id\":{\"is_any\":[\"HG-1\",\"HG 2\"]}}");
    assertThat(
            asked(
                Samples.CHANNEL.listProducts(
                    connection(), "1948", new ProductQuestion.Named("", null))))
        .doesNotContain("filter", "after");
  }

  @Test
  void P727_a_product_is_told_with_its_price_and_a_picture_that_a_browser_can_show() {
    ProductPage.Listed page =
        (ProductPage.Listed)
            Samples.CHANNEL.products(
                200,
                """
                {"data": [
                  {"id": "9", "retailer_id": "HG-1", "name": "Rain coat", "price": "€89.00",
                   "image_url": "https://shop.example/1.jpg", "availability": "in stock"},
                  {"id": "8", "retailer_id": "HG-2", "availability": "out of stock",
                   "image_url": "javascript:alert(1)"},
                  {"id": "7", "name": "Of no number"}],
                 "paging": {"cursors": {"after": "QVF"}, "next": "https://graph.example/next"}}
                """
                    .getBytes(UTF_8));
    assertThat(page.products())
        .containsExactly(
            new Product("HG-1", "Rain coat", "€89.00", "https://shop.example/1.jpg", true),
            new Product("HG-2", "HG-2", null, null, false));
    assertThat(page.next()).isEqualTo("QVF");
    assertThat(
            Samples.CHANNEL.products(
                403, "{\"error\": {\"code\": 200, \"message\": \"x\"}}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            ProductPage.Refused.class,
            refused -> assertThat(refused.failure().code()).isEqualTo("200"));
  }
}
