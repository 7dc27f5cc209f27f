package relais.portal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relais.blobs.FileStore;
import relais.channels.JsonObject;
import relais.conversation.ChatPresence;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.conversation.StoredFile;
import relais.conversation.User;
import relais.conversation.Visitor;
import relais.conversation.VisitorView;
import relais.table.Chats;
import relais.table.Conversations;

/// What a visitor sees of their chat: their own conversation, as [VisitorView] says.
@Singleton
final class ShowMessages {
  private static final int PAGE = 100;

  private final Conversations conversations;
  private final Chats chats;
  private final FileStore files;
  private final InstantSource time;

  ShowMessages(Conversations conversations, Chats chats, FileStore files, InstantSource time) {
    this.conversations = conversations;
    this.chats = chats;
    this.files = files;
    this.time = time;
  }

  PortalAnswer show(Visitor visitor, Inbox.WebChat inbox, Settings settings) {
    Optional<ConversationId> chat = conversations.findChat(inbox.id(), visitor.identity());
    Optional<Conversations.Page> page = chat.flatMap(id -> conversations.page(id, PAGE));
    String email = chats.said(visitor).email();
    List<JsonObject> messages =
        page.map(found -> found.entries().reversed()).orElse(List.of()).stream()
            .flatMap(entry -> VisitorView.of(entry, visitor, email).stream())
            .map(shown -> message(shown, settings))
            .toList();
    Optional<ChatPresence> presence = chat.flatMap(chats::findPresence);
    Instant now = time.instant();
    EntryId readUpTo = presence.map(ChatPresence::readUpTo).orElse(null);
    return PortalAnswer.json(
        200,
        new JsonObject()
            .with("begun", page.isPresent())
            .with("messages", messages)
            .with("readUpTo", readUpTo == null ? null : readUpTo.value())
            .with("typing", presence.map(known -> known.typist(now)).orElse(null)));
  }

  private JsonObject message(VisitorView.Shown shown, Settings settings) {
    Optional<User> agent = Optional.ofNullable(shown.agent()).flatMap(settings::findUser);
    List<JsonObject> attached = new ArrayList<>();
    for (StoredFile file : shown.files()) {
      if (file.state() instanceof StoredFile.State.Stored(String key)) {
        attached.add(
            new JsonObject()
                .with("name", file.name())
                .with("type", FileStore.uploadType(file.type()))
                .with("size", file.size())
                .with("url", files.link(key, file.name(), file.type()).toString()));
      }
    }
    return new JsonObject()
        .with("id", shown.id().value())
        .with("at", shown.at().toString())
        .with("mine", shown.theirs())
        .with("sentAs", shown.sentAs())
        .with("agent", agent.map(User::name).orElse(null))
        .with("photo", agent.map(User::photo).orElse(null))
        .with("text", shown.text())
        .with("files", attached);
  }
}
