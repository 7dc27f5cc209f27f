package relais.portal;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.channels.JsonObject;
import relais.channels.webchat.ChatPost;
import relais.conversation.BusinessHours;
import relais.conversation.ChatSettings;
import relais.conversation.Inbox;
import relais.conversation.Language;

/// What a chat looks like and says, in the visitor's language. Nothing in it is secret.
@Singleton
final class ShowChat {
  private final InstantSource time;

  ShowChat(InstantSource time) {
    this.time = time;
  }

  PortalAnswer show(PortalRequest request, Inbox.WebChat inbox) {
    ChatSettings chat = inbox.chat();
    Language language = language(chat, request.query().getOrDefault("language", ""));
    ChatSettings.Texts texts = chat.texts().get(language);
    return PortalAnswer.json(
            200,
            new JsonObject()
                .with("language", language.code())
                .with("accent", chat.accent().value())
                .with("ink", chat.accent().ink())
                .with("title", texts == null ? inbox.name() : texts.title())
                .with("greeting", texts == null ? null : texts.greeting())
                .with("away", texts == null ? null : texts.away())
                .with("open", isOpen(chat))
                .with("byMail", chat.mail() != null)
                .with("asksName", chat.preChat().name().word())
                .with("asksEmail", chat.preChat().email().word())
                .with("maxCharacters", ChatPost.MAX_CHARACTERS)
                .with("maxFileBytes", StoreFile.MAX_BYTES))
        .with("cache-control", "public, max-age=60");
  }

  private boolean isOpen(ChatSettings chat) {
    BusinessHours hours = chat.hours();
    return hours == null || hours.areOpen(time.instant());
  }

  /// The language that is asked for when the chat has words in it, else the one it falls back to.
  static Language language(ChatSettings chat, String wanted) {
    return Language.find(wanted)
        .filter(language -> chat.texts().isEmpty() || chat.texts().containsKey(language))
        .orElse(chat.fallback());
  }
}
