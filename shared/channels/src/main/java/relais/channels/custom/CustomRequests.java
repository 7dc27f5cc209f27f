package relais.channels.custom;

import java.util.ArrayList;
import java.util.List;
import relais.channels.CallbackReference;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.JsonObject;
import relais.channels.Objections;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.File.Source;
import relais.channels.Part.File.Kind;
import relais.channels.TextLimit;
import relais.channels.Written;

/// Webhooks of ours to whoever connected the channel. The path of a request is empty: the address
/// is theirs. [StandardWebhooks#headers] signs it when it leaves.
final class CustomRequests {
  static final TextLimit TEXT = new TextLimit(10_000, TextLimit.Unit.CHARACTERS);

  private static final int MAX_FILES = 20;
  private static final int MAX_CHOICES = 20;

  /// Whoever connected the channel fetches what they can use.
  static final FileLimits FILES =
      new FileLimits(
          MAX_FILES,
          MAX_FILES * (100L << 20),
          TEXT.most(),
          FileLimits.Manner.ALL,
          List.of(
              anySize(Kind.IMAGE, "image/jpeg", "image/png", "image/gif", "image/webp"),
              anySize(Kind.AUDIO, "audio/mpeg", "audio/mp4", "audio/ogg", "audio/aac", "audio/wav"),
              anySize(Kind.VIDEO, "video/mp4", "video/3gpp", "video/webm", "video/quicktime"),
              anySize(Kind.DOCUMENT)));

  private static Sort anySize(Kind kind, String... types) {
    return Sort.of(kind, 100, types);
  }

  private final Envelope envelope;
  private final Objections objections = new Objections();

  private CustomRequests(Envelope envelope) {
    this.envelope = envelope;
  }

  static Written write(Outgoing message, Envelope envelope) {
    return new CustomRequests(envelope).written(message);
  }

  /// A message that says nothing, to see whether somebody is there.
  static Written.Request test(String account) {
    return Written.Request.post(
        "",
        new JsonObject()
            .with("type", "connection.test")
            .with("data", new JsonObject().with("account", account)));
  }

  private Written written(Outgoing message) {
    return switch (message) {
      case Outgoing.Text(String text) -> {
        objections.length("The text", text, TEXT);
        yield send("message.send", data().with("text", text));
      }
      case Outgoing.File file -> files(List.of(file));
      case Outgoing.Album(List<Outgoing.File> files) -> files(files);
      case Outgoing.Place place ->
          send(
              "message.send",
              data()
                  .with(
                      "location",
                      new JsonObject()
                          .with("latitude", place.latitude())
                          .with("longitude", place.longitude())
                          .with("name", place.name())
                          .with("address", place.address())));
      case Outgoing.Choices choices -> choices(choices);
      case Outgoing.LinkButton link ->
          send(
              "message.send",
              data()
                  .with("text", link.text().text())
                  .with(
                      "link",
                      new JsonObject().with("title", link.label()).with("url", link.url())));
      case Outgoing.Reaction(String id, String emoji) ->
          send("message.react", data().with("message", id).with("emoji", emoji));
      case Outgoing.Seen(String id, boolean _) -> send("message.seen", data().with("message", id));
      case Outgoing.Typing _ -> send("conversation.typing", data());
      case Outgoing.Cards _,
          Outgoing.Menu _,
          Outgoing.LocationRequest _,
          Outgoing.FormInvitation _,
          Outgoing.Call _,
          Outgoing.Template _ ->
          new Written.Refused(
              List.of("This channel has no such kind of message. Write it as text."));
    };
  }

  private Written files(List<Outgoing.File> files) {
    String caption = files.isEmpty() ? null : files.getFirst().caption();
    objections
        .count("files", files.size(), 1, MAX_FILES)
        .length("The caption", caption, TEXT.most());
    List<JsonObject> list = new ArrayList<>();
    for (Outgoing.File file : files) {
      switch (file.source()) {
        case Source.Link(String url) ->
            list.add(
                new JsonObject()
                    .with("kind", file.kind().word())
                    .with("url", url)
                    .with("name", file.name()));
        case Source.Uploaded _, Source.Content _ ->
            objections.when(true, "A file goes to this channel by its address.");
      }
    }
    return send("message.send", data().with("text", caption).with("files", list));
  }

  private Written choices(Outgoing.Choices choices) {
    objections
        .length("The text", choices.text().text(), TEXT)
        .count("buttons", choices.choices().size(), 1, MAX_CHOICES);
    List<JsonObject> list = new ArrayList<>();
    for (Choice choice : choices.choices()) {
      list.add(new JsonObject().with("id", choice.id()).with("title", choice.title()));
    }
    return send("message.send", data().with("text", choices.text().text()).with("choices", list));
  }

  private JsonObject data() {
    JsonObject data =
        new JsonObject()
            .with("account", envelope.account())
            .with(
                "to",
                new JsonObject()
                    .with("kind", envelope.to().kind())
                    .with("id", envelope.to().value()))
            .with("replyTo", envelope.answerTo());
    return envelope.ours() == null
        ? data
        : data.with("reference", CallbackReference.write(envelope.ours()));
  }

  private Written send(String type, JsonObject data) {
    return objections.or(
        () -> Written.Request.post("", new JsonObject().with("type", type).with("data", data)));
  }
}
