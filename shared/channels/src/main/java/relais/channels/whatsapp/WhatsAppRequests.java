package relais.channels.whatsapp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.CallbackReference;
import relais.channels.Envelope;
import relais.channels.JsonObject;
import relais.channels.MultipartBody;
import relais.channels.Objections;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.Framed;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.TextLimit;
import relais.channels.Written;

/// Requests for `POST /{phone number id}/messages`: everything the Cloud API can send, refused in
/// words where WhatsApp would only answer a number.
final class WhatsAppRequests {
  static final TextLimit TEXT = new TextLimit(4_096, TextLimit.Unit.CHARACTERS);

  static final int MAX_CAPTION = 1_024;
  private static final int MAX_FRAMED = 1_024;
  private static final int MAX_HEADER = 60;
  private static final int MAX_LABEL = 20;
  private static final int MAX_ROW = 24;

  private final Envelope envelope;
  private final Objections objections = new Objections();

  private WhatsAppRequests(Envelope envelope) {
    this.envelope = envelope;
  }

  static Written write(Outgoing message, Envelope envelope) {
    return new WhatsAppRequests(envelope).written(message);
  }

  private Written written(Outgoing message) {
    return switch (message) {
      case Outgoing.Text(String text) -> text(text);
      case Outgoing.File file -> file(file);
      case Outgoing.Album _ ->
          new Written.Refused(List.of("WhatsApp sends files one by one, not as an album."));
      case Outgoing.Place place -> place(place);
      case Outgoing.Cards(List<Part.Card> cards) -> cards(cards);
      case Outgoing.Choices choices -> choices(choices);
      case Outgoing.Menu menu -> menu(menu);
      case Outgoing.LinkButton link -> link(link);
      case Outgoing.LocationRequest(String text) -> locationRequest(text);
      case Outgoing.FormInvitation form -> form(form);
      case Outgoing.Reaction(String id, String emoji) -> send("reaction", reaction(id, emoji));
      case Outgoing.Template template -> send("template", WhatsAppTemplates.write(template));
      case Outgoing.Seen seen -> seen(seen);
      case Outgoing.Call _ ->
          new Written.Refused(List.of("Calls of WhatsApp are not made from here."));
      case Outgoing.Typing _ ->
          new Written.Refused(
              List.of("WhatsApp shows that somebody writes only with a message that was seen."));
    };
  }

  private Written text(String text) {
    objections.length("The text", text, TEXT);
    return send("text", new JsonObject().with("body", text));
  }

  private Written file(Outgoing.File file) {
    Kind kind = sentAs(file.kind());
    objections
        .length("The caption", file.caption(), MAX_CAPTION)
        .when(
            file.caption() != null && !captioned(kind),
            "WhatsApp shows no words with a %s. Send them as a text.".formatted(kind.word()));
    JsonObject json =
        source(file.source())
            .with("caption", file.caption())
            .with("filename", kind == Kind.DOCUMENT ? file.name() : null);
    if (file.kind() == Kind.VOICE) {
      json.with("voice", true);
    }
    return send(kind.word(), json);
  }

  /// The kinds WhatsApp has.
  private static Kind sentAs(Kind kind) {
    return switch (kind) {
      case IMAGE, AUDIO, VIDEO, DOCUMENT, STICKER -> kind;
      case VOICE -> Kind.AUDIO;
      case VIDEO_NOTE, ANIMATION -> Kind.VIDEO;
    };
  }

  private static boolean captioned(Kind kind) {
    return switch (kind) {
      case IMAGE, VIDEO, VIDEO_NOTE, ANIMATION, DOCUMENT -> true;
      case AUDIO, VOICE, STICKER -> false;
    };
  }

  static JsonObject source(Outgoing.File.Source source) {
    return switch (source) {
      case Outgoing.File.Source.Uploaded(String id) -> new JsonObject().with("id", id);
      case Outgoing.File.Source.Link(String url) -> new JsonObject().with("link", url);
      case Outgoing.File.Source.Content _ ->
          throw new IllegalArgumentException("WhatsApp gets files before the message");
    };
  }

  private Written place(Outgoing.Place place) {
    return send("location", location(place));
  }

  static JsonObject location(Outgoing.Place place) {
    return new JsonObject()
        .with("latitude", place.latitude().toPlainString())
        .with("longitude", place.longitude().toPlainString())
        .with("name", place.name())
        .with("address", place.address());
  }

  private Written cards(List<Part.Card> cards) {
    objections.count("contacts", cards.size(), 1, 257);
    List<JsonObject> contacts = new ArrayList<>();
    for (Part.Card card : cards) {
      objections.length("The name of a contact", card.name(), 1_024);
      JsonObject contact =
          new JsonObject()
              .with(
                  "name",
                  new JsonObject()
                      .with("formatted_name", card.name())
                      .with("first_name", card.name()))
              .with("phones", each("phone", card.phones()))
              .with("emails", each("email", card.emails()));
      if (card.company() != null) {
        contact.with("org", new JsonObject().with("company", card.company()));
      }
      contacts.add(contact);
    }
    reachable();
    return objections.or(() -> request(message("contacts").with("contacts", contacts)));
  }

  private static List<JsonObject> each(String field, List<String> values) {
    return values.stream().map(value -> new JsonObject().with(field, value)).toList();
  }

  private Written choices(Outgoing.Choices choices) {
    objections.count("buttons", choices.choices().size(), 1, 3);
    differ(choices.choices());
    List<JsonObject> buttons = new ArrayList<>();
    for (Choice choice : choices.choices()) {
      objections
          .length("A button", choice.title(), MAX_LABEL)
          .length("The id of a button", choice.id(), 256);
      buttons.add(
          new JsonObject()
              .with("type", "reply")
              .with(
                  "reply", new JsonObject().with("id", choice.id()).with("title", choice.title())));
    }
    return interactive(
        "button", choices.text(), MAX_FRAMED, new JsonObject().with("buttons", buttons));
  }

  private Written menu(Outgoing.Menu menu) {
    List<Choice> rows = menu.sections().stream().flatMap(part -> part.rows().stream()).toList();
    objections
        .length("The button of the list", menu.button(), MAX_LABEL)
        .count("parts of the list", menu.sections().size(), 1, 10)
        .count("rows", rows.size(), 1, 10);
    differ(rows);
    List<JsonObject> sections = new ArrayList<>();
    for (Outgoing.Menu.Section section : menu.sections()) {
      objections
          .length("The title of a part of the list", section.title(), MAX_ROW)
          .when(
              section.title() == null && menu.sections().size() > 1,
              "A list of several parts needs a title for each.");
      sections.add(
          new JsonObject()
              .with("title", section.title())
              .with("rows", section.rows().stream().map(this::row).toList()));
    }
    return interactive(
        "list",
        menu.text(),
        TEXT.most(),
        new JsonObject().with("button", menu.button()).with("sections", sections));
  }

  private JsonObject row(Choice choice) {
    objections
        .length("A row", choice.title(), MAX_ROW)
        .length("The id of a row", choice.id(), 200)
        .length("The description of a row", choice.description(), 72);
    return new JsonObject()
        .with("id", choice.id())
        .with("title", choice.title())
        .with("description", choice.description());
  }

  /// What comes back is the id, so no two may have the same; WhatsApp wants that of titles too.
  private void differ(List<Choice> choices) {
    objections
        .when(
            choices.stream().map(Choice::id).distinct().count() < choices.size(),
            "Two choices have the same id.")
        .when(
            choices.stream().map(Choice::title).distinct().count() < choices.size(),
            "Two choices have the same words.");
  }

  private Written link(Outgoing.LinkButton link) {
    objections
        .length("The button", link.label(), MAX_LABEL)
        .when(
            !link.url().matches("(?i)https?://[^\\s]+"),
            "The address of the button is none. Begin it with https://.");
    return interactive(
        "cta_url",
        link.text(),
        MAX_FRAMED,
        new JsonObject()
            .with("name", "cta_url")
            .with(
                "parameters",
                new JsonObject().with("display_text", link.label()).with("url", link.url())));
  }

  private Written locationRequest(String text) {
    return interactive(
        "location_request_message",
        Framed.of(text),
        MAX_FRAMED,
        new JsonObject().with("name", "send_location"));
  }

  private Written form(Outgoing.FormInvitation form) {
    objections.length("The button", form.label(), 30);
    return interactive(
        "flow",
        form.text(),
        MAX_FRAMED,
        new JsonObject()
            .with("name", "flow")
            .with(
                "parameters",
                new JsonObject()
                    .with("flow_message_version", "3")
                    .with("flow_id", form.formId())
                    .with("flow_token", form.token())
                    .with("flow_cta", form.label())));
  }

  private Written interactive(String type, Framed text, int most, JsonObject action) {
    objections
        .length("The text", text.text(), most)
        .length("The line above the text", text.header(), MAX_HEADER)
        .length("The line below the text", text.footer(), MAX_HEADER);
    JsonObject json = new JsonObject().with("type", type);
    if (text.header() != null) {
      json.with("header", new JsonObject().with("type", "text").with("text", text.header()));
    }
    json.with("body", new JsonObject().with("text", text.text()));
    if (text.footer() != null) {
      json.with("footer", new JsonObject().with("text", text.footer()));
    }
    return send("interactive", json.with("action", action));
  }

  private static JsonObject reaction(String id, @Nullable String emoji) {
    // An empty emoji takes the reaction back.
    return new JsonObject().with("message_id", id).with("emoji", emoji == null ? "" : emoji);
  }

  private Written seen(Outgoing.Seen seen) {
    JsonObject json =
        new JsonObject()
            .with("messaging_product", "whatsapp")
            .with("status", "read")
            .with("message_id", seen.messageId());
    if (seen.typing()) {
      json.with("typing_indicator", new JsonObject().with("type", "text"));
    }
    return objections.or(() -> request(json));
  }

  private Written send(String type, JsonObject content) {
    reachable();
    return objections.or(() -> request(message(type).with(type, content)));
  }

  private void reachable() {
    objections.when(
        recipientField() == null,
        "WhatsApp reaches phone numbers and its own user ids, not an identity of kind '%s'."
            .formatted(envelope.to().kind()));
  }

  private JsonObject message(String type) {
    JsonObject json =
        new JsonObject()
            .with("messaging_product", "whatsapp")
            .with("recipient_type", "individual")
            .with(String.valueOf(recipientField()), envelope.to().value())
            .with("type", type);
    if (envelope.answerTo() != null) {
      json.with("context", new JsonObject().with("message_id", envelope.answerTo()));
    }
    return envelope.ours() == null
        ? json
        : json.with("biz_opaque_callback_data", CallbackReference.write(envelope.ours()));
  }

  // A string switch needs its default: a person has identities of any kind.
  private @Nullable String recipientField() {
    return switch (envelope.to().kind()) {
      case "phone" -> "to";
      case "whatsapp" -> "recipient";
      default -> null;
    };
  }

  private Written.Request request(JsonObject json) {
    return Written.Request.post("/" + envelope.account() + "/messages", json);
  }

  /// The request that gives WhatsApp a file; the answer has the id to send it by.
  ///
  /// @param boundary a random word of letters and digits
  static Written.Request upload(
      String phoneNumberId, String name, String type, byte[] content, String boundary) {
    return new MultipartBody(boundary)
        .field("messaging_product", "whatsapp")
        .field("type", type)
        .file("file", name, type, content)
        .post("/" + phoneNumberId + "/media");
  }
}
