package relais.channels.custom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.channels.ChannelEvent.Problem;
import relais.channels.Content;
import relais.channels.Context;
import relais.channels.EventsRead;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;
import relais.channels.Progress;

/// Reads our own JSON: `{"type", "timestamp", "data"}` as the specification has it, with what
/// `type` says in `data`. CUSTOM.md in this room describes it for whoever writes it.
final class CustomPayload {
  private CustomPayload() {}

  static List<ChannelEvent> read(byte[] body) {
    Piece root = Piece.of(body);
    if (root == null) {
      return EventsRead.unreadable(body, "The body is not JSON.");
    }
    EventsRead events = new EventsRead();
    events.read(root, Account.NONE, CustomPayload::one);
    return events.all();
  }

  // A string switch needs its default: whoever writes it may be newer than we are.
  private static ChannelEvent one(Piece root) throws NotAsPromised {
    String type = root.required("type");
    Piece data = root.at("data");
    if (!data.isObject()) {
      throw new NotAsPromised("It has no object 'data'.");
    }
    Heading heading =
        new Heading(
            root.pointer(),
            new Account(data.id("account"), null),
            data.id("conversation"),
            type,
            Moments.ofIso(root.word("timestamp")));
    return switch (type) {
      case "message.received", "message" -> message(heading, data, By.CUSTOMER, "from");
      case "message.sent" -> message(heading, data, By.BUSINESS, "to");
      case "message.edited" ->
          new ChannelEvent.Edit(
              heading,
              null,
              By.CUSTOMER,
              party(data.at("from")),
              data.requiredId("id"),
              content(data));
      case "message.deleted" ->
          new ChannelEvent.Deletion(
              heading, null, By.CUSTOMER, party(data.at("from")), data.requiredId("id"));
      case "message.reacted" ->
          new ChannelEvent.Reaction(
              heading,
              null,
              By.CUSTOMER,
              party(data.at("from")),
              data.requiredId("id"),
              data.word("emoji"));
      case "message.status" -> status(heading, data);
      default ->
          new ChannelEvent.Unsupported(
              heading, data.id("id"), "type " + Piece.brief(type), root.raw());
    };
  }

  private static ChannelEvent message(Heading heading, Piece data, By by, String party)
      throws NotAsPromised {
    Party customer = party(data.at(party));
    if (customer.written() == null) {
      throw new NotAsPromised("Its '%s' has neither 'id' nor 'phone'.".formatted(party));
    }
    Content content = content(data);
    if (content.text().isBlank() && content.parts().isEmpty()) {
      throw new NotAsPromised("It has neither 'text' nor 'files' nor 'location'.");
    }
    return new ChannelEvent.Message(
        heading, data.requiredId("id"), by, customer, content, context(data), List.of());
  }

  private static Context context(Piece data) {
    return new Context(
        data.id("replyTo"), null, Context.Forwarding.NONE, null, null, Context.Setting.CHAT);
  }

  private static Party party(Piece party) {
    return new Party(party.word("phone"), party.id("id"), null, party.word("name"));
  }

  private static Content content(Piece data) {
    List<Part> parts = new ArrayList<>();
    for (Piece file : data.at("files").each()) {
      String type = file.word("type");
      parts.add(
          new Part.File(
              kind(type),
              new Part.File.Whereabouts(null, file.word("url"), file.word("sha256")),
              type,
              file.word("name"),
              file.number("size")));
    }
    Piece location = data.at("location");
    if (location.isObject()) {
      parts.add(
          new Part.Place(
              location.word("latitude"),
              location.word("longitude"),
              location.word("name"),
              location.word("address"),
              null));
    }
    Piece choice = data.at("choice");
    if (choice.isObject()) {
      String title = choice.word("title");
      parts.add(new Part.Choice(choice.word("id"), title == null ? "" : title, null));
    }
    String text = data.text("text");
    return new Content(text == null ? "" : text, parts);
  }

  private static Kind kind(@Nullable String type) {
    return type == null
        ? Kind.DOCUMENT
        : type.startsWith("image/")
            ? Kind.IMAGE
            : type.startsWith("audio/")
                ? Kind.AUDIO
                : type.startsWith("video/") ? Kind.VIDEO : Kind.DOCUMENT;
  }

  private static ChannelEvent status(Heading heading, Piece data) throws NotAsPromised {
    String word = data.required("status");
    Progress progress = Progress.find(word).orElse(null);
    if (progress == null) {
      return new ChannelEvent.Unsupported(
          heading, data.id("id"), "status " + Piece.brief(word), data.raw());
    }
    Piece error = data.at("error");
    Long code = error.number("code");
    List<Problem> problems =
        error.isObject()
            ? List.of(
                new Problem(
                    code == null || code > Integer.MAX_VALUE ? 0 : code.intValue(),
                    error.word("title"),
                    error.word("details")))
            : List.of();
    return new ChannelEvent.Status(
        heading,
        data.requiredId("id"),
        progress,
        party(data.at("to")),
        null,
        null,
        data.word("reference"),
        problems);
  }
}
