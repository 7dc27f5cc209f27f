package relais.channels.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.Envelope;
import relais.channels.JsonObject;
import relais.channels.Objections;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.File.Source;
import relais.channels.Outgoing.Framed;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.TextLimit;
import relais.channels.Written;

/// Requests to `/bot{token}/…`, a method of the Bot API each. Texts go without a parse mode, so
/// nothing in them has to be escaped.
final class TelegramRequests {
  static final TextLimit TEXT = new TextLimit(4_096, TextLimit.Unit.CHARACTERS);

  private static final int MAX_CAPTION = 1_024;
  private static final int MAX_BUTTON_BYTES = 64;
  private static final int MAX_BUTTONS = 100;

  private final Envelope envelope;
  private final Objections objections = new Objections();

  private TelegramRequests(Envelope envelope) {
    this.envelope = envelope;
  }

  static Written write(Outgoing message, Envelope envelope) {
    TelegramRequests requests = new TelegramRequests(envelope);
    requests.reachable();
    return requests.written(message);
  }

  /// Asks for webhooks.
  ///
  /// @param secret the word that proves them
  static Written.Request webhook(String address, String secret) {
    return request(
        "setWebhook",
        new JsonObject()
            .with("url", address)
            .with("secret_token", secret)
            .withWords("allowed_updates", List.copyOf(TelegramUpdates.WANTED)));
  }

  private void reachable() {
    objections.when(
        !envelope.to().kind().equals("telegram") || chat() == null,
        "Telegram reaches its own chats, not an identity of kind '%s'."
            .formatted(envelope.to().kind()));
  }

  private Written written(Outgoing message) {
    return switch (message) {
      case Outgoing.Text(String text) -> {
        objections.length("The text", text, TEXT);
        yield send("sendMessage", to().with("text", text));
      }
      case Outgoing.File file -> file(file);
      case Outgoing.Album(List<Outgoing.File> files) -> album(files);
      case Outgoing.Place place -> place(place);
      case Outgoing.Cards(List<Part.Card> cards) -> card(cards);
      case Outgoing.Choices(Framed text, List<Choice> choices) -> choices(text, choices);
      case Outgoing.LinkButton(Framed text, String label, String url) ->
          asked(
              text,
              keyboard(
                  "inline_keyboard",
                  List.of(new JsonObject().with("text", label).with("url", url))));
      case Outgoing.LocationRequest(String text) ->
          asked(
              Framed.of(text),
              keyboard(
                      "keyboard",
                      List.of(new JsonObject().with("text", "📍").with("request_location", true)))
                  .with("one_time_keyboard", true)
                  .with("resize_keyboard", true));
      case Outgoing.Reaction(String id, String emoji) -> reaction(id, emoji);
      case Outgoing.Typing _ -> send("sendChatAction", to().with("action", "typing"));
      case Outgoing.Seen _ -> refused("Telegram shows nobody what a bot has read.");
      case Outgoing.Menu _ -> refused("Telegram has no lists to choose from. Use buttons.");
      case Outgoing.FormInvitation _ -> refused("Telegram has no forms. Send a link.");
      case Outgoing.Template _ -> refused("Telegram needs no templates. Write it as text.");
    };
  }

  private static Written refused(String reason) {
    return new Written.Refused(List.of(reason));
  }

  private Written file(Outgoing.File file) {
    caption(file);
    return send(
        method(file.kind()),
        to().with(field(file.kind()), source(file)).with("caption", file.caption()));
  }

  private void caption(Outgoing.File file) {
    objections
        .length("The caption", file.caption(), MAX_CAPTION)
        .when(
            file.caption() != null
                && (file.kind() == Kind.STICKER || file.kind() == Kind.VIDEO_NOTE),
            "Telegram shows no words with a %s. Send them as a text."
                .formatted(file.kind().word()));
  }

  private static String method(Kind kind) {
    return switch (kind) {
      case IMAGE -> "sendPhoto";
      case AUDIO -> "sendAudio";
      case VOICE -> "sendVoice";
      case VIDEO -> "sendVideo";
      case VIDEO_NOTE -> "sendVideoNote";
      case ANIMATION -> "sendAnimation";
      case DOCUMENT -> "sendDocument";
      case STICKER -> "sendSticker";
    };
  }

  private static String field(Kind kind) {
    return switch (kind) {
      case IMAGE -> "photo";
      case VIDEO_NOTE -> "video_note";
      case AUDIO, VOICE, VIDEO, ANIMATION, DOCUMENT, STICKER -> kind.word();
    };
  }

  /// Both an id and an address stand in the same field.
  private static String source(Outgoing.File file) {
    return switch (file.source()) {
      case Source.Uploaded(String id) -> id;
      case Source.Link(String url) -> url;
    };
  }

  private Written album(List<Outgoing.File> files) {
    objections
        .count("files", files.size(), 2, 10)
        .when(
            files.stream().map(file -> group(file.kind())).distinct().count() > 1
                || files.stream().anyMatch(file -> group(file.kind()).equals("none")),
            "An album holds photographs and films, or documents alone, or music alone.");
    files.forEach(this::caption);
    return send(
        "sendMediaGroup",
        to().with(
                "media",
                files.stream()
                    .map(
                        file ->
                            new JsonObject()
                                .with("type", field(file.kind()))
                                .with("media", source(file))
                                .with("caption", file.caption()))
                    .toList()));
  }

  private static String group(Kind kind) {
    return switch (kind) {
      case IMAGE, VIDEO -> "pictures";
      case AUDIO -> "music";
      case DOCUMENT -> "documents";
      case VOICE, VIDEO_NOTE, ANIMATION, STICKER -> "none";
    };
  }

  private Written place(Outgoing.Place place) {
    JsonObject json = to().with("latitude", place.latitude()).with("longitude", place.longitude());
    // A place with a name needs an address too.
    return place.name() == null || place.address() == null
        ? send("sendLocation", json)
        : send("sendVenue", json.with("title", place.name()).with("address", place.address()));
  }

  private Written card(List<Part.Card> cards) {
    objections.count("contacts", cards.size(), 1, 1);
    if (cards.isEmpty() || cards.getFirst().phones().isEmpty()) {
      objections.when(true, "Telegram needs the phone number of a contact.");
      return send("sendContact", to());
    }
    Part.Card card = cards.getFirst();
    objections.length("The name of a contact", card.name(), 64);
    return send(
        "sendContact",
        to().with("phone_number", card.phones().getFirst()).with("first_name", card.name()));
  }

  private Written choices(Framed text, List<Choice> choices) {
    objections.count("buttons", choices.size(), 1, MAX_BUTTONS);
    for (Choice choice : choices) {
      objections
          .length("A button", choice.title(), MAX_BUTTON_BYTES)
          .when(
              choice.id().isEmpty() || choice.id().getBytes(UTF_8).length > MAX_BUTTON_BYTES,
              "The id of a button has 1 to %d bytes.".formatted(MAX_BUTTON_BYTES));
    }
    return asked(
        text,
        keyboard(
            "inline_keyboard",
            choices.stream()
                .map(
                    choice ->
                        new JsonObject()
                            .with("text", choice.title())
                            .with("callback_data", choice.id()))
                .toList()));
  }

  private Written asked(Framed text, JsonObject keyboard) {
    objections
        .length("The text", text.text(), TEXT)
        .when(
            text.header() != null || text.footer() != null,
            "Telegram shows no lines above or below a text.");
    return send("sendMessage", to().with("text", text.text()).with("reply_markup", keyboard));
  }

  /// Buttons below each other.
  private static JsonObject keyboard(String field, List<JsonObject> buttons) {
    return new JsonObject().withRows(field, buttons);
  }

  private Written reaction(String messageId, @Nullable String emoji) {
    String number = withinChat(messageId);
    objections.when(
        !number.matches("[0-9]{1,15}"), "'%s' is no message of Telegram.".formatted(messageId));
    List<JsonObject> reactions =
        emoji == null
            ? List.of()
            : List.of(new JsonObject().with("type", "emoji").with("emoji", emoji));
    return objections.or(
        () ->
            request(
                "setMessageReaction",
                to().with("message_id", Long.parseLong(number)).with("reaction", reactions)));
  }

  /// The number of a message, whose name may say its chat as well.
  private static String withinChat(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private Written send(String method, JsonObject json) {
    String answerTo = envelope.answerTo() == null ? null : withinChat(envelope.answerTo());
    if (answerTo != null && answerTo.matches("[0-9]{1,15}")) {
      json.with(
          "reply_parameters",
          new JsonObject()
              .with("message_id", Long.parseLong(answerTo))
              .with("allow_sending_without_reply", true));
    }
    return objections.or(() -> request(method, json));
  }

  private JsonObject to() {
    Long chat = chat();
    // A business account's chats are written to in its name.
    return new JsonObject()
        .with("business_connection_id", envelope.from())
        .with("chat_id", chat == null ? 0 : chat);
  }

  private @Nullable Long chat() {
    String value = envelope.to().value();
    return value.matches("-?[0-9]{1,17}") ? Long.valueOf(value) : null;
  }

  private static Written.Request request(String method, JsonObject json) {
    return Written.Request.post("/bot{token}/" + method, json);
  }
}
