package relais.channels.telegram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Occurrence.What;
import relais.channels.ChannelEvent.Party;
import relais.channels.Content;
import relais.channels.Context;
import relais.channels.NotAsPromised;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;

/// Reads one message. It is of the kind whose key it has.
final class TelegramMessages {
  /// The kinds of file, where several keys stand together the telling one first.
  private static final List<Map.Entry<String, Kind>> FILES =
      List.of(
          Map.entry("animation", Kind.ANIMATION),
          Map.entry("audio", Kind.AUDIO),
          Map.entry("document", Kind.DOCUMENT),
          Map.entry("sticker", Kind.STICKER),
          Map.entry("video", Kind.VIDEO),
          Map.entry("video_note", Kind.VIDEO_NOTE),
          Map.entry("voice", Kind.VOICE));

  private TelegramMessages() {}

  static ChannelEvent message(Piece message) throws NotAsPromised {
    String id = message.requiredId("message_id");
    String type = type(message);
    Heading heading = TelegramUpdates.heading(message, type, message.word("date"));
    String change = TelegramServices.words(type, message);
    if (change != null) {
      return new ChannelEvent.Occurrence(
          heading,
          id,
          sender(message),
          type.startsWith("migrate_") ? What.CHANGED : What.OTHER,
          change);
    }
    return new ChannelEvent.Message(
        heading,
        id,
        by(message),
        customer(message),
        answered(content(type, message), message.at("reply_to_story")),
        context(message),
        List.of());
  }

  static ChannelEvent edit(Piece message) throws NotAsPromised {
    String type = type(message);
    String date = message.wordOf("edit_date", "date");
    return new ChannelEvent.Edit(
        TelegramUpdates.heading(message, type, date),
        null,
        by(message),
        customer(message),
        message.requiredId("message_id"),
        content(type, message));
  }

  /// In a business account's chats, who is not the other side of the chat writes for the business.
  private static By by(Piece message) {
    String sender = message.at("from").id("id");
    boolean ours =
        message.has("business_connection_id")
            && (message.has("sender_business_bot")
                || (sender != null && !sender.equals(message.at("chat").id("id"))));
    return ours ? By.BUSINESS : By.CUSTOMER;
  }

  private static Party customer(Piece message) {
    return by(message) == By.BUSINESS ? TelegramUpdates.party(message.at("chat")) : sender(message);
  }

  private static Party sender(Piece message) {
    for (String field : List.of("from", "sender_chat", "chat")) {
      if (message.has(field)) {
        return TelegramUpdates.party(message.at(field));
      }
    }
    return Party.NOBODY;
  }

  private static String type(Piece message) {
    // A live photo and a place with a name bring their plain form along for older readers.
    for (String type :
        List.of(
            "text",
            "rich_message",
            "live_photo",
            "photo",
            "venue",
            "location",
            "contact",
            "poll",
            "dice")) {
      if (message.has(type)) {
        return type;
      }
    }
    for (Map.Entry<String, Kind> file : FILES) {
      if (message.has(file.getKey())) {
        return file.getKey();
      }
    }
    for (String type : List.of("story", "game", "invoice", "paid_media", "checklist")) {
      if (message.has(type)) {
        return type;
      }
    }
    String service = TelegramServices.type(message);
    return service == null ? "unknown" : service;
  }

  // A string switch needs its default: Telegram adds kinds without notice.
  private static Content content(String type, Piece message) {
    Piece inside = message.at(type);
    return switch (type) {
      case "text" -> Content.ofText(words(message, "text", "entities"));
      case "rich_message" -> TelegramRichText.content(inside);
      case "photo" -> captioned(message, photo(inside));
      case "live_photo" -> captioned(message, photo(inside.at("photo")), file(Kind.VIDEO, inside));
      case "animation", "audio", "document", "sticker", "video", "video_note", "voice" ->
          captioned(message, file(kind(type), inside));
      case "venue" -> Content.of(venue(inside));
      case "location" ->
          Content.of(
              new Part.Place(inside.word("latitude"), inside.word("longitude"), null, null, null));
      case "contact" -> Content.of(card(inside));
      case "poll" -> Content.of(poll(inside));
      case "dice" ->
          Content.of(
              new Part.Line("Threw %s: %s".formatted(inside.word("emoji"), inside.word("value"))));
      case "story" -> Content.of(new Part.Share("story", inside.word("id"), null, null));
      case "game", "invoice" -> Content.of(new Part.Share(type, null, null, inside.word("title")));
      case "checklist" -> Content.of(checklist(inside));
      case "paid_media" -> captioned(message, paid(inside.at("paid_media")));
      default -> Content.of(new Part.Unknown(type, message.raw()));
    };
  }

  private static Content answered(Content content, Piece story) {
    if (!story.isObject()) {
      return content;
    }
    List<Part> parts = new ArrayList<>(content.parts());
    parts.add(new Part.Share("story_reply", story.word("id"), null, null));
    return new Content(content.text(), parts);
  }

  private static Kind kind(String type) {
    return FILES.stream()
        .filter(file -> file.getKey().equals(type))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Content captioned(Piece message, Part... parts) {
    return new Content(words(message, "caption", "caption_entities"), List.of(parts));
  }

  /// What has to be paid for, as far as it is there: the bot of the account that sells it gets it.
  private static Part[] paid(Piece media) {
    List<Part> parts = new ArrayList<>();
    for (Piece one : media.each()) {
      if (one.has("photo")) {
        parts.add(photo(one.at("photo")));
      } else if (one.has("video")) {
        parts.add(file(Kind.VIDEO, one.at("video")));
      } else if (one.has("live_photo")) {
        parts.add(file(Kind.VIDEO, one.at("live_photo")));
      }
    }
    return parts.isEmpty()
        ? new Part[] {new Part.Withheld("a file to be paid for")}
        : parts.toArray(Part[]::new);
  }

  /// The sizes of one photograph: the largest is the photograph.
  static Part photo(Piece sizes) {
    Piece largest =
        sizes.each().stream().max(Comparator.comparingLong(TelegramMessages::pixels)).orElse(sizes);
    return new Part.File(
        Kind.IMAGE,
        new Part.File.Whereabouts(largest.id("file_id"), null, null),
        "image/jpeg",
        null,
        largest.number("file_size"));
  }

  private static long pixels(Piece size) {
    Long width = size.number("width");
    Long height = size.number("height");
    return width == null || height == null ? 0 : width * height;
  }

  static Part file(Kind kind, Piece file) {
    return new Part.File(
        kind,
        new Part.File.Whereabouts(file.id("file_id"), null, null),
        file.word("mime_type"),
        file.word("file_name"),
        file.number("file_size"));
  }

  private static Part venue(Piece venue) {
    Piece location = venue.at("location");
    return new Part.Place(
        location.word("latitude"),
        location.word("longitude"),
        venue.word("title"),
        venue.word("address"),
        null);
  }

  private static Part card(Piece contact) {
    String first = contact.word("first_name");
    String last = contact.word("last_name");
    String phone = contact.word("phone_number");
    String name = last == null ? first : first == null ? last : first + " " + last;
    return new Part.Card(
        name == null ? "" : name, null, phone == null ? List.of() : List.of(phone), List.of());
  }

  private static Part checklist(Piece checklist) {
    List<String> lines = new ArrayList<>();
    String title = checklist.text("title");
    lines.add(title == null ? "Checklist" : "Checklist: " + title);
    for (Piece task : checklist.at("tasks").each()) {
      boolean done = task.has("completion_date") || task.has("completed_by_user");
      lines.add("- %s%s".formatted(task.text("text"), done ? " (done)" : ""));
    }
    return new Part.Line(String.join("\n", lines));
  }

  private static Part poll(Piece poll) {
    List<String> lines = new ArrayList<>();
    lines.add("Poll: " + poll.text("question"));
    poll.at("options").each().forEach(option -> lines.add("- " + option.text("text")));
    return new Part.Line(String.join("\n", lines));
  }

  /// The words, with the address of each link that hides it behind other words.
  private static String words(Piece message, String field, String entities) {
    String text = message.text(field);
    if (text == null) {
      return "";
    }
    StringBuilder words = new StringBuilder(text);
    List<Piece> links = new ArrayList<>(message.at(entities).each());
    // From the last to the first, so that the places of the others stay true.
    for (Piece link : links.reversed()) {
      Long offset = link.number("offset");
      Long length = link.number("length");
      String url = link.word("url");
      if (url != null && offset != null && length != null && offset + length <= text.length()) {
        words.insert(Math.toIntExact(offset + length), " (" + url + ")");
      }
    }
    return words.toString();
  }

  private static Context context(Piece message) {
    Piece answered = message.at("reply_to_message");
    boolean forwarded = message.has("forward_origin") || message.has("forward_date");
    return new Context(
        answered.id("message_id"),
        message.at("quote").text("text"),
        forwarded ? Context.Forwarding.ONCE : Context.Forwarding.NONE,
        null,
        start(message.text("text")),
        setting(message));
  }

  /// Whoever opens the bot by a link says `/start` with what stood in the link.
  private static Context.@Nullable Referral start(@Nullable String text) {
    return text != null && text.matches("/start [A-Za-z0-9_-]{1,64}")
        ? new Context.Referral(
            "shortlink", null, null, null, null, text.substring("/start ".length()))
        : null;
  }

  static Context.Setting setting(Piece message) {
    String type = message.at("chat").word("type");
    boolean alone = type == null || type.equals("private");
    return new Context.Setting(
        alone ? null : message.at("chat").id("id"), message.id("media_group_id"), null, false);
  }
}
