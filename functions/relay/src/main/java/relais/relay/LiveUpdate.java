package relais.relay;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Draft;
import relais.conversation.UserId;

/// What a browser is told, as JSON. Only ids, numbers and words of ours go in, none of which needs
/// escaping.
final class LiveUpdate {
  static final String COUNTS = "{\"type\":\"counts\"}";
  static final String QUARANTINE = "{\"type\":\"quarantine\"}";

  private LiveUpdate() {}

  static String conversation(Conversation conversation, Collection<String> causes) {
    UserId assignee = conversation.ownership().assignee();
    return "{\"type\":\"conversation\",\"id\":\"%s\",\"version\":%d,\"team\":\"%s\",\"assignee\":%s,\"causes\":[%s]}"
        .formatted(
            conversation.id(),
            conversation.versions().current(),
            conversation.ownership().team(),
            assignee == null ? "null" : "\"" + assignee + "\"",
            causes.stream().map(cause -> "\"" + cause + "\"").collect(Collectors.joining(",")));
  }

  /// For its author only, in other windows and on other devices.
  static String draft(Draft draft) {
    ConversationId conversation = draft.place().conversation();
    return "{\"type\":\"draft\",\"id\":%s,\"kind\":\"%s\",\"version\":%d}"
        .formatted(
            conversation == null ? "null" : "\"" + conversation + "\"",
            draft.place().kind().word(),
            draft.version());
  }

  /// Somebody at a chat came, left, typed or read.
  static String presence(ConversationId conversation) {
    return "{\"type\":\"presence\",\"id\":\"%s\"}".formatted(conversation);
  }

  static String settings(long version) {
    return "{\"type\":\"settings\",\"version\":%d}".formatted(version);
  }

  static String frame(List<String> updates) {
    return "{\"updates\":[" + String.join(",", updates) + "]}";
  }
}
