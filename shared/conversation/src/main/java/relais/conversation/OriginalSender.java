package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import relais.mail.Mailbox;

/// A mail that somebody passed on to us is really from somebody else: who wrote it becomes the
/// contact, by hand or because the inbox wants it so, and replies go to them.
public final class OriginalSender {
  /// Who makes a contact of them without being asked.
  public static final Actor AUTHOR = new Actor.Relais("original-sender");

  private OriginalSender() {}

  /// Whom a conversation is with.
  ///
  /// @param name what the list calls them
  public record Person(ContactId contact, String name, Identity identity) {}

  /// The one that an inbox makes the contact of what a mail begins; empty when the mail passes
  /// nothing on, comes from a machine, names one of our own addresses, or the inbox waits to be
  /// asked.
  public static Optional<Mailbox> wanted(
      InboundItem.Received item, Inbox inbox, Settings settings) {
    MailFields mail = item.mail();
    Mailbox original = mail == null ? null : mail.originalSender();
    return original != null
            && item.automatic() == null
            && inbox instanceof Inbox.Email email
            && email.policy().adoptsOriginalSender()
            && !settings.isOurs(original.address())
        ? Optional.of(original)
        : Optional.empty();
  }

  /// Makes somebody the contact of a conversation. Who was it before goes on taking part.
  public static Decision becomes(
      Conversation conversation, Person person, Actor by, EntryIds ids, Instant now) {
    Conversation.Origin before = conversation.origin();
    if (before.identity().equals(person.identity())) {
      return new Decision.Unchanged();
    }
    SortedSet<Identity> participants = new TreeSet<>(conversation.participants());
    participants.add(person.identity());
    return new Decision.Changed(
        conversation
            .with(
                new Conversation.Origin(
                    before.inbox(),
                    before.channel(),
                    person.contact(),
                    person.name(),
                    person.identity(),
                    before.createdAt()))
            .withParticipants(participants)
            .with(conversation.versions().next()),
        List.of(
            new Entry.Event(
                ids.next(),
                now,
                by,
                new Happening.ContactChanged(before.identity(), person.identity()))));
  }

  /// The same for a conversation that is just begun.
  public static Decision.Changed becomes(
      Decision.Changed begun, Person person, EntryIds ids, Instant now) {
    return switch (becomes(begun.conversation(), person, AUTHOR, ids, now)) {
      case Decision.Changed(Conversation changed, List<Entry> more) -> {
        List<Entry> entries = new ArrayList<>(begun.entries());
        entries.addAll(more);
        yield new Decision.Changed(changed.with(begun.conversation().versions()), entries);
      }
      case Decision.Unchanged() -> begun;
      case Decision.Refused refused ->
          throw new IllegalStateException("Nobody refuses a contact: " + refused.reason());
    };
  }
}
