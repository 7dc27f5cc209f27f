package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The templates of the played business account, as Meta keeps and checks them. What is changed on
/// the simulator's page is kept in the data folder.
final class PlayedTemplates {
  private static final Set<String> OPENS_PRODUCTS = Set.of("MPM", "CATALOG");
  private static final int MOST_SECTIONS = 10;
  private static final int MOST_PRODUCTS = 30;
  private static final int MOST_OF_A_TITLE = 24;
  private static final int MOST_CARDS = 10;

  private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*\\}\\}");

  /// What may stand above a template.
  private record FileKind(Set<String> types, int bytes) {}

  private static final Map<String, FileKind> KINDS =
      Map.of(
          "IMAGE", new FileKind(Set.of("image/jpeg", "image/png"), 5 << 20),
          "VIDEO", new FileKind(Set.of("video/mp4", "video/3gpp"), 16 << 20),
          "DOCUMENT", new FileKind(Set.of("application/pdf"), 100 << 20));

  private final Path file;
  private final PlayedCatalogue catalogue;
  private final List<ObjectNode> templates = new ArrayList<>();

  PlayedTemplates(Path folder, PlayedCatalogue catalogue) {
    this.file = folder.resolve("templates.json");
    this.catalogue = catalogue;
    try {
      Files.createDirectories(folder);
      byte[] kept;
      if (Files.exists(file)) {
        kept = Files.readAllBytes(file);
      } else {
        try (InputStream resource =
            Objects.requireNonNull(
                PlayedTemplates.class.getResourceAsStream("demo-templates.json"))) {
          kept = resource.readAllBytes();
        }
      }
      Json.read(kept).forEach(template -> templates.add((ObjectNode) template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One page of the list, as Meta answers it.
  ///
  /// @param after how many come before it, as its cursor says
  synchronized ObjectNode page(int after, int limit, String address) {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    int end = Math.min(templates.size(), after + limit);
    for (int i = after; i < end; i++) {
      data.add(templates.get(i));
    }
    ObjectNode paging = page.putObject("paging");
    paging
        .putObject("cursors")
        .put("before", Integer.toString(after))
        .put("after", Integer.toString(end));
    if (end < templates.size()) {
      paging.put("next", address + "&after=" + end);
    }
    return page;
  }

  synchronized ArrayNode all() {
    ArrayNode all = Json.array();
    for (ObjectNode template : templates) {
      all.addObject()
          .put("id", template.path("id").asText())
          .put("name", template.path("name").asText())
          .put("language", template.path("language").asText())
          .put("status", template.path("status").asText())
          .put("quality", template.path("quality_score").path("score").asText());
    }
    return all;
  }

  /// Changes one template.
  ///
  /// @param status Meta's word; null to leave it
  /// @param quality Meta's word; null to leave it
  /// @return the template as it was before; empty when there is none
  synchronized Optional<ObjectNode> change(
      String id, @Nullable String status, @Nullable String quality) {
    for (ObjectNode template : templates) {
      if (template.path("id").asText().equals(id)) {
        ObjectNode before = template.deepCopy();
        if (status != null) {
          template.put("status", status);
        }
        if (quality != null) {
          template.putObject("quality_score").put("score", quality);
        }
        keep();
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  private void keep() {
    ArrayNode list = Json.array();
    templates.forEach(list::add);
    Path half = file.resolveSibling("templates.part");
    try {
      Files.write(half, Json.bytes(list));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What becomes of a template that is to be sent.
  ///
  /// @param code why it is not, 0 when it is
  /// @param details the finer words, empty for the usual ones
  /// @param text what the customer reads; empty when it is not sent
  /// @param shown what stands around it: header, file, place, product, footer,
  ///     buttons, cards
  record Sent(int code, String details, String text, ObjectNode shown) {
    private static Sent refused(int code, String details) {
      return new Sent(code, details, "", Json.object());
    }
  }

  /// Finds a file that was given to Meta before.
  @FunctionalInterface
  interface KnownFiles {
    Optional<WhatsAppNetwork.Media> find(String id);
  }

  /// Checks and fills in a template as Meta does.
  ///
  /// @param message what stands under `template` in the request
  synchronized Sent fill(JsonNode message, KnownFiles files) {
    String name = message.path("name").asText();
    String language = message.path("language").path("code").asText();
    Optional<ObjectNode> found =
        templates.stream()
            .filter(
                each ->
                    each.path("name").asText().equals(name)
                        && each.path("language").asText().equals(language))
            .findFirst();
    if (found.isEmpty()) {
      return Sent.refused(
          132001, "template name (%s) does not exist in %s".formatted(name, language));
    }
    switch (found.get().path("status").asText()) {
      case "APPROVED" -> {}
      case "PAUSED" -> {
        return Sent.refused(132015, "");
      }
      case "DISABLED" -> {
        return Sent.refused(132016, "");
      }
      default -> {
        return Sent.refused(132001, "template is not approved");
      }
    }
    return filled(found.get(), given(message), files);
  }

  /// What is given for each component, by its type; a carousel has cards in place of parameters.
  private static Map<String, JsonNode> given(JsonNode message) {
    Map<String, JsonNode> given = new HashMap<>();
    for (JsonNode component : message.path("components")) {
      String type = component.path("type").asText();
      given.put(
          type.equals("button") ? "button " + component.path("index").asText() : type,
          component.path(type.equals("carousel") ? "cards" : "parameters"));
    }
    return given;
  }

  private Sent filled(ObjectNode template, Map<String, JsonNode> given, KnownFiles files) {
    ObjectNode shown = Json.object();
    String body = "";
    for (JsonNode component : template.path("components")) {
      String type = component.path("type").asText();
      switch (type) {
        case "HEADER", "BODY" -> {
          String format = component.path("format").asText("TEXT");
          if (!format.equals("TEXT")) {
            Sent refused = above(format, given.get("header"), files, shown);
            if (refused != null) {
              return refused;
            }
            continue;
          }
          String place = type.equals("BODY") ? "body" : "header";
          String text = words(component.path("text").asText(), given.get(place));
          if (text == null) {
            return Sent.refused(
                132000,
                place + ": number of localizable_params does not match the expected number");
          }
          if (type.equals("BODY")) {
            body = text;
          } else {
            shown.put("header", text);
          }
        }
        case "LIMITED_TIME_OFFER" -> {
          JsonNode offer = component.path("limited_time_offer");
          long ends =
              given
                  .getOrDefault("limited_time_offer", Json.array())
                  .path(0)
                  .path("limited_time_offer")
                  .path("expiration_time_ms")
                  .asLong();
          if (offer.path("has_expiration").asBoolean() && ends == 0) {
            return Sent.refused(132012, "limited_time_offer: expiration_time_ms is missing");
          }
          ObjectNode shownOffer = shown.putObject("offer").put("text", offer.path("text").asText());
          if (ends != 0) {
            shownOffer.put("ends", ends);
          }
        }
        case "FOOTER" -> shown.put("footer", component.path("text").asText());
        case "BUTTONS" -> {
          Sent refused = buttons(component.path("buttons"), given, shown.putArray("buttons"));
          if (refused != null) {
            return refused;
          }
        }
        case "CAROUSEL" -> {
          Sent refused =
              cards(component.path("cards"), given.get("carousel"), files, shown.putArray("cards"));
          if (refused != null) {
            return refused;
          }
        }
        default -> {
          return Sent.refused(132012, type + " is not played");
        }
      }
    }
    return new Sent(0, "", body, shown);
  }

  /// Takes over the buttons.
  ///
  /// @return why they are not taken; null when they are
  private @Nullable Sent buttons(JsonNode buttons, Map<String, JsonNode> given, ArrayNode shown) {
    int index = 0;
    for (JsonNode button : buttons) {
      JsonNode value = given.get("button " + index);
      boolean needs =
          button.path("type").asText().equals("COPY_CODE")
              || GAP.matcher(button.path("url").asText()).find();
      if (needs && (value == null || value.isEmpty())) {
        return Sent.refused(
            131008,
            "buttons: Button at index %d of type Url requires a parameter".formatted(index));
      }
      ObjectNode one =
          shown
              .addObject()
              .put("sort", button.path("type").asText())
              .put("label", button.path("text").asText());
      if (value != null && button.path("url").asText().contains("/otp/code/")) {
        // The phone opens no page: it copies.
        String code = value.get(0).path("text").asText();
        if (!code.equals(given.getOrDefault("body", value).path(0).path("text").asText())) {
          return Sent.refused(132012, "buttons: the code is not that of the body");
        }
        one.put("code", code);
      } else if (value != null && button.has("url")) {
        one.put(
            "url",
            GAP.matcher(button.path("url").asText())
                .replaceAll(Matcher.quoteReplacement(value.get(0).path("text").asText())));
      } else if (value != null && button.path("type").asText().equals("FLOW")) {
        one.put("form", value.get(0).path("action").path("flow_token").asText("unused"));
      } else if (OPENS_PRODUCTS.contains(button.path("type").asText())) {
        Sent refused = products(button.path("type").asText(), value, one);
        if (refused != null) {
          return refused;
        }
      } else if (value != null && button.path("type").asText().equals("QUICK_REPLY")) {
        one.put("payload", value.get(0).path("payload").asText());
      } else if (value != null) {
        one.put("code", value.get(0).path("coupon_code").asText());
      }
      index++;
    }
    return null;
  }

  /// Takes over the products behind a button.
  ///
  /// @return why they are not taken; null when they are
  private @Nullable Sent products(String type, @Nullable JsonNode value, ObjectNode shown) {
    JsonNode action = value == null ? Json.object() : value.path(0).path("action");
    String thumbnail = action.path("thumbnail_product_retailer_id").asText();
    Optional<ObjectNode> first = catalogue.find(thumbnail);
    JsonNode sections = action.path("sections");
    if (type.equals("MPM") && (sections.isEmpty() || sections.size() > MOST_SECTIONS)) {
      return Sent.refused(131008, "buttons: an MPM button takes 1 to 10 sections");
    }
    if (!thumbnail.isEmpty() && first.isEmpty()) {
      return noProduct(thumbnail);
    }
    first.ifPresent(product -> shown.set("product", catalogue.shown(product)));
    ArrayNode shownSections = shown.putArray("sections");
    int count = 0;
    for (JsonNode section : sections) {
      String title = section.path("title").asText();
      if (title.isBlank() || title.length() > MOST_OF_A_TITLE) {
        return Sent.refused(131009, "buttons: the title of a section has 1 to 24 characters");
      }
      ArrayNode items = shownSections.addObject().put("title", title).putArray("items");
      for (JsonNode item : section.path("product_items")) {
        String number = item.path("product_retailer_id").asText();
        Optional<ObjectNode> product = catalogue.find(number);
        if (product.isEmpty()) {
          return noProduct(number);
        }
        items.add(catalogue.shown(product.get()));
        count++;
      }
    }
    return count > MOST_PRODUCTS ? Sent.refused(131009, "buttons: at most 30 products") : null;
  }

  private static Sent noProduct(String number) {
    return Sent.refused(131009, "Products not found in FB Catalog: " + number);
  }

  /// Takes over the cards of a carousel: each must be there, and be filled in. Those of products
  /// follow one pattern, and there may be up to ten.
  ///
  /// @return why they are not taken; null when they are
  private @Nullable Sent cards(
      JsonNode cards, @Nullable JsonNode given, KnownFiles files, ArrayNode shown) {
    boolean products = isOfProducts(cards);
    if (given == null
        || (products
            ? given.size() < cards.size() || given.size() > MOST_CARDS
            : given.size() != cards.size())) {
      return Sent.refused(
          132012,
          "carousel: expected %d cards, received %d"
              .formatted(cards.size(), given == null ? 0 : given.size()));
    }
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).path("card_index").asInt(-1) != i) {
        return Sent.refused(132012, "carousel: card_index %d is missing".formatted(i));
      }
      Sent card = filled((ObjectNode) cards.get(products ? 0 : i), given(given.get(i)), files);
      if (card.code() != 0) {
        return Sent.refused(card.code(), "carousel card %d: %s".formatted(i, card.details()));
      }
      shown.add(card.shown().put("text", card.text()));
    }
    return null;
  }

  private static boolean isOfProducts(JsonNode cards) {
    return cards.path(0).path("components").path(0).path("format").asText().equals("PRODUCT");
  }

  /// Takes over what stands above the text, where that is no line.
  ///
  /// @return why it is not taken; null when it is
  private @Nullable Sent above(
      String format, @Nullable JsonNode parameters, KnownFiles files, ObjectNode shown) {
    String type = format.toLowerCase(Locale.ROOT);
    JsonNode parameter = parameters == null ? Json.object() : parameters.path(0);
    if (!parameter.path("type").asText().equals(type) || !parameter.path(type).isObject()) {
      return Sent.refused(
          132012,
          "header: Format mismatch, expected %s, received %s"
              .formatted(
                  format, parameter.path("type").asText("UNKNOWN").toUpperCase(Locale.ROOT)));
    }
    JsonNode content = parameter.path(type);
    if (format.equals("PRODUCT")) {
      String number = content.path("product_retailer_id").asText();
      Optional<ObjectNode> product = catalogue.find(number);
      if (product.isEmpty() || !content.path("catalog_id").asText().equals(PlayedCatalogue.ID)) {
        return noProduct(number);
      }
      shown.set("product", catalogue.shown(product.get()));
      return null;
    }
    if (format.equals("LOCATION")) {
      for (String fact : List.of("latitude", "longitude", "name", "address")) {
        if (content.path(fact).asText().isBlank()) {
          return Sent.refused(131008, "header: location.%s is missing".formatted(fact));
        }
      }
      shown.set("place", content);
      return null;
    }
    Optional<WhatsAppNetwork.Media> media = files.find(content.path("id").asText());
    if (media.isEmpty()) {
      return Sent.refused(100, "Param %s['id'] is not a media id of this account.".formatted(type));
    }
    FileKind kind = KINDS.get(format);
    if (kind == null
        || !kind.types().contains(media.get().type())
        || media.get().content().length > kind.bytes()) {
      return Sent.refused(131053, "");
    }
    shown
        .putObject("file")
        .put("id", media.get().id())
        .put("sort", type)
        .put("filename", content.path("filename").textValue());
    return null;
  }

  /// A text with its gaps filled; null when the parameters do not fit them.
  private static @Nullable String words(String text, @Nullable JsonNode parameters) {
    Set<String> gaps = new LinkedHashSet<>();
    Matcher gap = GAP.matcher(text);
    while (gap.find()) {
      gaps.add(gap.group(1));
    }
    int count = parameters == null ? 0 : parameters.size();
    if (count != gaps.size()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      JsonNode parameter = Objects.requireNonNull(parameters).get(i);
      values.put(
          parameter.path("parameter_name").asText(Integer.toString(i + 1)),
          parameter.path("text").asText());
    }
    return values.keySet().equals(gaps)
        ? GAP.matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")))
        : null;
  }
}
