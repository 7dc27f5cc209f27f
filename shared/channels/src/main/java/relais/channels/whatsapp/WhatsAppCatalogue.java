package relais.channels.whatsapp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relais.channels.JsonObject;
import relais.channels.Piece;
import relais.channels.TemplateChannel.Product;
import relais.channels.TemplateChannel.ProductPage;
import relais.channels.TemplateChannel.ProductQuestion;

/// The products that a business shows on WhatsApp: those of the one catalogue that is connected to
/// its account. Graph API reference, whats-app-business-account/product_catalogs and
/// product-catalog/products; both want the permission `catalog_management`.
final class WhatsAppCatalogue {
  private static final String FIELDS = "retailer_id,name,price,image_url,availability";
  private static final int PAGE = 24;

  private WhatsAppCatalogue() {}

  /// The path that names the catalogue of an account.
  static String path(String accountId) {
    return "/%s/product_catalogs?fields=id&limit=1".formatted(accountId);
  }

  /// Reads the answer.
  ///
  /// @return the catalogue's id; null when none is connected
  static @Nullable String read(byte[] body) {
    Piece json = Piece.of(body);
    List<Piece> catalogues = json == null ? List.of() : json.at("data").each();
    return catalogues.isEmpty() ? null : catalogues.getFirst().id("id");
  }

  /// The path that looks for products.
  static String path(String catalogue, ProductQuestion question) {
    return switch (question) {
      case ProductQuestion.Named(String words, String after) -> {
        JsonObject either =
            new JsonObject()
                .with("or", List.of(contains("name", words), contains("retailer_id", words)));
        yield path(catalogue, PAGE, words.isEmpty() ? null : either)
            + (after == null ? "" : "&after=" + encoded(after));
      }
      case ProductQuestion.Numbered(List<String> numbers) ->
          path(
              catalogue,
              numbers.size(),
              new JsonObject().with("retailer_id", new JsonObject().withWords("is_any", numbers)));
    };
  }

  private static String path(String catalogue, int most, @Nullable JsonObject filter) {
    return "/%s/products?fields=%s&limit=%d".formatted(catalogue, FIELDS, most)
        + (filter == null ? "" : "&filter=" + encoded(filter.toString()));
  }

  private static JsonObject contains(String field, String words) {
    return new JsonObject().with(field, new JsonObject().with("i_contains", words));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Reads the answer. A product without a number is left out.
  static ProductPage.Listed products(byte[] body) {
    Piece json = Piece.of(body);
    List<Product> products = new ArrayList<>();
    if (json == null) {
      return new ProductPage.Listed(products, null);
    }
    for (Piece product : json.at("data").each()) {
      String number = product.word("retailer_id");
      if (number != null) {
        products.add(
            new Product(
                number,
                Objects.requireNonNullElse(product.word("name"), number),
                product.word("price"),
                picture(product.word("image_url")),
                !"out of stock".equals(product.word("availability"))));
      }
    }
    Piece paging = json.at("paging");
    return new ProductPage.Listed(
        products, paging.has("next") ? paging.at("cursors").word("after") : null);
  }

  /// The shop's own address: anything else would not be shown.
  private static @Nullable String picture(@Nullable String address) {
    return address != null && address.matches("https?://[^\\s\"<>]+") ? address : null;
  }
}
