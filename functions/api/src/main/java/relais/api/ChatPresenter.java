package relais.api;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Amendment;
import relais.conversation.Amendments;
import relais.conversation.ChatAct;
import relais.conversation.ChatFields;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.MessageBody;
import relais.conversation.Settings;
import relais.conversation.UserId;
import relais.table.Conversations;
import relais.table.Original;

/// What only messages on chats have, as the app reads it.
@Singleton
final class ChatPresenter {
  private static final int MAX_QUOTE = 160;

  private final Conversations conversations;

  ChatPresenter(Conversations conversations) {
    this.conversations = conversations;
  }

  /// The messages that those of a page answer, by the provider's names and by ours.
  record Quoted(Map<String, Entry> byProviderId, Map<EntryId, Entry> byEntry) {
    /// Nothing is known.
    static final Quoted NONE = new Quoted(Map.of(), Map.of());
  }

  /// Finds what the messages of a page answer: mostly on the page itself, else with two BatchGets.
  Quoted quoted(List<Entry> page, Conversation conversation) {
    Map<String, Entry> byProviderId = new HashMap<>();
    Map<EntryId, Entry> byEntry = new HashMap<>();
    Set<String> asked = new HashSet<>();
    Set<EntryId> needed = new HashSet<>();
    for (Entry entry : page) {
      byEntry.put(entry.id(), entry);
      switch (entry) {
        case Entry.InboundMessage message -> {
          if (message.providerId() != null) {
            byProviderId.put(message.providerId(), entry);
          }
          if (message.chat() != null && message.chat().answers() != null) {
            asked.add(message.chat().answers().providerId());
          }
        }
        case Entry.OutboundMessage message -> {
          if (message.providerId() != null) {
            byProviderId.put(message.providerId(), entry);
          }
          if (message.act() instanceof ChatAct.Reply(EntryId answered, String _)) {
            needed.add(answered);
          }
        }
        case Entry.PrivateNote _, Entry.Event _ -> {}
      }
    }
    asked.removeAll(byProviderId.keySet());
    Map<String, Original.Here> found =
        asked.isEmpty()
            ? Map.of()
            : conversations.findOriginals(conversation.origin().inbox(), asked);
    found.values().stream()
        // Another conversation may be another team's.
        .filter(here -> here.conversation().equals(conversation.id()))
        .forEach(here -> needed.add(here.entry()));
    needed.removeAll(byEntry.keySet());
    if (!needed.isEmpty()) {
      conversations
          .findEntries(conversation.id(), needed)
          .forEach(entry -> byEntry.put(entry.id(), entry));
    }
    found.forEach(
        (providerId, here) -> {
          Entry entry = byEntry.get(here.entry());
          if (entry != null) {
            byProviderId.put(providerId, entry);
          }
        });
    return new Quoted(byProviderId, byEntry);
  }

  /// What came in; null for what has nothing of a chat.
  @Nullable ChatJson inbound(
      Entry.InboundMessage message, Quoted quoted, Conversation conversation, Settings settings) {
    ChatFields first = message.chat();
    if (first == null) {
      return null;
    }
    Amendments amendments = message.amendments();
    boolean deleted = amendments.isDeleted();
    ChatFields now = amendments.latestEdit().map(Amendment.Edited::chat).orElse(first);
    ChatFields.Answered answers = first.answers();
    ChatFields.Referral referral = first.referral();
    return new ChatJson(
        deleted ? "" : now.words(),
        deleted ? List.of() : now.parts().stream().map(PartJson::of).toList(),
        answers == null || deleted
            ? null
            : answered(
                quoted.byProviderId().get(answers.providerId()), answers.quote(), conversation),
        first.forwarding().word(),
        referral == null || deleted
            ? null
            : new ChatJson.Referral(
                referral.source(),
                referral.headline(),
                referral.body(),
                SafeLinks.web(referral.url()),
                referral.product()),
        reactions(amendments, conversation, settings),
        amendments.latestEdit().map(Amendment.Edited::at).orElse(null),
        amendments.deletedAt(),
        null,
        null,
        message.automatic() == null && message.providerId() != null && !deleted);
  }

  /// What we wrote; null for what has nothing of a chat.
  @Nullable ChatJson outbound(
      Entry.OutboundMessage message, Quoted quoted, Conversation conversation, Settings settings) {
    if (message.mail() != null) {
      return null;
    }
    ChatAct act = message.act();
    Amendments amendments = message.amendments();
    boolean deleted = amendments.isDeleted();
    Amendment.Edited edit = amendments.latestEdit().orElse(null);
    String words = edit == null ? message.body().text() : edit.chat().words();
    return new ChatJson(
        act instanceof ChatAct.Call || deleted ? "" : words,
        deleted ? List.of() : parts(message),
        act instanceof ChatAct.Reply(EntryId answered, String _) && !deleted
            ? answered(quoted.byEntry().get(answered), null, conversation, answered)
            : null,
        "none",
        null,
        reactions(amendments, conversation, settings),
        edit == null ? null : edit.at(),
        amendments.deletedAt(),
        act instanceof ChatAct.Template template && !deleted ? SentTemplates.of(template) : null,
        act instanceof ChatAct.Reaction(EntryId entry, String _, String emoji)
            ? new ChatJson.Reacting(entry.value(), emoji)
            : null,
        message.providerId() != null && !message.isReaction() && !message.isCall() && !deleted);
  }

  private static List<PartJson> parts(Entry.OutboundMessage message) {
    return switch (message.act()) {
      case ChatAct.Call call -> List.of(PartJson.of(call, message.status()));
      case ChatAct.Template template
          when template.header() instanceof ChatAct.Template.Header.Place place ->
          List.of(PartJson.of(place));
      case ChatAct.Template _, ChatAct.Reply _, ChatAct.Reaction _ -> List.of();
      case null -> List.of();
    };
  }

  private static ChatJson.Answered answered(
      @Nullable Entry entry, @Nullable String quote, Conversation conversation) {
    return answered(entry, quote, conversation, entry == null ? null : entry.id());
  }

  private static ChatJson.Answered answered(
      @Nullable Entry entry,
      @Nullable String quote,
      Conversation conversation,
      @Nullable EntryId id) {
    String name = id == null ? null : id.value();
    return switch (entry) {
      case Entry.InboundMessage message -> {
        String fromName = message.fromName();
        yield answered(
            message,
            message.body(),
            name,
            fromName != null ? fromName : conversation.origin().contactName());
      }
      case Entry.OutboundMessage message -> answered(message, message.body(), name, null);
      case null, default ->
          new ChatJson.Answered(name, null, quote == null ? "" : line(quote, ""), false);
    };
  }

  private static ChatJson.Answered answered(
      Entry message, MessageBody first, @Nullable String name, @Nullable String author) {
    Amendments amendments = message.amendments();
    String words = amendments.now(first).text();
    return new ChatJson.Answered(
        name,
        author,
        amendments.isDeleted()
            ? ""
            : line(words, message.files().isEmpty() ? "" : message.files().getFirst().name()),
        amendments.isDeleted());
  }

  private static String line(String text, String otherwise) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return otherwise;
    }
    return line.codePointCount(0, line.length()) <= MAX_QUOTE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_QUOTE)) + "…";
  }

  private static List<ChatJson.Reaction> reactions(
      Amendments amendments, Conversation conversation, Settings settings) {
    return amendments.standing().stream()
        .map(
            reaction ->
                new ChatJson.Reaction(
                    AuthorJson.of(author(reaction, conversation), conversation, settings),
                    reaction.by().equals(Amendment.US),
                    String.valueOf(reaction.emoji()),
                    reaction.at()))
        .toList();
  }

  private static Actor author(Amendment.Reacted reaction, Conversation conversation) {
    UserId agent = reaction.agent();
    if (agent != null) {
      return new Actor.Agent(agent);
    }
    return reaction.by().equals(Amendment.US)
        ? new Actor.Outside()
        : new Actor.Customer(conversation.origin().contact());
  }
}
