package relais.channels.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Occurrence.What;
import relais.channels.ChannelEvent.Party;
import relais.channels.Content;
import relais.channels.Context;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;
import relais.channels.meta.GraphError;

/// Reads one message. The word in `type` decides; the object of the same name beside it has the
/// rest.
final class WhatsAppMessages {
  private static final List<String> UNTYPED =
      List.of(
          "text",
          "image",
          "audio",
          "video",
          "document",
          "sticker",
          "location",
          "contacts",
          "interactive",
          "button",
          "order",
          "reaction",
          "system");

  private static final Pattern VCARD_NAME = Pattern.compile("(?im)^FN(?:;[^:\\r\\n]*)?:(.+)$");

  private WhatsAppMessages() {}

  /// @param standby whether another sender has the conversation, and this is only overheard
  // A string switch needs its default: all other types are messages.
  static ChannelEvent read(Piece message, Account number, By by, Party customer, boolean standby)
      throws NotAsPromised {
    String id = message.requiredId("id");
    String type = type(message);
    Heading heading = heading(message, number, type);
    Piece inside = message.at(type);
    return switch (type) {
      case "reaction" ->
          new ChannelEvent.Reaction(
              heading,
              id,
              by,
              customer,
              required(inside, "message_id", type),
              inside.word("emoji"));
      case "edit" -> edit(heading, id, by, customer, inside);
      case "revoke" ->
          new ChannelEvent.Deletion(
              heading, id, by, customer, required(inside, "original_message_id", type));
      case "system" -> change(heading, id, customer, message);
      case "request_welcome" ->
          new ChannelEvent.Occurrence(heading, id, customer, What.OPENED, "Opened the chat");
      default ->
          new ChannelEvent.Message(
              heading,
              id,
              by,
              customer,
              content(type, message),
              context(message, standby),
              GraphError.problems(message.at("errors")));
    };
  }

  /// The word in `type`; messages of some kinds come without it, with their object alone.
  private static String type(Piece message) throws NotAsPromised {
    String word = message.word("type");
    if (word != null) {
      return word;
    }
    for (String known : UNTYPED) {
      if (!message.at(known).isAbsent()) {
        return known;
      }
    }
    return message.required("type");
  }

  static Heading heading(Piece message, Account number, String type) {
    return new Heading(
        message.pointer(), number, null, type, Moments.ofSeconds(message.word("timestamp")));
  }

  private static ChannelEvent edit(Heading heading, String id, By by, Party customer, Piece edit)
      throws NotAsPromised {
    Piece message = edit.at("message");
    String original = required(edit, "original_message_id", "edit");
    return new ChannelEvent.Edit(
        heading, id, by, customer, original, content(required(message, "type", "edit"), message));
  }

  private static Context context(Piece message, boolean standby) {
    Piece context = message.at("context");
    Context.Forwarding forwarding =
        context.flag("frequently_forwarded")
            ? Context.Forwarding.OFTEN
            : context.flag("forwarded") ? Context.Forwarding.ONCE : Context.Forwarding.NONE;
    return new Context(
        context.word("id"),
        null,
        forwarding,
        context.at("referred_product").word("product_retailer_id"),
        referral(message.at("referral")),
        new Context.Setting(message.word("group_id"), null, null, standby));
  }

  private static Context.@Nullable Referral referral(Piece referral) {
    return referral.isObject()
        ? new Context.Referral(
            referral.word("source_type"),
            referral.word("source_id"),
            referral.word("source_url"),
            referral.word("headline"),
            referral.word("body"),
            referral.word("ctwa_clid"))
        : null;
  }

  // A string switch needs its default: an unknown word is an answer here, not a mistake.
  static Content content(String type, Piece message) throws NotAsPromised {
    Piece inside = message.at(type);
    return switch (type) {
      case "text" -> Content.ofText(required(inside, "body", type));
      case "image" -> file(Kind.IMAGE, inside);
      case "audio" -> file(inside.flag("voice") ? Kind.VOICE : Kind.AUDIO, inside);
      case "voice" -> file(Kind.VOICE, inside);
      case "video" -> file(Kind.VIDEO, inside);
      case "document" -> file(Kind.DOCUMENT, inside);
      case "sticker" -> file(Kind.STICKER, inside);
      case "location" -> Content.of(place(inside));
      case "contacts" -> cards(inside);
      case "interactive" -> interactive(inside);
      case "button" ->
          Content.of(
              new Part.Choice(
                  inside.word("payload"),
                  required(inside, "text", type),
                  WhatsAppTemplates.told(inside.word("payload"))));
      case "order" -> order(inside);
      case "unsupported", "unknown", "ephemeral" ->
          Content.of(new Part.Withheld(withheld(type, inside)));
      default -> Content.of(new Part.Unknown(type, message.raw()));
    };
  }

  private static @Nullable String withheld(String type, Piece inside) {
    String kind = inside.word("type");
    return kind == null && type.equals("ephemeral") ? "a disappearing message" : kind;
  }

  private static Content file(Kind kind, Piece file) throws NotAsPromised {
    if (!file.isObject()) {
      throw new NotAsPromised("It has no object '%s'.".formatted(kind.word()));
    }
    String caption = file.text("caption");
    return new Content(
        caption == null ? "" : caption,
        List.of(
            new Part.File(
                kind,
                new Part.File.Whereabouts(file.id("id"), file.word("url"), file.word("sha256")),
                file.word("mime_type"),
                file.word("filename"),
                null)));
  }

  private static Part place(Piece location) throws NotAsPromised {
    if (!location.isObject()) {
      throw new NotAsPromised("It has no object 'location'.");
    }
    return new Part.Place(
        location.word("latitude"),
        location.word("longitude"),
        location.word("name"),
        location.word("address"),
        location.word("url"));
  }

  private static Content cards(Piece contacts) throws NotAsPromised {
    if (!contacts.isList()) {
      throw new NotAsPromised("It has no list 'contacts'.");
    }
    List<Part> cards = new ArrayList<>();
    for (Piece contact : contacts.each()) {
      cards.add(
          new Part.Card(
              cardName(contact),
              contact.at("org").word("company"),
              each(contact.at("phones"), "phone", "wa_id"),
              each(contact.at("emails"), "email")));
    }
    return new Content("", cards.isEmpty() ? List.of(new Part.Line("Contact")) : cards);
  }

  private static String cardName(Piece contact) {
    Piece name = contact.at("name");
    String formatted = name.word("formatted_name");
    if (formatted != null) {
      return formatted;
    }
    List<String> parts = new ArrayList<>();
    for (String part : List.of("first_name", "middle_name", "last_name")) {
      String word = name.word(part);
      if (word != null) {
        parts.add(word);
      }
    }
    return parts.isEmpty() ? cardName(contact.text("vcard")) : String.join(" ", parts);
  }

  /// The name in a card as address books write it (RFC 6350).
  private static String cardName(@Nullable String vcard) {
    Matcher name = VCARD_NAME.matcher(vcard == null ? "" : vcard);
    return name.find() ? name.group(1).strip() : "";
  }

  private static List<String> each(Piece list, String... fields) {
    List<String> words = new ArrayList<>();
    for (Piece item : list.each()) {
      String word = item.wordOf(fields);
      if (word != null) {
        words.add(word);
      }
    }
    return words;
  }

  private static Content interactive(Piece interactive) throws NotAsPromised {
    String type = interactive.word("type");
    if (type == null) {
      // WhatsApp sends these with its errors beside them when it could not read the answer itself.
      return Content.of(new Part.Withheld("an answer to a question"));
    }
    Piece inside = interactive.at(type);
    return switch (type) {
      case "button_reply" ->
          Content.of(new Part.Choice(inside.word("id"), required(inside, "title", type), null));
      case "list_reply" ->
          Content.of(
              new Part.Choice(
                  inside.word("id"), required(inside, "title", type), inside.word("description")));
      case "nfm_reply" ->
          Content.of(
              new Part.Form(
                  inside.word("name"), inside.word("body"), answers(inside.at("response_json"))));
      case "call_permission_reply" ->
          Content.of(
              new Part.Line(
                  required(inside, "response", type).equals("accept")
                      ? "Allowed you to call"
                      : "Does not want you to call"));
      default -> Content.of(new Part.Unknown("interactive " + type, interactive.raw()));
    };
  }

  /// The answers of a form come as JSON inside a JSON string.
  private static List<Part.Form.Answer> answers(Piece response) {
    Piece form = response.isObject() ? response : null;
    String json = response.text();
    if (json != null) {
      form = Piece.of(json);
    }
    List<Part.Form.Answer> answers = new ArrayList<>();
    if (form != null) {
      for (String field : form.fields()) {
        if (!field.equals("flow_token")) {
          answer(field, form.at(field), answers);
        }
      }
    }
    return answers;
  }

  /// An address has its lines in an object of their own.
  private static void answer(String field, Piece value, List<Part.Form.Answer> answers) {
    if (field.equals("values") && value.isObject()) {
      value.fields().forEach(inner -> answer(inner, value.at(inner), answers));
    } else {
      String text = value.text();
      answers.add(new Part.Form.Answer(field, text != null ? text : value.raw()));
    }
  }

  private static Content order(Piece order) throws NotAsPromised {
    if (!order.isObject()) {
      throw new NotAsPromised("It has no object 'order'.");
    }
    List<Part.Order.Line> lines = new ArrayList<>();
    for (Piece item : order.at("product_items").each()) {
      String product = item.word("product_retailer_id");
      String quantity = item.word("quantity");
      lines.add(
          new Part.Order.Line(
              product != null ? product : "?",
              quantity != null ? quantity : "?",
              item.word("item_price"),
              item.word("currency")));
    }
    String note = order.word("text");
    return new Content(
        note == null ? "" : note, List.of(new Part.Order(order.word("catalog_id"), lines)));
  }

  /// Something happened to the customer's account: a new number, a new device, a new user id.
  private static ChannelEvent change(Heading heading, String id, Party customer, Piece message) {
    Piece system = message.at("system");
    String declared = system.word("type");
    String type =
        declared != null
            ? declared
            : message.has("identity") ? "customer_identity_changed" : "unknown";
    // Who has no number any more is known by the user id that the change is about.
    Party known =
        customer.written() == null ? Party.ofUserId(system.id("previous_user_id")) : customer;
    return new ChannelEvent.Occurrence(
        heading, id, known, What.CHANGED, changeWords(type, system), becomes(type, system));
  }

  // A string switch needs its default: other changes leave the customer who they are.
  private static @Nullable Party becomes(String type, Piece system) {
    return switch (type) {
      case "user_changed_number", "customer_changed_number" -> {
        String phone = newNumber(system);
        yield phone == null ? null : new Party(phone, null, null, null);
      }
      case "user_changed_user_id" -> {
        String userId = system.id("user_id");
        yield userId == null ? null : Party.ofUserId(userId);
      }
      default -> null;
    };
  }

  /// Before 2025 the new number stood in `new_wa_id`; now it stands in `wa_id`.
  private static @Nullable String newNumber(Piece system) {
    String newer = system.digits("wa_id");
    return newer != null ? newer : system.digits("new_wa_id");
  }

  // A string switch needs its default: new kinds of change come without notice.
  private static String changeWords(String type, Piece system) {
    String body = system.word("body");
    return switch (type) {
      case "user_changed_number", "customer_changed_number" -> {
        String phone = newNumber(system);
        yield phone == null
            ? "Changed their phone number"
            : "Changed their phone number to +" + phone;
      }
      case "user_changed_user_id" -> {
        String userId = system.word("user_id");
        yield userId == null
            ? "Changed their WhatsApp user id"
            : "Changed their WhatsApp user id to " + userId;
      }
      case "customer_identity_changed" -> "Is on WhatsApp with a new device or a new key";
      default -> body == null ? "Something changed on WhatsApp" : body;
    };
  }

  private static String required(Piece inside, String field, String of) throws NotAsPromised {
    String text = inside.text(field);
    if (text == null || text.isEmpty()) {
      throw new NotAsPromised("Its '%s' has no '%s'.".formatted(of, field));
    }
    return text;
  }
}
