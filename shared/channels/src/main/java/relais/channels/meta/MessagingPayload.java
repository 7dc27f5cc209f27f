package relais.channels.meta;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Moment;
import relais.channels.ChannelEvent.Party;
import relais.channels.EventsRead;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Piece;
import relais.channels.Progress;

/// Takes a payload of Messenger or Instagram apart. Both write `messaging` lists in which a
/// piece is what it is by the one key it has beside sender, recipient and time.
public final class MessagingPayload {
  private static final Set<String> EVERY_PIECE_HAS =
      Set.of("id", "time", "sender", "recipient", "timestamp", "prior_message", "hop_context");

  /// Fields of posts, comments and ratings, in which nobody speaks to us alone.
  private static final Set<String> PUBLIC =
      Set.of(
          """
          comments conversations feed group_feed inbox_labels leadgen live_comments live_videos mention mentions
          message_template_status_update ratings standby story_insights videos\
          """
              .split("\\s+"));

  private final String object;
  private final EventsRead events = new EventsRead();

  private MessagingPayload(String object) {
    this.object = object;
  }

  /// Reads everything a payload says. Never fails.
  ///
  /// @param object what the payload must be about: `page` or `instagram`
  public static List<ChannelEvent> read(byte[] body, String object) {
    Piece root = Piece.of(body);
    if (root == null) {
      return EventsRead.unreadable(body, "The body is not JSON.");
    }
    MessagingPayload payload = new MessagingPayload(object);
    if (root.isList()) {
      root.each().forEach(payload::entries);
    } else {
      payload.entries(root);
    }
    return payload.events.all();
  }

  private void entries(Piece root) {
    if (!object.equals(root.word("object"))) {
      events.unreadable(
          root, Account.NONE, "The body is not about what it must be: '%s'.".formatted(object));
    } else if (!root.at("entry").isList()) {
      events.unreadable(root, Account.NONE, "The body has no list of entries.");
    } else {
      root.at("entry").each().forEach(this::entry);
    }
  }

  private void entry(Piece entry) {
    Account account = new Account(entry.id("id"), null);
    int before = events.size();
    for (String name : List.of("messaging", "standby", "changes", "calls")) {
      Piece list = entry.at(name);
      if (!list.isAbsent() && !list.isList()) {
        events.unreadable(list, account, "'%s' is not a list.".formatted(name));
      }
      for (Piece piece : list.each()) {
        switch (name) {
          case "changes" -> change(piece, entry, account);
          case "calls" -> events.read(piece, account, call -> MessagingCalls.read(call, account));
          default -> piece(piece, entry, account, name.equals("standby"));
        }
      }
    }
    if (events.size() == before) {
      alone(entry, account);
    }
  }

  /// Meta's guides show some events without a list around them.
  private void alone(Piece entry, Account account) {
    if (entry.has("field") && entry.has("value")) {
      change(entry, entry, account);
    } else if (entry.has("sender")) {
      piece(entry, entry, account, false);
    } else {
      events.unreadable(entry, account, "The entry holds no messages and no changes.");
    }
  }

  private void change(Piece change, Piece entry, Account account) {
    String field = change.word("field");
    Piece value = change.at("value");
    if (field == null) {
      events.unreadable(change, account, "The change does not name its field.");
    } else if (value.has("sender")) {
      // The test button of Meta's console wraps messages like this.
      piece(value, entry, account, false);
    } else {
      Heading heading = new Heading(change.pointer(), account, null, field, at(value, entry));
      events.add(
          PUBLIC.contains(field)
              ? published(heading, value, change)
              : new ChannelEvent.Unsupported(
                  heading, value.word("id"), "field " + Piece.brief(field), change.raw()));
    }
  }

  private static ChannelEvent published(Heading heading, Piece value, Piece change) {
    Piece from = value.at("from");
    String author = from.id("id");
    for (String older : List.of("sender_id", "reviewer_id", "user_id")) {
      author = author == null ? value.id(older) : author;
    }
    String verb = value.word("verb");
    String item = value.word("item");
    String id = value.wordOf("comment_id", "review_id", "post_id", "leadgen_id", "media_id", "id");
    return new ChannelEvent.Notice(
        heading,
        id,
        verb == null ? item : item == null ? verb : verb + " " + item,
        new Party(
            null,
            author,
            null,
            from.isObject()
                ? from.wordOf("name", "username")
                : value.wordOf("sender_name", "reviewer_name")),
        value.wordOf("text", "message", "review_text"),
        change.raw(),
        null);
  }

  private void piece(Piece piece, Piece entry, Account account, boolean standby) {
    Piece delivery = piece.at("delivery");
    if (delivery.isObject() && !delivery.at("mids").each().isEmpty()) {
      delivery
          .at("mids")
          .each()
          .forEach(
              mid ->
                  events.add(
                      status(
                          heading(piece, entry, account, "delivery"),
                          mid.text(),
                          Progress.DELIVERED,
                          piece,
                          delivery)));
    } else {
      events.read(piece, account, it -> one(it, entry, account, standby));
    }
  }

  // A string switch needs its default: Meta adds kinds without notice.
  private static ChannelEvent one(Piece piece, Piece entry, Account account, boolean standby)
      throws NotAsPromised {
    String kind = kind(piece);
    Piece inside = piece.at(kind);
    Heading heading = heading(piece, entry, account, kind);
    By by = by(piece, inside, account);
    Party customer = customer(piece, by);
    return switch (kind) {
      case "message" -> MessagingMessages.message(heading, inside, by, customer, standby);
      case "message_edit" -> MessagingMessages.edit(heading, inside, by, customer);
      case "reaction" -> MessagingMessages.reaction(heading, inside, by, customer);
      case "postback" -> MessagingMessages.postback(heading, inside, customer, standby);
      case "order" -> MessagingMessages.order(heading, inside, customer, standby);
      case "delivery" -> status(heading, null, Progress.DELIVERED, piece, inside);
      case "read" -> status(heading, inside.id("mid"), Progress.READ, piece, inside);
      case "policy_enforcement", "policy-enforcement" ->
          new ChannelEvent.Notice(
              heading, inside.word("action"), Party.NOBODY, inside.word("reason"), piece.raw());
      default -> {
        ChannelEvent occurrence = MessagingOccurrences.find(heading, kind, inside, customer);
        yield occurrence != null
            ? occurrence
            : new ChannelEvent.Unsupported(heading, null, Piece.brief(kind), piece.raw());
      }
    };
  }

  private static String kind(Piece piece) throws NotAsPromised {
    for (String field : piece.fields()) {
      if (!EVERY_PIECE_HAS.contains(field) && piece.has(field)) {
        return field;
      }
    }
    throw new NotAsPromised("It does not say what happened.");
  }

  private static Heading heading(Piece piece, Piece entry, Account account, String type) {
    return new Heading(piece.pointer(), account, null, type, at(piece, entry));
  }

  private static Moment at(Piece piece, Piece entry) {
    String own = piece.word("timestamp");
    // messages have milliseconds, changes of posts and comments seconds
    return Moments.ofSeconds(own != null ? own : entry.word("time"));
  }

  /// What the business sent from elsewhere comes with its own id as the sender.
  private static By by(Piece piece, Piece inside, Account account) {
    String sender = piece.at("sender").id("id");
    boolean ours = inside.flag("is_echo") || (sender != null && sender.equals(account.id()));
    return ours ? By.BUSINESS : By.CUSTOMER;
  }

  private static Party customer(Piece piece, By by) {
    Piece party = piece.at(by == By.CUSTOMER ? "sender" : "recipient");
    String id = party.id("id");
    // Guests of a website have a reference instead of an id until they write.
    return new Party(null, id != null ? id : party.id("user_ref"), null, null);
  }

  private static ChannelEvent status(
      Heading heading, @Nullable String id, Progress progress, Piece piece, Piece inside) {
    Moment upTo = Moments.ofSeconds(inside.word("watermark"));
    // Deliveries bear no time of their own but the moment up to which they go.
    boolean timed = piece.has("timestamp") || upTo.instant() == null;
    Heading when =
        timed
            ? heading
            : new Heading(heading.pointer(), heading.account(), null, heading.type(), upTo);
    return new ChannelEvent.Status(
        when, id, progress, customer(piece, By.CUSTOMER), upTo.instant(), null, null, List.of());
  }
}
