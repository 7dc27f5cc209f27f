package relais.api;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.conversation.Visitor;
import relais.table.Chats;
import relais.table.Conversations;

/// What happens at a chat beside what is said: where its visitor is, and who types.
@Singleton
final class FollowChat {
  private final Conversations conversations;
  private final Chats chats;
  private final TellProvider tellProvider;
  private final InstantSource clock;

  FollowChat(
      Conversations conversations, Chats chats, TellProvider tellProvider, InstantSource clock) {
    this.conversations = conversations;
    this.chats = chats;
    this.tellProvider = tellProvider;
    this.clock = clock;
  }

  ChatPresenceJson presence(Caller caller, ConversationId id) {
    Conversation conversation = find(caller, id);
    Visitor visitor = visitor(conversation);
    Settings settings = caller.settings();
    boolean hasMail =
        settings
            .findInbox(conversation.origin().inbox())
            .filter(Inbox.WebChat.class::isInstance)
            .flatMap(settings::findMailOf)
            .isPresent();
    return ChatPresenceJson.of(
        chats.findPresence(id).orElse(null),
        visitor.isVerified(),
        chats.said(visitor),
        hasMail,
        clock.instant());
  }

  /// Tells the customer that somebody of the team is writing, or no longer.
  void types(Caller caller, ConversationId id, TypingRequest request) {
    Conversation conversation = find(caller, id);
    boolean typing = Fields.required("typing", request.typing());
    if (Visitor.of(conversation.origin().identity()).isEmpty()) {
      if (typing) {
        tellProvider.types(caller, id);
      }
      return;
    }
    // Without a visitor who was ever there, nobody is to be told.
    boolean unusedAnswer = chats.types(id, typing ? caller.user().name() : null, clock.instant());
  }

  private Conversation find(Caller caller, ConversationId id) {
    return caller.mayWorkOn(conversations.find(id).orElseThrow(Problem::notFound));
  }

  private static Visitor visitor(Conversation conversation) {
    return Visitor.of(conversation.origin().identity()).orElseThrow(Problem::notFound);
  }
}
