package relais.channels.whatsapp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relais.channels.JsonObject;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Template.Header;
import relais.channels.Part;
import relais.channels.Piece;
import relais.channels.TemplateChannel.TemplatePage;
import relais.conversation.MessageTemplate;
import relais.conversation.MessageTemplate.Button;
import relais.conversation.ProductChoice;

/// Texts that WhatsApp has approved: listing them and sending them with their gaps filled.
final class WhatsAppTemplates {
  private static final String FIELDS = "id,name,language,status,category,quality_score,components";
  private static final int PAGE = 200;

  /// What the payload of a button of ours begins with.
  private static final String OURS = "relais:";

  private WhatsAppTemplates() {}

  /// The path that lists the templates of an account.
  ///
  /// @param after what the page before said comes next, null for the first
  static String path(String accountId, @Nullable String after) {
    String path = "/%s/message_templates?fields=%s&limit=%d".formatted(accountId, FIELDS, PAGE);
    return after == null ? path : path + "&after=" + after;
  }

  /// Reads the answer. A template without a name or a language is left out.
  static TemplatePage.Listed read(byte[] body) {
    Piece json = Piece.of(body);
    List<MessageTemplate> templates = new ArrayList<>();
    if (json == null) {
      return new TemplatePage.Listed(templates, null);
    }
    for (Piece template : json.at("data").each()) {
      String name = template.id("name");
      String language = template.id("language");
      if (name != null && language != null) {
        templates.add(template(template, name, language));
      }
    }
    Piece paging = json.at("paging");
    String after = paging.has("next") ? paging.at("cursors").word("after") : null;
    return new TemplatePage.Listed(templates, isCursor(after) ? after : null);
  }

  /// A cursor becomes part of an address.
  private static boolean isCursor(@Nullable String after) {
    return after != null && after.matches("[A-Za-z0-9_=.-]+");
  }

  /// What a template consists of, as it is read piece by piece.
  private static final class Parts {
    private MessageTemplate.@Nullable Header header;
    private String body = "";
    private MessageTemplate.@Nullable Offer offer;
    private @Nullable String footer;
    private final List<Button> buttons = new ArrayList<>();
    private final List<MessageTemplate.Card> cards = new ArrayList<>();
    private final Map<String, String> examples = new HashMap<>();
    private @Nullable String foreign;

    /// What it shows as a card; null when it has anything that cards do not have.
    private @Nullable String shown() {
      if (foreign != null || offer != null || footer != null || !cards.isEmpty()) {
        return null;
      }
      return switch (header) {
        case MessageTemplate.Header.Media(String sort) -> sort.equals("document") ? null : sort;
        case MessageTemplate.Header.Product() -> "product";
        case MessageTemplate.Header.Line _, MessageTemplate.Header.Place _ -> null;
        case null -> null;
      };
    }
  }

  private static MessageTemplate template(Piece template, String name, String language) {
    Parts parts = new Parts();
    for (Piece component : template.at("components").each()) {
      component(component, parts);
    }
    String category = template.word("category");
    return new MessageTemplate(
        template.id("id"),
        name,
        language,
        category == null ? "" : category.toLowerCase(Locale.ROOT),
        WhatsAppReports.state(template.word("status")),
        WhatsAppReports.quality(template.at("quality_score").word("score")),
        parts.header,
        parts.offer,
        parts.body,
        parts.footer,
        parts.buttons,
        parts.cards,
        parts.examples,
        null,
        parts.foreign);
  }

  private static void component(Piece component, Parts parts) {
    String type = component.word("type");
    String text = component.text("text");
    // A string switch needs its default: components come and go.
    switch (type == null ? "" : type.toUpperCase(Locale.ROOT)) {
      case "HEADER" -> header(component, parts);
      case "BODY" -> {
        parts.body = text == null ? "" : text;
        examples(component.at("example"), "body", parts.examples);
      }
      case "LIMITED_TIME_OFFER" -> {
        Piece offer = component.at("limited_time_offer");
        parts.offer =
            new MessageTemplate.Offer(
                Objects.requireNonNullElse(offer.text("text"), ""), offer.flag("has_expiration"));
      }
      case "FOOTER" -> parts.footer = text;
      case "BUTTONS" -> component.at("buttons").each().forEach(button -> button(button, parts));
      case "CAROUSEL" -> carousel(component, parts);
      default -> parts.foreign = type == null ? "component" : Piece.brief(type);
    }
  }

  /// Cards with a picture, or all with a film, or all with a product. A carousel with anything else
  /// in it is strange as a whole.
  private static void carousel(Piece carousel, Parts parts) {
    List<MessageTemplate.Card> cards = new ArrayList<>();
    Map<String, String> examples = new HashMap<>();
    List<Piece> all = carousel.at("cards").each();
    for (int i = 0; i < all.size(); i++) {
      Parts card = new Parts();
      all.get(i).at("components").each().forEach(component -> component(component, card));
      String shown = card.shown();
      if (shown != null) {
        cards.add(new MessageTemplate.Card(shown, card.body, card.buttons));
      }
      String place = "card." + i + ".";
      card.examples.forEach((gap, sample) -> examples.put(place + gap, sample));
    }
    boolean alike = cards.stream().map(MessageTemplate.Card::media).distinct().count() == 1;
    if (!alike || cards.size() < all.size()) {
      parts.foreign = "CAROUSEL";
      return;
    }
    parts.cards.addAll(cards);
    parts.examples.putAll(examples);
  }

  private static void header(Piece header, Parts parts) {
    String format = header.word("format");
    String text = header.text("text");
    // A string switch needs its default: Meta adds what may stand above.
    switch (format == null ? "TEXT" : format.toUpperCase(Locale.ROOT)) {
      case "TEXT" -> {
        parts.header = text == null ? null : new MessageTemplate.Header.Line(text);
        examples(header.at("example"), "header", parts.examples);
      }
      case "IMAGE", "VIDEO", "DOCUMENT" ->
          parts.header =
              new MessageTemplate.Header.Media(String.valueOf(format).toLowerCase(Locale.ROOT));
      case "LOCATION" -> parts.header = new MessageTemplate.Header.Place();
      case "PRODUCT" -> parts.header = new MessageTemplate.Header.Product();
      default -> parts.foreign = "header " + Piece.brief(String.valueOf(format));
    }
  }

  private static void button(Piece button, Parts parts) {
    String sort = button.word("type");
    String example = button.text("example");
    List<Piece> all = button.at("example").each();
    if (example == null && !all.isEmpty()) {
      example = all.getFirst().text();
    }
    if (example != null) {
      parts.examples.put("button." + parts.buttons.size(), example);
    }
    String label = button.word("text");
    parts.buttons.add(
        new Button(
            sort == null ? "" : sort.toLowerCase(Locale.ROOT),
            label == null ? "" : label,
            button.wordOf("url", "phone_number")));
  }

  /// Samples stand in a list by number, or one by one by name.
  private static void examples(Piece example, String place, Map<String, String> examples) {
    for (Piece named : example.at(place + "_text_named_params").each()) {
      String name = named.word("param_name");
      String sample = named.word("example");
      if (name != null && sample != null) {
        examples.put(place + "." + name, sample);
      }
    }
    List<Piece> numbered = example.at(place + "_text").each();
    if (!numbered.isEmpty() && numbered.getFirst().isList()) {
      numbered = numbered.getFirst().each();
    }
    for (int i = 0; i < numbered.size(); i++) {
      String sample = numbered.get(i).text();
      if (sample != null) {
        examples.putIfAbsent(place + "." + (i + 1), sample);
      }
    }
  }

  static JsonObject write(Outgoing.Template template) {
    List<JsonObject> components = new ArrayList<>();
    if (template.header() != null) {
      components.add(component("header", List.of(header(template.header()))));
    }
    if (template.offerEndsAt() != null) {
      components.add(component("limited_time_offer", List.of(offer(template.offerEndsAt()))));
    }
    write(template.body(), template.buttons(), components);
    if (!template.cards().isEmpty()) {
      components.add(carousel(template.cards()));
    }
    JsonObject json =
        new JsonObject()
            .with("name", template.name())
            .with(
                "language",
                new JsonObject().with("code", template.language()).with("policy", "deterministic"));
    return components.isEmpty() ? json : json.with("components", components);
  }

  private static void write(
      List<Outgoing.Template.Value> body,
      List<Outgoing.Template.Button> buttons,
      List<JsonObject> components) {
    if (!body.isEmpty()) {
      components.add(component("body", body.stream().map(WhatsAppTemplates::value).toList()));
    }
    for (Outgoing.Template.Button button : buttons) {
      JsonObject written =
          new JsonObject()
              .with("type", "button")
              .with("sub_type", button.sort().word())
              .with("index", Integer.toString(button.index()));
      // A button that opens the catalogue without one of its products: Meta takes the first.
      components.add(
          button.value().isEmpty() ? written : written.with("parameters", List.of(value(button))));
    }
  }

  private static JsonObject carousel(List<Outgoing.Template.Card> cards) {
    List<JsonObject> written = new ArrayList<>();
    for (Outgoing.Template.Card card : cards) {
      List<JsonObject> components = new ArrayList<>();
      components.add(component("header", List.of(header(card.above()))));
      write(card.body(), card.buttons(), components);
      written.add(
          new JsonObject().with("card_index", written.size()).with("components", components));
    }
    return new JsonObject().with("type", "carousel").with("cards", written);
  }

  private static JsonObject component(String type, List<JsonObject> parameters) {
    return new JsonObject().with("type", type).with("parameters", parameters);
  }

  private static JsonObject value(Outgoing.Template.Value value) {
    return new JsonObject()
        .with("type", "text")
        .with("parameter_name", value.gap())
        .with("text", value.text());
  }

  private static JsonObject offer(Instant endsAt) {
    return new JsonObject()
        .with("type", "limited_time_offer")
        .with(
            "limited_time_offer",
            new JsonObject().with("expiration_time_ms", endsAt.toEpochMilli()));
  }

  private static JsonObject header(Header header) {
    return switch (header) {
      case Header.Words(Outgoing.Template.Value value) -> value(value);
      case Header.Media(Outgoing.File file) ->
          new JsonObject()
              .with("type", file.kind().word())
              .with(
                  file.kind().word(),
                  WhatsAppRequests.source(file.source())
                      .with(
                          "filename", file.kind() == Part.File.Kind.DOCUMENT ? file.name() : null));
      case Header.Map(Outgoing.Place place) ->
          new JsonObject()
              .with("type", "location")
              .with("location", WhatsAppRequests.location(place));
      case Header.Product(String catalogue, String number) ->
          new JsonObject()
              .with("type", "product")
              .with(
                  "product",
                  new JsonObject()
                      .with("product_retailer_id", number)
                      .with("catalog_id", catalogue));
    };
  }

  /// What a button of ours gives back when it is tapped; null for what others put behind theirs.
  static @Nullable String told(@Nullable String payload) {
    return payload != null && payload.startsWith(OURS) ? payload.substring(OURS.length()) : null;
  }

  private static JsonObject value(Outgoing.Template.Button button) {
    return switch (button.sort()) {
      case QUICK_REPLY ->
          new JsonObject().with("type", "payload").with("payload", OURS + button.value());
      case URL -> value(new Outgoing.Template.Value(null, button.value()));
      case COPY_CODE ->
          new JsonObject().with("type", "coupon_code").with("coupon_code", button.value());
      case FORM -> action(new JsonObject().with("flow_token", button.value()));
      case WHOLE_CATALOGUE -> action(firstOf(ProductChoice.of(button.value())));
      case PRODUCT_LIST -> {
        ProductChoice chosen = ProductChoice.of(button.value());
        yield action(
            firstOf(chosen)
                .with(
                    "sections",
                    chosen.sections().stream().map(WhatsAppTemplates::section).toList()));
      }
    };
  }

  private static JsonObject action(JsonObject action) {
    return new JsonObject().with("type", "action").with("action", action);
  }

  /// Whose picture stands above the message.
  private static JsonObject firstOf(ProductChoice chosen) {
    return new JsonObject()
        .with("thumbnail_product_retailer_id", chosen.items().getFirst().number());
  }

  private static JsonObject section(ProductChoice.Section section) {
    return new JsonObject()
        .with("title", section.title())
        .with(
            "product_items",
            section.items().stream()
                .map(item -> new JsonObject().with("product_retailer_id", item.number()))
                .toList());
  }
}
