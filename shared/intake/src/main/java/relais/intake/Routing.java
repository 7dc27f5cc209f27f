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
import relais.conversation.EntryId;
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
  /// @param side the side thread whose reply address one of them is; null when none
  public record Way(String recipient, @Nullable ConversationId answers, @Nullable EntryId side) {
    private Way or(Way other) {
      return new Way(
          recipient,
          answers == null ? other.answers() : answers,
          side == null ? other.side() : side);
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
              inbox -> inboxes.merge(inbox, way(recipient, address.get(), keys), Way::or),
              () -> unknown.add(recipient));
    }
    return new Routing(inboxes, unknown, keys);
  }

  /// The way to one inbox that somebody chose, whatever the recipient's address is.
  public static Routing to(Inbox.Email inbox, String recipient, Settings settings) {
    ReplyKeys keys = settings.replyKeys();
    Way way =
        parse(recipient)
            .map(address -> way(recipient, address, keys))
            .orElseGet(() -> new Way(recipient, null, null));
    return new Routing(Map.of(inbox, way), List.of(), keys);
  }

  /// What a mail answers: what the envelope says, and the header where it says the same. A mail
  /// system in front of us may have given the mail another recipient, but nobody else can sign a
  /// reply address.
  Way withHeader(Way way, ReceivedMail mail) {
    return Stream.of(mail.to(), mail.cc())
        .flatMap(List::stream)
        .map(Mailbox::address)
        .map(address -> way(way.recipient(), address, keys))
        .reduce(way, Way::or);
  }

  private static Way way(String recipient, MailAddress address, @Nullable ReplyKeys keys) {
    return keys == null
        ? new Way(recipient, null, null)
        : new Way(
            recipient,
            ReplyAddress.conversation(address, keys).orElse(null),
            ReplyAddress.side(address, keys).orElse(null));
  }

  private static Optional<MailAddress> parse(String recipient) {
    try {
      return Optional.of(MailAddress.parse(recipient));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
