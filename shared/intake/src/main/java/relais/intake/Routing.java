package relais.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.ConversationId;
import relais.conversation.Inbox;
import relais.conversation.ReplyAddress;
import relais.conversation.ReplyKeys;
import relais.conversation.Settings;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.ReceivedMail;

/// Where a mail is going.
///
/// @param inboxes each inbox once, with how the mail got there
/// @param unknown the recipients that no inbox has
/// @param keys verify the reply addresses that a mail names; null before there are any
public record Routing(
    Map<Inbox.Email, Way> inboxes, List<String> unknown, @Nullable ReplyKeys keys) {
  public Routing {
    inboxes = Collections.unmodifiableMap(new LinkedHashMap<>(inboxes));
    unknown = List.copyOf(unknown);
  }

  /// How a mail gets to an inbox.
  ///
  /// @param recipient that led there first
  /// @param answers the conversation whose reply address one of the recipients is; null when none
  public record Way(String recipient, @Nullable ConversationId answers) {
    private Way or(Way other) {
      return answers != null ? this : new Way(recipient, other.answers());
    }
  }

  /// Where a mail for these recipients goes.
  ///
  /// @param recipients of the envelope, whatever its header says
  public static Routing of(List<String> recipients, Settings settings) {
    Map<Inbox.Email, Way> inboxes = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    ReplyKeys keys = settings.replyKeys();
    for (String recipient : recipients) {
      Optional<MailAddress> address = parse(recipient);
      address
          .flatMap(settings::findReceiving)
          .ifPresentOrElse(
              inbox ->
                  inboxes.merge(inbox, new Way(recipient, answered(address.get(), keys)), Way::or),
              () -> unknown.add(recipient));
    }
    return new Routing(inboxes, unknown, keys);
  }

  /// The way to one inbox that somebody chose, whatever the recipient's address is.
  public static Routing to(Inbox.Email inbox, String recipient, Settings settings) {
    ReplyKeys keys = settings.replyKeys();
    ConversationId answers = parse(recipient).map(address -> answered(address, keys)).orElse(null);
    return new Routing(Map.of(inbox, new Way(recipient, answers)), List.of(), keys);
  }

  /// The conversation that a mail answers: what the envelope says, and the header where it says the
  /// same. A mail system in front of us may have given the mail another recipient, but nobody else
  /// can sign a reply address.
  @Nullable ConversationId answered(Way way, ReceivedMail mail) {
    return way.answers() != null
        ? way.answers()
        : Stream.of(mail.to(), mail.cc())
            .flatMap(List::stream)
            .map(Mailbox::address)
            .flatMap(address -> Optional.ofNullable(answered(address, keys)).stream())
            .findFirst()
            .orElse(null);
  }

  private static @Nullable ConversationId answered(
      MailAddress recipient, @Nullable ReplyKeys keys) {
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
