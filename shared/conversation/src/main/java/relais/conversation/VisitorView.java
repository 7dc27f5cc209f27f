package relais.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a visitor sees of a conversation: what they wrote, and what the team said once it has gone
/// out. Nothing else leaves: a private note is another type than a message, an event is none, and
/// what waits, was held or taken back was never said (requirement 002-16).
public final class VisitorView {
  private VisitorView() {}

  /// One message as a visitor sees it.
  ///
  /// @param sentAs the visitor's own name for what they wrote; null for what they did not write in
  ///     the chat
  /// @param agent who of the team wrote; null for the visitor's own and for what nobody wrote
  /// @param text plain text: nothing in it is HTML
  public record Shown(
      EntryId id,
      Instant at,
      boolean theirs,
      @Nullable String sentAs,
      @Nullable UserId agent,
      String text,
      List<StoredFile> files) {
    public Shown {
      files = List.copyOf(files);
    }
  }

  /// An entry as a visitor sees it; empty when it is none of their business.
  ///
  /// @param email where the visitor can be written to; null when they did not say
  public static Optional<Shown> of(Entry entry, Visitor visitor, @Nullable String email) {
    return switch (entry) {
      case Entry.InboundMessage message -> inbound(message, visitor, email);
      case Entry.OutboundMessage message -> outbound(message, visitor);
      case Entry.PrivateNote _, Entry.Event _ -> Optional.empty();
    };
  }

  /// What they wrote, here or as the answer to a mail. What somebody else wrote to the reply
  /// address is not shown to them; and to an address that nobody vouches for, anybody could have
  /// said they have it.
  private static Optional<Shown> inbound(
      Entry.InboundMessage message, Visitor visitor, @Nullable String email) {
    boolean here = message.from().equals(visitor.identity());
    boolean byMail =
        visitor.isVerified()
            && email != null
            && message.side() == null
            && message.from().equals(Identity.email(email));
    if ((!here && !byMail) || Incoming.isEcho(message.automatic())) {
      return Optional.empty();
    }
    return Optional.of(
        new Shown(
            message.id(),
            message.at(),
            true,
            here ? message.providerId() : null,
            null,
            message.body().text(),
            message.files()));
  }

  private static Optional<Shown> outbound(Entry.OutboundMessage message, Visitor visitor) {
    if (!message.to().equals(visitor.identity()) || !wasSaid(message)) {
      return Optional.empty();
    }
    return Optional.of(
        new Shown(
            message.id(),
            message.status().at(),
            false,
            null,
            switch (message.author()) {
              case Actor.Agent(UserId agent) -> agent;
              case Actor.ByRule _, Actor.Relais _, Actor.Customer _, Actor.Outside _ -> null;
            },
            message.body().text(),
            message.files()));
  }

  /// One that could not also be mailed was said here all the same.
  private static boolean wasSaid(Entry.OutboundMessage message) {
    return hasGoneOut(message.status())
        || (message.status() instanceof DeliveryStatus.Failed && message.providerId() != null);
  }

  /// Whether a message is on the customer's side.
  public static boolean hasGoneOut(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Complained _ ->
          true;
      case DeliveryStatus.Scheduled _,
          DeliveryStatus.Held _,
          DeliveryStatus.Cancelled _,
          DeliveryStatus.Queued _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Failed _ ->
          false;
    };
  }
}
