package relais.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a contact is called whose name nobody knows at first: by their address, until a message or
/// the provider tells it.
public final class Naming {
  /// Who gives names that providers and messages tell.
  public static final Actor AUTHOR = new Actor.Relais("naming");

  private Naming() {}

  /// Whether a name is none, but one of the addresses it stands for. Mail programs write those in
  /// whatever case.
  public static boolean isNameless(String name, Iterable<Identity> identities) {
    for (Identity identity : identities) {
      if (identity.value().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a conversation calls its contact by an address.
  public static boolean isNameless(Conversation conversation) {
    Conversation.Origin origin = conversation.origin();
    return isNameless(origin.contactName(), List.of(origin.identity()))
        || isNameless(origin.contactName(), conversation.participants());
  }

  /// Whether to ask the provider what a contact is called: they have no name, and wrote for the
  /// first time on a day. Before they wrote, providers tell nothing.
  ///
  /// @param before null when the conversation began
  public static boolean asks(@Nullable Conversation before, Conversation after) {
    Conversation.Origin origin = after.origin();
    Instant wrote = after.activity().lastInboundAt();
    return wrote != null
        && origin.channel().isAskedForNames()
        && origin.identity().kind().equals(origin.channel().word())
        && isNameless(after)
        && (before == null || !isSameDay(before.activity().lastInboundAt(), wrote));
  }

  private static boolean isSameDay(@Nullable Instant one, Instant other) {
    return one != null && day(one).equals(day(other));
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /// The name that a message shows of an author who has none.
  ///
  /// @param identities those of the author
  public static Optional<String> learnt(InboundItem.Received item, Iterable<Identity> identities) {
    String name = item.fromName();
    return name == null || name.isBlank() || isNameless(name.strip(), identities)
        ? Optional.empty()
        : Optional.of(name.strip());
  }

  /// Calls the contact by their name, and says since when; unchanged where they have one.
  public static Decision.Changed named(
      Decision.Changed decided, String name, EntryIds ids, Instant now) {
    Conversation conversation = decided.conversation();
    if (!isNameless(conversation) || name.equals(conversation.origin().contactName())) {
      return decided;
    }
    Conversation.Origin origin = conversation.origin();
    List<Entry> entries = new ArrayList<>(decided.entries());
    entries.add(new Entry.Event(ids.next(), now, AUTHOR, new Happening.Named(name)));
    return new Decision.Changed(
        conversation.with(
            new Conversation.Origin(
                origin.inbox(),
                origin.channel(),
                origin.contact(),
                name,
                origin.identity(),
                origin.createdAt())),
        entries);
  }
}
