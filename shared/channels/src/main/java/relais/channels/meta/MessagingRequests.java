package relais.channels.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.CallbackReference;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.JsonObject;
import relais.channels.Objections;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.File.Source;
import relais.channels.Outgoing.Framed;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;
import relais.channels.SendAnswer;
import relais.channels.TextLimit;
import relais.channels.Written;

/// Requests for `POST /{account}/messages` of Messenger and Instagram.
public final class MessagingRequests {
  private static final int MAX_QUICK_REPLIES = 13;
  private static final int MAX_TITLE = 20;
  private static final int MAX_PAYLOAD = 1_000;
  private static final int MAX_CARD = 640;

  private final Manner manner;
  private final Envelope envelope;
  private final Objections objections = new Objections();

  /// In what the two differ.
  ///
  /// @param label what people call the channel
  /// @param identity the kind of identity it reaches
  /// @param files which files it takes
  /// @param typed whether every request says what sort of message it is
  /// @param metadata whether words of ours come back with the echo
  /// @param reactions whether we can react to messages
  public record Manner(
      String label,
      String identity,
      TextLimit text,
      FileLimits files,
      boolean typed,
      boolean metadata,
      boolean reactions) {
    private boolean takes(Kind kind) {
      return files.sorts().stream().anyMatch(sort -> sort.kind() == kind);
    }
  }

  private MessagingRequests(Manner manner, Envelope envelope) {
    this.manner = manner;
    this.envelope = envelope;
  }

  /// Makes the request for a message.
  public static Written write(Manner manner, Outgoing message, Envelope envelope) {
    return new MessagingRequests(manner, envelope).written(message);
  }

  private Written written(Outgoing message) {
    objections.when(
        !envelope.to().kind().equals(manner.identity()),
        "%s reaches people who wrote there, not an identity of kind '%s'."
            .formatted(manner.label(), envelope.to().kind()));
    return switch (message) {
      case Outgoing.Text(String text) -> text(text);
      case Outgoing.File file -> file(file);
      case Outgoing.Choices choices -> choices(choices);
      case Outgoing.LinkButton link -> link(link);
      case Outgoing.Reaction(String id, String emoji) -> reaction(id, emoji);
      // Typing is another request: each says one thing.
      case Outgoing.Seen _ -> action("mark_seen");
      case Outgoing.Typing _ -> action("typing_on");
      case Outgoing.Album _,
          Outgoing.Place _,
          Outgoing.Cards _,
          Outgoing.Menu _,
          Outgoing.LocationRequest _,
          Outgoing.FormInvitation _,
          Outgoing.Call _,
          Outgoing.Template _ ->
          new Written.Refused(
              List.of(
                  "%s has no such kind of message. Write it as text.".formatted(manner.label())));
    };
  }

  private Written text(String text) {
    objections.length("The text", text, manner.text());
    return send(new JsonObject().with("text", text));
  }

  private Written file(Outgoing.File file) {
    objections
        .when(
            file.caption() != null,
            "%s shows no words with a file. Send them as a text.".formatted(manner.label()))
        .when(
            !manner.takes(file.kind()),
            "%s takes no file of the kind '%s'.".formatted(manner.label(), file.kind().word()));
    JsonObject payload =
        switch (file.source()) {
          case Source.Uploaded(String id) -> new JsonObject().with("attachment_id", id);
          case Source.Link(String url) ->
              new JsonObject().with("url", url).with("is_reusable", false);
          case Source.Content _ ->
              throw new IllegalArgumentException(manner.label() + " fetches files itself");
        };
    return send(
        new JsonObject()
            .with(
                "attachment",
                new JsonObject().with("type", type(file.kind())).with("payload", payload)));
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case IMAGE, ANIMATION, STICKER -> "image";
      case AUDIO, VOICE -> "audio";
      case VIDEO, VIDEO_NOTE -> "video";
      case DOCUMENT -> "file";
    };
  }

  private Written choices(Outgoing.Choices choices) {
    unframed(choices.text());
    objections
        .length("The text", choices.text().text(), manner.text())
        .count("buttons", choices.choices().size(), 1, MAX_QUICK_REPLIES);
    for (Choice choice : choices.choices()) {
      objections
          .length("A button", choice.title(), MAX_TITLE)
          .length("The id of a button", choice.id(), MAX_PAYLOAD);
    }
    return send(
        new JsonObject()
            .with("text", choices.text().text())
            .with(
                "quick_replies",
                choices.choices().stream().map(MessagingRequests::quickReply).toList()));
  }

  private static JsonObject quickReply(Choice choice) {
    return new JsonObject()
        .with("content_type", "text")
        .with("title", choice.title())
        .with("payload", choice.id());
  }

  private Written link(Outgoing.LinkButton link) {
    unframed(link.text());
    objections
        .length("The text", link.text().text(), MAX_CARD)
        .length("The button", link.label(), MAX_TITLE);
    JsonObject button =
        new JsonObject()
            .with("type", "web_url")
            .with("url", link.url())
            .with("title", link.label());
    return send(
        new JsonObject()
            .with(
                "attachment",
                new JsonObject()
                    .with("type", "template")
                    .with(
                        "payload",
                        new JsonObject()
                            .with("template_type", "button")
                            .with("text", link.text().text())
                            .with("buttons", List.of(button)))));
  }

  private void unframed(Framed text) {
    objections.when(
        text.header() != null || text.footer() != null,
        "%s shows no lines above or below a text.".formatted(manner.label()));
  }

  private Written reaction(String messageId, @Nullable String emoji) {
    boolean heart = emoji == null || emoji.startsWith("\u2764");
    objections.when(
        !manner.reactions() || !heart,
        manner.reactions()
            ? "On %s only a heart can be given.".formatted(manner.label())
            : "On %s no reaction can be given.".formatted(manner.label()));
    JsonObject payload = new JsonObject().with("message_id", messageId);
    return objections.or(
        () ->
            request(
                to().with("sender_action", emoji == null ? "unreact" : "react")
                    .with("payload", emoji == null ? payload : payload.with("reaction", "love"))));
  }

  private Written action(String action) {
    return objections.or(() -> request(to().with("sender_action", action)));
  }

  private Written send(JsonObject message) {
    if (manner.metadata() && envelope.ours() != null) {
      message.with("metadata", CallbackReference.write(envelope.ours()));
    }
    JsonObject json = to();
    if (envelope.late()) {
      json.with("messaging_type", "MESSAGE_TAG").with("tag", "HUMAN_AGENT");
    } else if (manner.typed()) {
      json.with("messaging_type", "RESPONSE");
    }
    json.with("message", message);
    if (envelope.answerTo() != null) {
      json.with("reply_to", new JsonObject().with("mid", envelope.answerTo()));
    }
    return objections.or(() -> request(json));
  }

  private JsonObject to() {
    return new JsonObject().with("recipient", new JsonObject().with("id", envelope.to().value()));
  }

  private Written.Request request(JsonObject json) {
    return Written.Request.post("/" + envelope.account() + "/messages", json);
  }

  /// Reads the answer to a message handed over.
  ///
  /// @param status of HTTP
  public static SendAnswer answer(Manner manner, int status, byte[] body) {
    GraphError error = GraphError.of(body);
    if (error != null || status < 200 || status > 299) {
      return new SendAnswer.Refused(MessagingFailures.of(manner.label(), status, error));
    }
    Piece json = Piece.of(body);
    String id = json == null ? null : json.word("message_id");
    return id == null
        ? SendAnswer.withoutId(manner.label())
        : new SendAnswer.Accepted(id, "accepted");
  }
}
