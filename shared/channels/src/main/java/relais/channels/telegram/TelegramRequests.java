package relais.channels.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.JsonObject;
import relais.channels.MultipartBody;
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

  /// What the Bot API takes from a bot: photographs up to 10 MB, everything else up to 50.
  static final FileLimits FILES =
      new FileLimits(
          10,
          500L << 20,
          MAX_CAPTION,
          FileLimits.Manner.ALBUMS,
          List.of(
              Sort.of(Kind.IMAGE, 10, "image/jpeg", "image/png"),
              Sort.of(Kind.ANIMATION, 50, "image/gif"),
              Sort.of(Kind.AUDIO, 50, "audio/mpeg", "audio/mp4"),
              Sort.of(Kind.VOICE, 50, "audio/ogg"),
              Sort.of(Kind.VIDEO, 50, "video/mp4"),
              Sort.of(Kind.DOCUMENT, 50)));

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
      case Outgoing.Call _ -> refused("Bots of Telegram call nobody.");
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
        to().with(field(file.kind()), source(file, 0)).with("caption", file.caption()),
        List.of(file));
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

  /// An id, an address and the name of a part of the form stand in the same field.
  ///
  /// @param place its place among the files of the message
  private static String source(Outgoing.File file, int place) {
    return switch (file.source()) {
      case Source.Uploaded(String id) -> id;
      case Source.Link(String url) -> url;
      case Source.Content _ -> "attach://" + attached(place);
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
    List<JsonObject> media = new ArrayList<>();
    for (int place = 0; place < files.size(); place++) {
      Outgoing.File file = files.get(place);
      media.add(
          new JsonObject()
              .with("type", field(file.kind()))
              .with("media", source(file, place))
              .with("caption", file.caption()));
    }
    return send("sendMediaGroup", to().with("media", media), files);
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

  /// Files that go along make a form of the request.
  private Written send(String method, JsonObject json, List<Outgoing.File> files) {
    Written written = send(method, json);
    return written instanceof Written.Request request
            && files.stream().anyMatch(file -> file.source() instanceof Source.Content)
        ? form(json, files).post(request.path())
        : written;
  }

  private static MultipartBody form(JsonObject json, List<Outgoing.File> files) {
    // Nothing in a request can be its own digest.
    MultipartBody form = new MultipartBody(sha256(json, files));
    json.forEach(form::field);
    for (int place = 0; place < files.size(); place++) {
      if (files.get(place).source() instanceof Source.Content(String type, byte[] bytes)) {
        String name = files.get(place).name();
        form.file(attached(place), name == null ? attached(place) : name, type, bytes);
      }
    }
    return form;
  }

  /// What a file of a form is called in it.
  private static String attached(int place) {
    return "file" + place;
  }

  private static String sha256(JsonObject json, List<Outgoing.File> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(json.bytes());
      for (Outgoing.File file : files) {
        if (file.source() instanceof Source.Content(String _, byte[] bytes)) {
          digest.update(bytes);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
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
