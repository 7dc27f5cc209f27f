package relais.channels;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relais.channels.WhatsAppContent.MediaKind;
import relais.channels.WhatsAppPayload.NotAsPromised;

/// Reads what one message consists of. The word in `type` decides; the object of the same name
/// beside it has the rest.
final class WhatsAppMessageReader {
  private WhatsAppMessageReader() {}

  static WhatsAppContent content(String type, JsonNode message) throws NotAsPromised {
    return content(type, message, true);
  }

  // A string switch needs its default: an unknown word is an answer here, not a mistake.
  private static WhatsAppContent content(String type, JsonNode message, boolean outermost)
      throws NotAsPromised {
    JsonNode inside = message.path(type);
    return switch (type) {
      case "text" -> new WhatsAppContent.Text(required(inside, "body", type));
      case "image" -> media(MediaKind.IMAGE, inside);
      case "audio", "voice" -> media(MediaKind.AUDIO, type.equals("voice"), inside);
      case "video" -> media(MediaKind.VIDEO, inside);
      case "document" -> media(MediaKind.DOCUMENT, inside);
      case "sticker" -> media(MediaKind.STICKER, inside);
      case "location" -> location(inside);
      case "contacts" -> contacts(inside);
      case "interactive" -> interactive(inside);
      case "button" ->
          new WhatsAppContent.TemplateButton(
              LenientJson.word(inside, "payload"), required(inside, "text", type));
      case "order" -> order(inside);
      case "reaction" ->
          new WhatsAppContent.Reaction(
              required(inside, "message_id", type), LenientJson.word(inside, "emoji"));
      case "edit" -> outermost ? edit(inside) : new WhatsAppContent.Unknown(raw(message));
      case "revoke" -> new WhatsAppContent.Revoke(required(inside, "original_message_id", type));
      case "system" -> systemChange(message, inside);
      case "request_welcome" -> new WhatsAppContent.ChatOpened();
      case "unsupported", "unknown" ->
          new WhatsAppContent.Unsupported(LenientJson.word(inside, "type"));
      default -> new WhatsAppContent.Unknown(raw(message));
    };
  }

  private static WhatsAppContent media(MediaKind kind, JsonNode media) throws NotAsPromised {
    return media(kind, false, media);
  }

  private static WhatsAppContent media(MediaKind kind, boolean voice, JsonNode media)
      throws NotAsPromised {
    if (!media.isObject()) {
      throw new NotAsPromised("It has no object '%s'.".formatted(kind.word()));
    }
    return new WhatsAppContent.Media(
        kind,
        WhatsAppPayload.shortWord(media, "id"),
        LenientJson.word(media, "mime_type"),
        LenientJson.word(media, "sha256"),
        LenientJson.text(media, "caption"),
        LenientJson.word(media, "filename"),
        voice || LenientJson.flag(media, "voice"),
        LenientJson.flag(media, "animated"),
        LenientJson.word(media, "url"));
  }

  private static WhatsAppContent location(JsonNode location) throws NotAsPromised {
    if (!location.isObject()) {
      throw new NotAsPromised("It has no object 'location'.");
    }
    return new WhatsAppContent.Location(
        LenientJson.word(location, "latitude"),
        LenientJson.word(location, "longitude"),
        LenientJson.word(location, "name"),
        LenientJson.word(location, "address"),
        LenientJson.word(location, "url"));
  }

  private static WhatsAppContent contacts(JsonNode contacts) throws NotAsPromised {
    if (!contacts.isArray()) {
      throw new NotAsPromised("It has no list 'contacts'.");
    }
    List<WhatsAppContent.Contacts.Card> cards = new ArrayList<>();
    for (JsonNode contact : contacts) {
      cards.add(
          new WhatsAppContent.Contacts.Card(
              cardName(contact.path("name")),
              LenientJson.word(contact.path("org"), "company"),
              each(contact.path("phones"), "phone", "wa_id"),
              each(contact.path("emails"), "email", "email")));
    }
    return new WhatsAppContent.Contacts(cards);
  }

  private static String cardName(JsonNode name) {
    String formatted = LenientJson.word(name, "formatted_name");
    if (formatted != null) {
      return formatted;
    }
    List<String> parts = new ArrayList<>();
    for (String part : List.of("first_name", "middle_name", "last_name")) {
      String word = LenientJson.word(name, part);
      if (word != null) {
        parts.add(word);
      }
    }
    return String.join(" ", parts);
  }

  private static List<String> each(JsonNode list, String field, String otherwise) {
    List<String> words = new ArrayList<>();
    if (list.isArray()) {
      for (JsonNode item : list) {
        String word = LenientJson.word(item, field);
        String found = word != null ? word : LenientJson.word(item, otherwise);
        if (found != null) {
          words.add(found);
        }
      }
    }
    return words;
  }

  private static WhatsAppContent interactive(JsonNode interactive) throws NotAsPromised {
    String type = LenientJson.word(interactive, "type");
    if (type == null) {
      throw new NotAsPromised("Its 'interactive' does not say of which type it is.");
    }
    JsonNode inside = interactive.path(type);
    return switch (type) {
      case "button_reply" ->
          new WhatsAppContent.ButtonReply(
              LenientJson.word(inside, "id"), required(inside, "title", type));
      case "list_reply" ->
          new WhatsAppContent.ListReply(
              LenientJson.word(inside, "id"),
              required(inside, "title", type),
              LenientJson.word(inside, "description"));
      case "nfm_reply" ->
          new WhatsAppContent.FormReply(
              LenientJson.word(inside, "name"),
              LenientJson.word(inside, "body"),
              answers(inside.path("response_json")));
      case "call_permission_reply" ->
          new WhatsAppContent.CallPermission(required(inside, "response", type).equals("accept"));
      default -> new WhatsAppContent.Unknown(raw(interactive));
    };
  }

  /// The answers of a form come as JSON inside a JSON string.
  private static List<WhatsAppContent.FormReply.Answer> answers(JsonNode response) {
    JsonNode form = response.isTextual() ? LenientJson.read(response.textValue()) : response;
    List<WhatsAppContent.FormReply.Answer> answers = new ArrayList<>();
    if (form != null && form.isObject()) {
      for (Map.Entry<String, JsonNode> field : form.properties()) {
        if (!field.getKey().equals("flow_token")) {
          String text = LenientJson.text(field.getValue());
          answers.add(
              new WhatsAppContent.FormReply.Answer(
                  LenientJson.storable(field.getKey()),
                  text != null ? text : raw(field.getValue())));
        }
      }
    }
    return answers;
  }

  private static WhatsAppContent order(JsonNode order) throws NotAsPromised {
    if (!order.isObject()) {
      throw new NotAsPromised("It has no object 'order'.");
    }
    List<WhatsAppContent.Order.Line> lines = new ArrayList<>();
    for (JsonNode item : order.path("product_items")) {
      String product = LenientJson.word(item, "product_retailer_id");
      String quantity = LenientJson.word(item, "quantity");
      lines.add(
          new WhatsAppContent.Order.Line(
              product != null ? product : "?",
              quantity != null ? quantity : "?",
              LenientJson.word(item, "item_price"),
              LenientJson.word(item, "currency")));
    }
    return new WhatsAppContent.Order(
        LenientJson.word(order, "catalog_id"), LenientJson.word(order, "text"), lines);
  }

  private static WhatsAppContent edit(JsonNode edit) throws NotAsPromised {
    JsonNode message = edit.path("message");
    String type = required(message, "type", "edit");
    return new WhatsAppContent.Edit(
        required(edit, "original_message_id", "edit"), content(type, message, false));
  }

  private static WhatsAppContent systemChange(JsonNode message, JsonNode system) {
    String type = LenientJson.word(system, "type");
    // Before 2025 the new number stood in new_wa_id; now it stands in wa_id.
    String newer = WhatsAppPayload.digits(system, "wa_id");
    String newPhone = newer != null ? newer : WhatsAppPayload.digits(system, "new_wa_id");
    return new WhatsAppContent.SystemChange(
        type != null ? type : message.has("identity") ? "customer_identity_changed" : "unknown",
        LenientJson.word(system, "body"),
        newPhone,
        LenientJson.word(system, "user_id"),
        LenientJson.word(system, "previous_user_id"));
  }

  private static String required(JsonNode inside, String field, String of) throws NotAsPromised {
    String text = LenientJson.text(inside, field);
    if (text == null || text.isEmpty()) {
      throw new NotAsPromised("Its '%s' has no '%s'.".formatted(of, field));
    }
    return text;
  }

  private static String raw(JsonNode node) {
    return WhatsAppPayload.raw(node);
  }
}
