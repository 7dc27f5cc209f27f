package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// What the simulator's page calls: a person plays the customers of a WhatsApp number.
final class SimulatorPages {
  private static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

  /// What the shop can do in its phone app to a message that is there.
  private static final Set<String> SHOP = Set.of("react", "edit", "delete");

  private final WhatsAppNetwork network;

  SimulatorPages(WhatsAppNetwork network) {
    this.network = network;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/simulator/api/state", this::state);
    routes.put("/simulator/api/options", this::options);
    routes.post("/simulator/api/customers", this::add);
    routes.put("/simulator/api/customers/{id}", this::change);
    routes.post("/simulator/api/customers/{id}/messages", this::write);
    routes.post("/simulator/api/customers/{id}/acts", this::act);
    routes.post("/simulator/api/customers/{id}/cards", this::card);
    routes.post(
        "/simulator/api/customers/{id}/read",
        context -> {
          network.read(context.pathParam("id"));
          context.status(204);
        });
    routes.get("/simulator/api/templates", this::templates);
    routes.put("/simulator/api/templates/{id}", this::changeTemplate);
    routes.get(PlayedCatalogue.PICTURES + "/{number}", this::productPicture);
    routes.post("/simulator/api/news", this::news);
    routes.put("/simulator/api/token", this::decideToken);
    routes.get("/simulator/api/media/{id}", this::media);
  }

  private void state(Context context) {
    long since = Long.parseLong(Objects.requireNonNullElse(context.queryParam("since"), "0"));
    Optional<ObjectNode> state = network.state(since);
    context.header("Cache-Control", "no-store");
    if (state.isEmpty()) {
      context.status(204);
    } else {
      context.contentType("application/json").result(Json.bytes(state.get()));
    }
  }

  private void options(Context context) {
    JsonNode options = Json.read(context.bodyAsBytes());
    network.misbehave(options.path("twice").asBoolean(), options.path("outOfOrder").asBoolean());
    context.status(204);
  }

  private void add(Context context) {
    JsonNode customer = Json.read(context.bodyAsBytes());
    String name = customer.path("name").asText().strip();
    String number = customer.path("number").asText();
    if (name.isEmpty() || number.replaceAll("\\D", "").length() < 7) {
      context.status(400).result("A customer needs a name and a number of at least 7 digits.");
      return;
    }
    String id = network.customer(name, number, customer.path("hidesNumber").asBoolean());
    context
        .status(201)
        .contentType("application/json")
        .result(Json.bytes(Json.object().put("id", id)));
  }

  private void change(Context context) {
    JsonNode change = Json.read(context.bodyAsBytes());
    String id = context.pathParam("id");
    if (change.has("off")) {
      network.switchOff(id, change.path("off").asBoolean());
    }
    if (change.has("nextTrouble")) {
      network.troubleNext(id, change.path("nextTrouble").textValue());
    }
    context.status(204);
  }

  private void write(Context context) throws IOException {
    String text;
    String businessId;
    @Nullable UploadedFile file = null;
    if (context.isMultipartFormData()) {
      text = Objects.requireNonNullElse(context.formParam("text"), "");
      businessId = Objects.requireNonNullElse(context.formParam("business"), "");
      file = context.uploadedFile("file");
    } else {
      JsonNode message = Json.read(context.bodyAsBytes());
      text = message.path("text").asText();
      businessId = message.path("business").asText();
    }
    Optional<WhatsAppBusiness> business =
        businessId.isEmpty()
            ? network.businesses().stream().findFirst()
            : network.findBusiness(businessId);
    if (business.isEmpty() || (text.isBlank() && file == null)) {
      context.status(400).result("A message needs a text or a file, and an inbox to go to.");
      return;
    }
    if (file != null && file.size() > MAX_FILE_BYTES) {
      context.status(413).result("Files are limited to 16 MB.");
      return;
    }
    WhatsAppNetwork.@Nullable Media media =
        file == null
            ? null
            : network.keep(
                Objects.requireNonNullElse(file.contentType(), "application/octet-stream"),
                file.content().readAllBytes());
    Future<?> unused =
        network.write(
            business.get(),
            context.pathParam("id"),
            network.text(text),
            media,
            file == null ? null : file.filename(),
            context.isMultipartFormData() ? emptyToNull(context.formParam("as")) : null);
    context.status(202);
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /// Something else than writing: `act` says what, `target` to which message. The customer does it;
  /// with `shop-` before it the shop does, in its phone app.
  private void act(Context context) {
    JsonNode act = Json.read(context.bodyAsBytes());
    String customer = context.pathParam("id");
    String businessId = act.path("business").asText();
    Optional<WhatsAppBusiness> business =
        businessId.isEmpty()
            ? network.businesses().stream().findFirst()
            : network.findBusiness(businessId);
    String target = act.path("target").asText();
    String text = act.path("text").asText();
    if (business.isEmpty()) {
      context.status(400).result("There is no inbox to go to.");
      return;
    }
    String asked = act.path("act").asText();
    if (asked.equals("shop") && !text.isBlank()) {
      Future<?> unused = network.writeInPhoneApp(business.get(), customer, text);
      context.status(202);
      return;
    }
    boolean shop = asked.startsWith("shop-") && SHOP.contains(asked.substring("shop-".length()));
    String word = shop ? asked.substring("shop-".length()) : asked;
    ObjectNode inside = Json.object();
    String type;
    String shown = null;
    String answers = null;
    switch (word) {
      case "react" -> {
        type = "reaction";
        inside.put("message_id", target).put("emoji", text);
        network.mark(customer, target, null, text.isEmpty() ? null : text);
      }
      case "edit" -> {
        type = "edit";
        inside.put("original_message_id", target);
        inside.putObject("message").put("type", "text").putObject("text").put("body", text);
        network.mark(customer, target, text, "edited");
      }
      case "delete" -> {
        type = "revoke";
        inside.put("original_message_id", target);
        network.mark(customer, target, "", "deleted");
      }
      case "location" -> {
        type = "location";
        inside
            .put("latitude", 52.3676)
            .put("longitude", 4.9041)
            .put("name", "Amsterdam Centraal")
            .put("address", "Stationsplein, Amsterdam");
        shown = "📍 Amsterdam Centraal";
      }
      case "hologram" -> {
        // A type that nobody knows yet: Meta adds some without notice.
        type = "hologram";
        inside.put("depth", 3);
        shown = "A hologram";
      }
      case "answer" -> {
        type = "text";
        inside.put("body", text);
        shown = text;
        answers = target;
      }
      case "tap" -> {
        type = "button";
        inside.put("payload", act.path("payload").asText(text)).put("text", text);
        shown = "▢ " + text;
        answers = emptyToNull(target);
      }
      case "form" -> {
        type = "interactive";
        ObjectNode reply = inside.put("type", "nfm_reply").putObject("nfm_reply");
        reply.put("name", "flow").put("body", "Sent");
        reply.put(
            "response_json",
            Json.object()
                .put("flow_token", text)
                .put("day", "Saturday")
                .put("people", "2")
                .toString());
        shown = "▤ A form filled in";
        answers = emptyToNull(target);
      }
      case "order" -> {
        Optional<ObjectNode> product = network.catalogue().find(text);
        if (product.isEmpty()) {
          context.status(400).result("There is no product '%s'.".formatted(text));
          return;
        }
        type = "order";
        inside
            .put("catalog_id", PlayedCatalogue.ID)
            .put("text", "")
            .putArray("product_items")
            .addObject()
            .put("product_retailer_id", text)
            .put("quantity", 1)
            .put("item_price", BigDecimal.valueOf(product.get().path("price").asInt(), 2))
            .put("currency", "EUR");
        shown = "🛒 " + product.get().path("name").asText();
        answers = emptyToNull(target);
      }
      default -> {
        context.status(400).result("There is no act '%s'.".formatted(word));
        return;
      }
    }
    Future<?> unused =
        shop
            ? network.actInPhoneApp(business.get(), customer, type, inside)
            : network.act(business.get(), customer, type, inside, shown, answers);
    context.status(202);
  }

  /// A card from the customer's address book.
  private void card(Context context) {
    String customer = context.pathParam("id");
    Optional<WhatsAppBusiness> business = network.businesses().stream().findFirst();
    if (business.isEmpty()) {
      context.status(400).result("There is no inbox to go to.");
      return;
    }
    ArrayNode cards = Json.array();
    ObjectNode card = cards.addObject();
    card.putObject("name").put("formatted_name", "Jan Smit").put("first_name", "Jan");
    card.putObject("org").put("company", "Lampenhuis");
    card.putArray("phones").addObject().put("phone", "+31 6 1111 2222");
    card.putArray("emails").addObject().put("email", "jan@lampenhuis.example");
    Future<?> unused =
        network.act(business.get(), customer, "contacts", cards, "👤 Jan Smit", null);
    context.status(202);
  }

  private void decideToken(Context context) {
    Optional<PlayedToken> decided =
        PlayedToken.find(Json.read(context.bodyAsBytes()).path("state").asText());
    decided.ifPresent(network::decide);
    context.status(decided.isPresent() ? 204 : 400);
  }

  private void productPicture(Context context) {
    network
        .catalogue()
        .find(context.pathParam("number"))
        .ifPresentOrElse(
            product ->
                context.contentType("image/svg+xml").result(PlayedCatalogue.picture(product)),
            () -> context.status(404));
  }

  private void templates(Context context) {
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.bytes(network.templates().all()));
  }

  /// Meta decides otherwise about a template, and tells so.
  private void changeTemplate(Context context) {
    JsonNode change = Json.read(context.bodyAsBytes());
    String status = change.path("status").textValue();
    String quality = change.path("quality").textValue();
    Optional<ObjectNode> before =
        network.templates().change(context.pathParam("id"), status, quality);
    if (before.isEmpty()) {
      context.status(404);
      return;
    }
    for (WhatsAppBusiness business : network.businesses()) {
      ObjectNode value =
          Json.object()
              .put("message_template_id", Long.parseLong(before.get().path("id").asText()))
              .put("message_template_name", before.get().path("name").asText())
              .put("message_template_language", before.get().path("language").asText());
      if (status != null) {
        Future<?> unused =
            network.tell(
                business,
                "message_template_status_update",
                value.deepCopy().put("event", status).put("reason", "NONE"));
      }
      if (quality != null) {
        Future<?> unused =
            network.tell(
                business,
                "message_template_quality_update",
                value
                    .deepCopy()
                    .put(
                        "previous_quality_score",
                        before.get().path("quality_score").path("score").asText())
                    .put("new_quality_score", quality));
      }
    }
    context.status(204);
  }

  /// Meta tells something about the number: `field` with what stands in it.
  private void news(Context context) {
    JsonNode news = Json.read(context.bodyAsBytes());
    for (WhatsAppBusiness business : network.businesses()) {
      ObjectNode value = news.path("value").deepCopy();
      if (news.path("field").asText().startsWith("phone_number_")) {
        value.put("display_phone_number", business.displayNumber().replaceAll("\\D", ""));
      }
      Future<?> unused = network.tell(business, news.path("field").asText(), value);
    }
    context.status(202);
  }

  private void media(Context context) {
    Optional<WhatsAppNetwork.Media> media = network.findMedia(context.pathParam("id"));
    if (media.isEmpty()) {
      context.status(404);
    } else {
      context
          .header("Content-Security-Policy", "sandbox")
          .contentType(media.get().type())
          .result(media.get().content());
    }
  }
}
