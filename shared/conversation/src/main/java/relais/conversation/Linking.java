package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Conversations that have to do with each other: each shows a link to the other, and an event in
/// both timelines says why.
public final class Linking {
  private Linking() {}

  /// What linking changes on both sides.
  ///
  /// @param one what was decided before, with the link
  /// @param other the other conversation, with the link back
  public record Linked(Decision.Changed one, Decision.Changed other) {}

  /// Links what was just decided with another conversation.
  ///
  /// @param why seen from the first
  public static Linked link(
      Decision.Changed decided,
      Conversation other,
      Conversation.Relation.Why why,
      Actor by,
      EntryIds ids,
      Instant now) {
    Conversation one = decided.conversation();
    Conversation.Relation there = new Conversation.Relation(other.id(), other.caseNumber(), why);
    Conversation.Relation back =
        new Conversation.Relation(one.id(), one.caseNumber(), why.reverse());
    List<Entry> entries = new ArrayList<>(decided.entries());
    entries.add(new Entry.Event(ids.next(), now, by, new Happening.Linked(there)));
    return new Linked(
        new Decision.Changed(one.with(one.links().with(there)), entries),
        new Decision.Changed(
            other.with(other.links().with(back)).with(other.versions().next()),
            List.of(new Entry.Event(ids.next(), now, by, new Happening.Linked(back)))));
  }

  /// C89: the inboxes of ours that a mail is openly addressed to, beside the one it came to.
  public static List<InboxId> alsoTo(InboxId cameTo, MailFields mail, Settings settings) {
    return mail.addressing()
        .recipients()
        .flatMap(mailbox -> settings.findReceiving(mailbox.address()).stream())
        .map(Inbox::id)
        .filter(inbox -> !inbox.equals(cameTo))
        .distinct()
        .toList();
  }

  /// Whether a part of a conversation was split off.
  public static boolean wasSplit(Conversation conversation) {
    return conversation.links().related().stream()
        .anyMatch(relation -> relation.why() == Conversation.Relation.Why.SPLIT_INTO);
  }

  /// Whether a conversation shows a link to another already.
  public static boolean knows(Conversation one, ConversationId other) {
    return one.links().related().stream().anyMatch(relation -> relation.other().equals(other));
  }
}
