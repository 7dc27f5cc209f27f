package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The catalogue that is connected to the played business account, as Meta tells of it.
final class PlayedCatalogue {
  /// Meta's id for it.
  static final String ID = "194836987003835";

  /// Where pictures of products lie on this machine.
  static final String PICTURES = "/simulator/products";

  private final List<ObjectNode> products = new ArrayList<>();

  PlayedCatalogue() {
    try (InputStream resource =
        Objects.requireNonNull(PlayedCatalogue.class.getResourceAsStream("demo-products.json"))) {
      Json.read(resource.readAllBytes()).forEach(each -> products.add((ObjectNode) each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A product by the shop's own number.
  Optional<ObjectNode> find(String number) {
    return products.stream()
        .filter(each -> each.path("retailer_id").asText().equals(number))
        .findFirst();
  }

  /// One page of the products that a filter lets through.
  ///
  /// @param filter as the Graph API takes it; null for all
  /// @param origin where pictures are told to lie
  /// @return empty for a filter that nobody knows
  Optional<ObjectNode> page(@Nullable JsonNode filter, int after, int limit, String origin) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode product : products) {
      Boolean passes = filter == null ? Boolean.TRUE : passes(product, filter);
      if (passes == null) {
        return Optional.empty();
      }
      if (passes) {
        found.add(product);
      }
    }
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    int end = Math.min(found.size(), after + limit);
    for (int i = after; i < end; i++) {
      data.add(told(found.get(i), origin));
    }
    ObjectNode paging = page.putObject("paging");
    paging.putObject("cursors").put("after", Integer.toString(end));
    if (end < found.size()) {
      paging.put("next", origin + "/next");
    }
    return Optional.of(page);
  }

  /// Whether a filter lets a product through; null where it is none that we know.
  private static @Nullable Boolean passes(ObjectNode product, JsonNode filter) {
    if (filter.size() != 1) {
      return null;
    }
    String field = filter.fieldNames().next();
    JsonNode wanted = filter.path(field);
    if (field.equals("or")) {
      boolean any = false;
      for (JsonNode each : wanted) {
        Boolean passes = passes(product, each);
        if (passes == null) {
          return null;
        }
        any |= passes;
      }
      return any;
    }
    String value = product.path(field).asText();
    if (wanted.has("i_contains")) {
      return value
          .toLowerCase(Locale.ROOT)
          .contains(wanted.path("i_contains").asText().toLowerCase(Locale.ROOT));
    }
    if (wanted.path("is_any").isArray()) {
      for (JsonNode each : wanted.path("is_any")) {
        if (each.asText().equals(value)) {
          return true;
        }
      }
      return false;
    }
    return null;
  }

  private static ObjectNode told(ObjectNode product, String origin) {
    String number = product.path("retailer_id").asText();
    return Json.object()
        .put("id", Integer.toString(number.hashCode() & Integer.MAX_VALUE))
        .put("retailer_id", number)
        .put("name", product.path("name").asText())
        .put("price", price(product))
        .put("image_url", origin + PICTURES + "/" + number)
        .put("availability", product.path("availability").asText());
  }

  static String price(ObjectNode product) {
    return String.format(Locale.ROOT, "€%.2f", product.path("price").asInt() / 100.0);
  }

  /// A product as a phone shows it.
  ObjectNode shown(ObjectNode product) {
    String number = product.path("retailer_id").asText();
    return Json.object()
        .put("number", number)
        .put("name", product.path("name").asText())
        .put("price", price(product))
        .put("picture", PICTURES + "/" + number);
  }

  /// A picture of a product: its first letter on its colour.
  static String picture(ObjectNode product) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" viewBox="0 0 80 80">\
    <rect width="80" height="80" fill="%s"/>\
    <path d="M0 62q10-8 20 0t20 0 20 0 20 0v18H0z" fill="#fff" fill-opacity=".35"/>\
    <text x="40" y="48" font-family="sans-serif" font-size="34" text-anchor="middle" fill="#fff">%s</text>\
    </svg>\
    """
        .formatted(product.path("colour").asText(), product.path("name").asText().charAt(0));
  }
}
