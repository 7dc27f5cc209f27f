package relais.portal;

import jakarta.inject.Singleton;
import relais.conversation.ChatSettings;
import relais.runtime.Environment;

/// Which sites may show a chat: those it names, and the app itself, where admins look at it.
@Singleton
final class Sites {
  private final Environment environment;

  Sites(Environment environment) {
    this.environment = environment;
  }

  boolean mayShow(ChatSettings chat, String origin) {
    return chat.allows(origin) || origin.equals(environment.appOrigin());
  }
}
