package relais.ingestemail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.ConversationId;
import relais.conversation.Inbox;
import relais.conversation.ReplyAddress;
import relais.conversation.ReplyKeys;
import relais.conversation.Settings;
import relais.mail.MailAddress;

/// Where a mail is going.
///
/// @param inboxes each inbox once, with how the mail got there
/// @param unknown the recipients that no inbox has
record Routing(Map<Inbox.Email, Way> inboxes, List<String> unknown) {
  Routing {
    inboxes = new LinkedHashMap<>(inboxes);
    unknown = List.copyOf(unknown);
  }

  /// How a mail gets to an inbox.
  ///
  /// @param recipient that led there first
  /// @param answers the conversation whose reply address one of the recipients is; null when none
  record Way(String recipient, @Nullable ConversationId answers) {
    private Way or(Way other) {
      return answers != null ? this : new Way(recipient, other.answers());
    }
  }

  static Routing of(List<String> recipients, Settings settings) {
    Map<Inbox.Email, Way> inboxes = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String recipient : recipients) {
      Optional<MailAddress> address = parse(recipient);
      address
          .flatMap(settings::findReceiving)
          .ifPresentOrElse(
              inbox ->
                  inboxes.merge(
                      inbox,
                      new Way(recipient, answered(address.get(), settings.replyKeys())),
                      Way::or),
              () -> unknown.add(recipient));
    }
    return new Routing(inboxes, unknown);
  }

  static @Nullable ConversationId answered(MailAddress recipient, @Nullable ReplyKeys keys) {
    return keys == null ? null : ReplyAddress.conversation(recipient, keys).orElse(null);
  }

  private static Optional<MailAddress> parse(String recipient) {
    try {
      return Optional.of(MailAddress.parse(recipient));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
