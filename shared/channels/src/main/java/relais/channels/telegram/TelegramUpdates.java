package relais.channels.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Moment;
import relais.channels.ChannelEvent.Occurrence.What;
import relais.channels.ChannelEvent.Party;
import relais.channels.Content;
import relais.channels.Context;
import relais.channels.EventsRead;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Part;
import relais.channels.Piece;

/// Takes updates apart. Each holds one thing, under the key that names it.
///
/// An update does not say which bot it is for, so accounts are unnamed but for business
/// connections; the address it was sent to must tell.
final class TelegramUpdates {
  /// News in which nobody speaks to the bot.
  private static final Set<String> NOTICES =
      Set.of("business_connection", "chat_boost", "managed_bot", "poll", "removed_chat_boost");

  /// What is asked for; reactions come only when they are named.
  static final List<String> WANTED =
      List.of(
          "message",
          "edited_message",
          "business_connection",
          "business_message",
          "edited_business_message",
          "deleted_business_messages",
          "callback_query",
          "message_reaction",
          "my_chat_member");

  private final EventsRead events = new EventsRead();

  private TelegramUpdates() {}

  static List<ChannelEvent> read(byte[] body) {
    Piece root = Piece.of(body);
    if (root == null) {
      return EventsRead.unreadable(body, "The body is not JSON.");
    }
    TelegramUpdates updates = new TelegramUpdates();
    // A webhook brings one update; asking for them brings a list with the same.
    if (root.at("result").isList()) {
      root.at("result").each().forEach(updates::update);
    } else {
      updates.update(root);
    }
    return updates.events.all();
  }

  private void update(Piece update) {
    Piece deleted = update.at("deleted_business_messages");
    if (update.has("update_id") && deleted.isObject()) {
      deletions(deleted);
    } else {
      events.read(update, Account.NONE, TelegramUpdates::one);
    }
  }

  // A string switch needs its default: Telegram adds kinds without notice.
  private static ChannelEvent one(Piece update) throws NotAsPromised {
    update.required("update_id");
    String kind = kind(update);
    Piece inside = update.at(kind);
    return switch (kind) {
      case "message", "channel_post", "business_message", "guest_message" ->
          TelegramMessages.message(inside);
      case "edited_message", "edited_channel_post", "edited_business_message" ->
          TelegramMessages.edit(inside);
      case "callback_query" -> tap(inside);
      case "message_reaction" -> reaction(inside);
      case "message_reaction_count" -> notice(inside, kind, null, counted(inside.at("reactions")));
      case "my_chat_member" -> membership(inside);
      case "chat_member" -> occurrence(inside, kind, What.CHANGED, "Changed who is in the group");
      case "chat_join_request" -> occurrence(inside, kind, What.OTHER, "Asks to join the group");
      case "inline_query", "chosen_inline_result" ->
          occurrence(inside, kind, What.OTHER, "Asked the bot in another chat");
      case "shipping_query", "pre_checkout_query" ->
          occurrence(inside, kind, What.OTHER, "Is about to pay");
      case "purchased_paid_media" -> occurrence(inside, kind, What.OTHER, "Paid for a file");
      case "poll_answer" ->
          occurrence(
              inside,
              kind,
              What.OTHER,
              inside.at("option_ids").isList() && inside.at("option_ids").each().isEmpty()
                  ? "Took their answer to a poll back"
                  : "Answered a poll");
      default ->
          NOTICES.contains(kind)
              ? notice(inside, kind, state(inside), inside.text("question"))
              : new ChannelEvent.Unsupported(
                  heading(inside, kind, inside.word("date")),
                  inside.id("id"),
                  "update " + Piece.brief(kind),
                  update.raw());
    };
  }

  private static String kind(Piece update) throws NotAsPromised {
    for (String field : update.fields()) {
      if (!field.equals("update_id") && update.at(field).isObject()) {
        return field;
      }
    }
    throw new NotAsPromised("The update holds nothing.");
  }

  static Heading heading(Piece piece, String type, @Nullable String date) {
    return new Heading(
        piece.pointer(),
        new Account(piece.id("business_connection_id"), null),
        piece.at("chat").id("id"),
        type,
        Moments.ofSeconds(date));
  }

  /// A person, or the group or channel that speaks in its own name.
  static Party party(Piece user) {
    List<String> names = new ArrayList<>();
    for (String field : List.of("first_name", "last_name")) {
      String name = user.word(field);
      if (name != null) {
        names.add(name);
      }
    }
    String name = names.isEmpty() ? user.wordOf("title", "username") : String.join(" ", names);
    return new Party(null, user.id("id"), null, name);
  }

  private static ChannelEvent tap(Piece query) throws NotAsPromised {
    Piece message = query.at("message");
    String data = query.wordOf("data", "game_short_name");
    Heading heading =
        new Heading(
            query.pointer(),
            new Account(message.id("business_connection_id"), null),
            message.at("chat").id("id"),
            "callback_query",
            Moment.UNKNOWN);
    return new ChannelEvent.Message(
        heading,
        query.requiredId("id"),
        By.CUSTOMER,
        party(query.at("from")),
        Content.of(new Part.Choice(data, title(message, data), null)),
        new Context(
            message.id("message_id"),
            null,
            Context.Forwarding.NONE,
            null,
            null,
            TelegramMessages.setting(message)),
        List.of());
  }

  /// What stood on the button; the message that bears it comes along.
  private static String title(Piece message, @Nullable String data) {
    for (Piece row : message.at("reply_markup").at("inline_keyboard").each()) {
      for (Piece button : row.each()) {
        String title = button.word("text");
        if (data != null && data.equals(button.word("callback_data")) && title != null) {
          return title;
        }
      }
    }
    return "";
  }

  private static ChannelEvent reaction(Piece reaction) throws NotAsPromised {
    List<String> emoji = new ArrayList<>();
    for (Piece one : reaction.at("new_reaction").each()) {
      String word = one.wordOf("emoji", "type");
      emoji.add(word == null ? "?" : word);
    }
    return new ChannelEvent.Reaction(
        heading(reaction, "message_reaction", reaction.word("date")),
        null,
        By.CUSTOMER,
        party(reaction.at(reaction.has("user") ? "user" : "actor_chat")),
        reaction.requiredId("message_id"),
        emoji.isEmpty() ? null : String.join("", emoji));
  }

  private static String counted(Piece reactions) {
    List<String> counts = new ArrayList<>();
    for (Piece reaction : reactions.each()) {
      counts.add(
          "%s %s"
              .formatted(
                  reaction.at("type").wordOf("emoji", "type"), reaction.word("total_count")));
    }
    return String.join(", ", counts);
  }

  /// The customer blocked the bot or let it in again; in groups, somebody added or removed it.
  private static ChannelEvent membership(Piece change) {
    String status = change.at("new_chat_member").word("status");
    boolean gone = "kicked".equals(status) || "left".equals(status);
    boolean alone = "private".equals(change.at("chat").word("type"));
    String words =
        alone
            ? gone ? "Blocked the bot" : "Let the bot write again"
            : gone ? "Removed the bot from the group" : "The bot is in the group: " + status;
    return occurrence(change, "my_chat_member", gone ? What.STOPPED : What.ALLOWED, words);
  }

  private static ChannelEvent occurrence(Piece piece, String kind, What what, String words) {
    String query = piece.word("query");
    return new ChannelEvent.Occurrence(
        heading(piece, kind, piece.word("date")),
        piece.id("id"),
        party(piece.at(piece.has("from") ? "from" : piece.has("user") ? "user" : "voter_chat")),
        what,
        query == null ? words : words + ": " + query);
  }

  private static ChannelEvent notice(
      Piece piece, String kind, @Nullable String event, @Nullable String words) {
    // A boost stands in an object of its own until it is taken back, and is given by its source.
    Piece inside = piece.has("boost") ? piece.at("boost") : piece;
    Piece user = piece.has("user") ? piece.at("user") : inside.at("source").at("user");
    String date = piece.word("date");
    return new ChannelEvent.Notice(
        heading(piece, kind, date != null ? date : inside.wordOf("add_date", "remove_date")),
        inside.wordOf("id", "message_id", "boost_id"),
        event,
        user.isObject() ? party(user) : Party.NOBODY,
        words,
        piece.raw(),
        null);
  }

  private static @Nullable String state(Piece piece) {
    String enabled = piece.word("is_enabled");
    String closed = piece.word("is_closed");
    return enabled != null
        ? enabled.equals("true") ? "enabled" : "disabled"
        : "true".equals(closed) ? "closed" : null;
  }

  private void deletions(Piece deleted) {
    List<Piece> ids = deleted.at("message_ids").each();
    Account account = new Account(deleted.id("business_connection_id"), null);
    if (ids.isEmpty()) {
      events.unreadable(deleted, account, "It does not say which messages are deleted.");
    }
    for (Piece id : ids) {
      events.read(id, account, piece -> deletion(piece, deleted, account));
    }
  }

  private static ChannelEvent deletion(Piece id, Piece deleted, Account account)
      throws NotAsPromised {
    String original = id.text();
    if (original == null) {
      throw new NotAsPromised("It is not the id of a message.");
    }
    Piece chat = deleted.at("chat");
    return new ChannelEvent.Deletion(
        new Heading(
            id.pointer(), account, chat.id("id"), "deleted_business_messages", Moment.UNKNOWN),
        null,
        By.CUSTOMER,
        party(chat),
        original);
  }
}
