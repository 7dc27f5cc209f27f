package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.ChatKeys;
import relais.conversation.ChatPresence;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.Visitor;

/// What chats need beside their conversations: secrets, what visitors said about themselves, who
/// sits there, and how much somebody did in a while.
public final class Chats {
  /// Longer than a token is good for: who comes back is still known.
  private static final Duration VISITOR_KEPT = Duration.ofDays(180);

  private final Table table;

  public Chats(Table table) {
    this.table = table;
  }

  /// A110: the secrets of a chat; empty before it has any.
  public Optional<ChatKeys> findKeys(InboxId chat) {
    return table
        .get(TableKeys.chatKeys(chat))
        .map(item -> new ChatKeys(item.text("tokenKey"), item.text("identitySecret")));
  }

  /// A110: gives a chat its first secrets.
  ///
  /// @return those it has from now on: others, when somebody was faster
  public ChatKeys keys(InboxId chat, ChatKeys fresh) {
    return table.put(keysItem(chat, fresh), Table.Condition.IS_NEW) == Table.Written.DONE
        ? fresh
        : findKeys(chat)
            .orElseThrow(() -> new IllegalStateException("A chat lost its secrets: " + chat));
  }

  /// A110: changes the secrets of a chat.
  ///
  /// @return false when others were written in between
  public boolean changeKeys(InboxId chat, ChatKeys before, ChatKeys after) {
    return table.put(
            keysItem(chat, after),
            new Table.Condition(
                "#secret = :before",
                Map.of("#secret", "identitySecret"),
                Item.empty().text(":before", before.identitySecret())))
        == Table.Written.DONE;
  }

  private static Item keysItem(InboxId chat, ChatKeys keys) {
    return Item.at(TableKeys.chatKeys(chat))
        .text("tokenKey", keys.tokenKey())
        .text("identitySecret", keys.identitySecret());
  }

  /// What a visitor said about themselves.
  ///
  /// @param email where they can be written to, as they typed it
  public record Said(@Nullable String name, @Nullable String email, @Nullable Language language) {
    /// Nothing.
    public static final Said NOTHING = new Said(null, null, null);
  }

  /// A111: what a visitor said about themselves.
  public Said said(Visitor visitor) {
    return table
        .get(TableKeys.visitor(visitor))
        .map(
            item -> {
              String language = item.findText("language");
              return new Said(
                  item.findText("name"),
                  item.findText("email"),
                  language == null ? null : InboxItem.language(language));
            })
        .orElse(Said.NOTHING);
  }

  /// A111: remembers what a visitor says; what they do not say stays as it was.
  public void remember(Visitor visitor, Said said, Instant now) {
    Item values = Item.empty();
    Language language = said.language();
    set(values, "name", said.name());
    set(values, "email", said.email());
    set(values, "language", language == null ? null : language.code());
    values.number(":expiresAt", now.plus(VISITOR_KEPT).getEpochSecond());
    update(TableKeys.visitor(visitor), values, List.of(), null);
  }

  /// A112: who sits at a chat; empty before anybody did.
  public Optional<ChatPresence> findPresence(ConversationId conversation) {
    return table.get(TableKeys.presence(conversation)).map(Chats::presence);
  }

  /// A112: writes down that a visitor was heard of. What is older than what is known changes
  /// nothing.
  ///
  /// @param here whether they have the page open
  /// @param page null when they do not say
  /// @param typing whether they just pressed a key
  public void heard(
      ConversationId conversation,
      Visitor visitor,
      boolean here,
      @Nullable String page,
      boolean typing,
      Instant now) {
    Item values =
        Item.empty()
            .text(":chat", visitor.chat().value())
            .text(":visitor", visitor.id())
            .instant(":seenAt", now)
            .flag(":here", here);
    set(values, "page", page);
    if (typing) {
      values.instant(":typingUntil", now.plus(ChatPresence.TYPES_FOR));
    }
    update(
        TableKeys.presence(conversation),
        values,
        typing ? List.of() : List.of("typingUntil"),
        "attribute_not_exists(#seenAt) OR #seenAt <= :seenAt");
  }

  /// A112: writes down how far a visitor has read. It only moves forward.
  public boolean read(ConversationId conversation, EntryId upTo) {
    return update(
        TableKeys.presence(conversation),
        Item.empty().text(":readUpTo", upTo.value()),
        List.of(),
        "attribute_exists(pk) AND (attribute_not_exists(#readUpTo) OR #readUpTo < :readUpTo)");
  }

  /// A112: writes down that somebody of the team is typing, or no longer.
  ///
  /// @param name null when nobody types
  public boolean types(ConversationId conversation, @Nullable String name, Instant now) {
    Item values = Item.empty();
    if (name != null) {
      values
          .text(":agentName", name)
          .instant(":agentTypingUntil", now.plus(ChatPresence.TYPES_FOR));
    }
    return update(
        TableKeys.presence(conversation),
        values,
        name == null ? List.of("agentName", "agentTypingUntil") : List.of(),
        "attribute_exists(pk)");
  }

  /// A114: counts one of something and says whether it was one too many in this while.
  ///
  /// @param what the deed and who did it
  public boolean isTooMuch(String what, int most, Duration within, Instant now) {
    long window = now.getEpochSecond() / within.toSeconds();
    TableKeys.Key key = TableKeys.rate(what, window);
    Item values =
        Item.empty()
            .number(":one", 1)
            .number(":most", most)
            .number(":expiresAt", now.plus(within).plus(within).getEpochSecond());
    return table.update(
            key,
            new Table.Change(
                "SET #expiresAt = :expiresAt ADD #count :one",
                "attribute_not_exists(#count) OR #count < :most",
                Map.of("#count", "count", "#expiresAt", "expiresAt"),
                values))
        == Table.Written.REFUSED;
  }

  private static void set(Item values, String name, @Nullable String value) {
    if (value != null) {
      values.text(":" + name, value);
    }
  }

  /// Sets every attribute that has a value and removes some.
  private boolean update(
      TableKeys.Key key, Item values, List<String> removes, @Nullable String condition) {
    Map<String, String> names = new HashMap<>();
    List<String> sets = new ArrayList<>();
    for (String value : values.attributes().keySet()) {
      String name = value.substring(1);
      names.put("#" + name, name);
      sets.add("#%s = %s".formatted(name, value));
    }
    for (String name : removes) {
      names.put("#" + name, name);
    }
    String expression =
        (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
            + (removes.isEmpty()
                ? ""
                : " REMOVE " + String.join(", ", removes.stream().map(n -> "#" + n).toList()));
    return table.update(key, new Table.Change(expression.strip(), condition, names, values))
        == Table.Written.DONE;
  }

  static ChatPresence presence(Item item) {
    String readUpTo = item.findText("readUpTo");
    return new ChatPresence(
        new Visitor(new InboxId(item.text("chat")), item.text("visitor")),
        item.instant("seenAt"),
        item.flag("here"),
        item.findText("page"),
        item.findInstant("typingUntil"),
        readUpTo == null ? null : new EntryId(readUpTo),
        item.findText("agentName"),
        item.findInstant("agentTypingUntil"));
  }
}
