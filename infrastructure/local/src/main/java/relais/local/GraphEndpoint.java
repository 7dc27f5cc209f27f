package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of Meta's Graph API that send WhatsApp messages and serve their files, as strict as
/// Meta's own: behind the gateway under `/simulator/graph/v23.0`.
final class GraphEndpoint {
  static final String PATH = "/simulator/graph/v23.0";
  private static final int MAX_TEXT = 4096;
  private static final Set<String> MEDIA_TYPES =
      Set.of("image", "audio", "video", "document", "sticker");

  /// Codes that Meta reports later by webhook, after it has accepted the message.
  private static final Set<String> REPORTED_LATER = Set.of("131026", "131049", "131053");

  private final WhatsAppNetwork network;
  private final URI origin;
  private final URI shop;
  private final Ids ids = new Ids();

  /// @param origin where functions find files
  /// @param shop where browsers find pictures of products
  GraphEndpoint(WhatsAppNetwork network, URI origin, URI shop) {
    this.network = network;
    this.origin = origin;
    this.shop = shop;
  }

  void addTo(RoutesConfig routes) {
    routes.post(PATH + "/{phone}/messages", this::send);
    routes.post(PATH + "/{phone}/media", this::upload);
    routes.get(PATH + "/media-files/{id}", this::download);
    routes.get(PATH + "/{account}/message_templates", this::listTemplates);
    routes.get(PATH + "/{account}/product_catalogs", this::nameCatalogue);
    routes.get(PATH + "/{catalogue}/products", this::listProducts);
    routes.get(PATH + "/debug_token", this::describeToken);
    routes.get(PATH + "/{media}", this::describe);
  }

  private void send(Context context) {
    Optional<WhatsAppBusiness> business = network.findBusiness(context.pathParam("phone"));
    if (!signedIn(context, business)) {
      return;
    }
    JsonNode message;
    try {
      message = Json.read(context.bodyAsBytes());
    } catch (UncheckedIOException e) {
      refuse(context, 100, "The request body is not JSON.");
      return;
    }
    String problem = problem(message);
    if (problem != null) {
      refuse(context, 100, problem);
      return;
    }
    if (message.path("status").asText().equals("read")) {
      network.seen(message.path("message_id").asText());
      json(context, 200, Json.object().put("success", true));
      return;
    }
    String input = message.path("to").asText(message.path("recipient").asText());
    String customer = message.has("to") ? input.replaceAll("\\D", "") : input;
    String type = message.path("type").asText("text");
    if (!type.equals("template") && !network.windowOpen(customer)) {
      refuse(context, 131047, "");
      return;
    }
    PlayedTemplates.Sent template =
        type.equals("template")
            ? network.templates().fill(message.path("template"), network::findMedia)
            : null;
    if (template != null && template.code() != 0) {
      refuse(context, template.code(), template.details());
      return;
    }
    String trouble = network.takeTrouble(customer);
    boolean lost = "lost-answer".equals(trouble);
    if (trouble != null && !lost && !REPORTED_LATER.contains(trouble)) {
      refuse(context, Integer.parseInt(trouble), "");
      return;
    }
    String id =
        network.accept(
            business.orElseThrow(),
            customer,
            type,
            template == null ? text(message, type) : template.text(),
            file(message, type, template).path("id").textValue(),
            file(message, type, template).path("filename").textValue(),
            message.path("biz_opaque_callback_data").textValue(),
            lost ? null : trouble,
            template == null ? null : template.shown());
    if (type.equals("reaction")) {
      String emoji = message.path("reaction").path("emoji").asText();
      network.mark(
          customer,
          message.path("reaction").path("message_id").asText(),
          null,
          emoji.isEmpty() ? null : emoji);
    }
    if (lost) {
      Connections.drop(context);
      return;
    }
    ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
    ObjectNode contact = answer.putArray("contacts").addObject().put("input", input);
    contact.put(message.has("to") ? "wa_id" : "user_id", customer);
    answer.putArray("messages").addObject().put("id", id).put("message_status", "accepted");
    json(context, 200, answer);
  }

  /// The file of a message: its own, or that above a template.
  private static JsonNode file(
      JsonNode message, String type, PlayedTemplates.@Nullable Sent template) {
    return template == null ? message.path(type) : template.shown().path("file");
  }

  private static String text(JsonNode message, String type) {
    return switch (type) {
      case "text" -> message.path("text").path("body").asText();
      case "reaction" -> message.path("reaction").path("emoji").asText();
      default -> message.path(type).path("caption").asText("");
    };
  }

  /// What is wrong with a message, null when nothing is.
  private @Nullable String problem(JsonNode message) {
    if (!message.path("messaging_product").asText().equals("whatsapp")) {
      return "The parameter messaging_product is required.";
    }
    if (message.path("status").asText().equals("read")) {
      return message.path("message_id").asText().startsWith("wamid.")
          ? null
          : "The parameter message_id is required.";
    }
    if (message.path("to").asText().isBlank() && message.path("recipient").asText().isBlank()) {
      return "The parameter to is required.";
    }
    if (message.has("to") && message.path("to").asText().replaceAll("\\D", "").length() < 7) {
      return "The parameter to is not a phone number.";
    }
    String type = message.path("type").asText("text");
    if (type.equals("text")) {
      String body = message.path("text").path("body").asText();
      if (body.isEmpty()) {
        return "The parameter text['body'] is required.";
      }
      return body.length() > MAX_TEXT
          ? "Param text['body'] must be at most 4096 characters long."
          : null;
    }
    if (MEDIA_TYPES.contains(type)) {
      JsonNode media = message.path(type);
      if (media.path("id").asText().isEmpty() == media.path("link").asText().isEmpty()) {
        return "Param %s needs either an id or a link.".formatted(type);
      }
      return media.has("id") && network.findMedia(media.path("id").asText()).isEmpty()
          ? "Param %s['id'] is not a media id of this account.".formatted(type)
          : null;
    }
    return switch (type) {
      case "reaction" ->
          message.path("reaction").path("message_id").isTextual()
              ? null
              : "Param reaction['message_id'] is required.";
      case "template" ->
          message.path("template").path("language").path("code").isTextual()
              ? null
              : "Param template['language'] is required.";
      default -> "Param type must be one of {AUDIO, DOCUMENT, IMAGE, TEMPLATE, TEXT, …}.";
    };
  }

  private void upload(Context context) throws IOException {
    if (!signedIn(context, network.findBusiness(context.pathParam("phone")))) {
      return;
    }
    UploadedFile file = context.uploadedFile("file");
    if (file == null || !"whatsapp".equals(context.formParam("messaging_product"))) {
      refuse(context, 100, "The parameters file and messaging_product are required.");
      return;
    }
    String type =
        Objects.requireNonNullElse(
            context.formParam("type"),
            Objects.requireNonNullElse(file.contentType(), "application/octet-stream"));
    WhatsAppNetwork.Media media = network.keep(type, file.content().readAllBytes());
    json(context, 200, Json.object().put("id", media.id()));
  }

  private Optional<WhatsAppBusiness> business(Context context) {
    return network.businesses().stream()
        .filter(each -> each.account().equals(context.pathParam("account")))
        .findFirst();
  }

  private void nameCatalogue(Context context) {
    if (signedIn(context, business(context))) {
      ObjectNode answer = Json.object();
      answer.putArray("data").addObject().put("id", PlayedCatalogue.ID);
      json(context, 200, answer);
    }
  }

  private void listProducts(Context context) {
    boolean known = context.pathParam("catalogue").equals(PlayedCatalogue.ID);
    if (!signedIn(context, known ? network.businesses().stream().findFirst() : Optional.empty())) {
      return;
    }
    String filter = context.queryParam("filter");
    JsonNode read;
    try {
      read = filter == null ? null : Json.read(filter.getBytes(StandardCharsets.UTF_8));
    } catch (UncheckedIOException e) {
      refuse(context, 100, "Param filter must be a JSON object.");
      return;
    }
    network
        .catalogue()
        .page(
            read,
            number(context.queryParam("after"), 0),
            number(context.queryParam("limit"), 25),
            shop.toString())
        .ifPresentOrElse(
            page -> json(context, 200, page),
            () -> refuse(context, 100, "Param filter is not one that is played."));
  }

  private void listTemplates(Context context) {
    if (!signedIn(context, business(context))) {
      return;
    }
    json(
        context,
        200,
        network
            .templates()
            .page(
                number(context.queryParam("after"), 0),
                number(context.queryParam("limit"), 25),
                context.fullUrl()));
  }

  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private void describeToken(Context context) {
    Optional<WhatsAppBusiness> asks = anyBusiness(context);
    if (!signedIn(context, asks)) {
      return;
    }
    if (!asks.orElseThrow().accessToken().equals(context.queryParam("input_token"))) {
      refuse(context, 100, "The input token is not of this app.");
      return;
    }
    json(context, 200, network.token().described(Instant.now()));
  }

  /// A number, an account or a file: the Graph API asks for all of them by their ids alone.
  private void describe(Context context) {
    Optional<WhatsAppBusiness> asks = anyBusiness(context);
    if (!signedIn(context, asks)) {
      return;
    }
    String id = context.pathParam("media");
    WhatsAppBusiness own = asks.orElseThrow();
    if (id.equals(own.phoneNumberId())) {
      json(
          context,
          200,
          Json.object()
              .put("display_phone_number", own.displayNumber())
              .put("quality_rating", "GREEN")
              .put("messaging_limit_tier", "TIER_1K")
              .put("status", "CONNECTED")
              .put("id", id));
      return;
    }
    if (id.equals(own.account())) {
      json(context, 200, Json.object().put("account_review_status", "APPROVED").put("id", id));
      return;
    }
    Optional<WhatsAppNetwork.Media> media = network.findMedia(context.pathParam("media"));
    if (media.isEmpty()) {
      refuse(
          context,
          100,
          "Object with ID '%s' does not exist.".formatted(context.pathParam("media")));
      return;
    }
    json(
        context,
        200,
        Json.object()
            .put("messaging_product", "whatsapp")
            .put("url", origin + PATH + "/media-files/" + media.get().id())
            .put("mime_type", media.get().type())
            .put("sha256", media.get().sha256())
            .put("file_size", media.get().content().length)
            .put("id", media.get().id()));
  }

  private void download(Context context) {
    if (!signedIn(context, anyBusiness(context))) {
      return;
    }
    Optional<WhatsAppNetwork.Media> media = network.findMedia(context.pathParam("id"));
    if (media.isEmpty()) {
      context.status(404);
    } else {
      context.contentType(media.get().type()).result(media.get().content());
    }
  }

  /// Media ids belong to no number: the token alone says who asks.
  private Optional<WhatsAppBusiness> anyBusiness(Context context) {
    String token = Objects.requireNonNullElse(context.header("Authorization"), "");
    return network.businesses().stream()
        .filter(business -> token.equals("Bearer " + business.accessToken()))
        .findFirst();
  }

  /// Checks the token and answers for the caller when it is wrong.
  private boolean signedIn(Context context, Optional<WhatsAppBusiness> business) {
    String token = Objects.requireNonNullElse(context.header("Authorization"), "");
    if (business.isPresent()
        && token.equals("Bearer " + business.get().accessToken())
        && network.token() != PlayedToken.TAKEN_BACK) {
      return true;
    }
    if (business.isEmpty() && anyBusiness(context).isPresent()) {
      refuse(context, 100, "The object does not exist or its permissions are missing.");
    } else {
      refuse(context, 190, "");
    }
    return false;
  }

  private void refuse(Context context, int code, String details) {
    json(context, GraphErrors.status(code), GraphErrors.answer(code, details, ids.connection()));
  }

  private static void json(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.bytes(body));
  }
}
