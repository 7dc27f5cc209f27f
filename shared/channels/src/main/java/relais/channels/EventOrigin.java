package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.conversation.Identity;
import relais.conversation.Inbox;

/// Where events of a webhook come from: whom they are about, which inbox they are for, when they
/// were, and the names that follow from that.
final class EventOrigin {
  private final InboxChannel channel;
  private final WebhookArrival arrival;

  EventOrigin(InboxChannel channel, WebhookArrival arrival) {
    this.channel = channel;
    this.arrival = arrival;
  }

  /// The inbox that an account belongs to, null when there is none.
  @Nullable Inbox inbox(Account account) {
    if (arrival.inbox() != null) {
      return arrival.inbox();
    }
    return account.id() == null
        ? null
        : arrival.settings().findInbox(channel.medium(), account.id()).orElse(null);
  }

  /// The number of the customer where it is known, for that is what other channels know too; else
  /// the id that the provider gives them.
  @Nullable Identity identity(Party customer) {
    String digits = Piece.digitsOf(customer.phone());
    if (digits != null) {
      return new Identity("phone", "+" + digits);
    }
    return customer.userId() == null ? null : new Identity(channel.word(), customer.userId());
  }

  /// Their clock, unless it is ahead of ours or says nothing.
  Instant at(Heading heading) {
    Instant instant = heading.at().instant();
    return instant == null || instant.isAfter(arrival.receivedAt())
        ? arrival.receivedAt()
        : instant;
  }

  /// Where something stands among all that a channel says: its account, and its name there.
  String place(Heading heading, String id) {
    String named = heading.account().id() == null ? "?" : heading.account().id();
    String account = arrival.inbox() == null ? named : arrival.inbox().account();
    return account + "/" + providerId(heading.chat(), id);
  }

  /// The source of what stands at a place.
  String source(String place) {
    return channel.word() + "/" + place;
  }

  /// The provider's name for a message, such that no other message has it: some providers count
  /// within one chat only.
  static String providerId(@Nullable String chat, String id) {
    return chat == null ? id : chat + "/" + id;
  }

  /// A name for what has none.
  static String hash(String raw) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(raw.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
