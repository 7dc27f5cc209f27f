package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an agent's words do: a reply goes to the customer, a private note stays.
public final class Writing {
  private Writing() {}

  /// A reply as its author wrote it.
  ///
  /// @param seen the version of the conversation that the author looked at
  /// @param mail subject, recipients and threading headers; null for everything but mail
  /// @param close whether the conversation is done with it
  public record Reply(
      UserId author,
      long seen,
      Identity to,
      @Nullable MailFields mail,
      MessageBody body,
      List<StoredFile> files,
      boolean close) {
    public Reply {
      files = List.copyOf(files);
    }
  }

  /// A conversation that the team is about to begin: nobody has written yet.
  ///
  /// @param to who it will be with
  public static Conversation blank(
      InboxId inbox, Incoming.Start start, Identity to, String subject, Instant now) {
    return new Conversation(
        start.id(),
        start.caseNumber(),
        new Conversation.Origin(
            inbox, Channel.EMAIL, start.contact(), start.contactName(), to, now),
        new Conversation.Headline(subject, ""),
        new Status.Open(),
        new Conversation.Ownership(start.team(), null),
        new TreeSet<>(),
        new Conversation.Activity(now, null, null, null, false),
        new TreeSet<>(),
        new Conversation.Versions(0, 0, 0));
  }

  /// Begins a conversation with words of ours. Their author owns it, and nobody waits.
  public static Decision.Changed begin(
      Conversation blank, Reply first, EntryId message, EntryIds ids, Instant now) {
    if (!(reply(blank, first, message, ids, now)
        instanceof Decision.Changed(Conversation begun, List<Entry> written))) {
      throw new IllegalStateException("Nothing stands in the way of a first message");
    }
    List<Entry> entries = new ArrayList<>(written);
    entries.add(
        new Entry.Event(
            ids.next(),
            now,
            new Actor.Agent(first.author()),
            new Happening.Created(blank.origin().inbox(), blank.ownership().team())));
    return new Decision.Changed(begun, entries);
  }

  /// Queues a reply. Refused when somebody wrote since the author looked, so that nobody is
  /// answered twice (requirements 001-08, 003-11), and when the channel takes no free text now.
  /// Who answers what nobody owns, owns it.
  public static Decision reply(
      Conversation conversation, Reply reply, EntryId message, EntryIds ids, Instant now) {
    if (reply.seen() < conversation.versions().message()) {
      return new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE);
    }
    if (conversation.origin().channel() == Channel.WHATSAPP) {
      Instant closes = conversation.windowClosesAt();
      if (closes == null || !now.isBefore(closes)) {
        return new Decision.Refused(Decision.Refusal.WINDOW_CLOSED);
      }
    }
    List<Entry> entries = new ArrayList<>();
    Actor author = new Actor.Agent(reply.author());
    entries.add(
        new Entry.OutboundMessage(
            message,
            now,
            author,
            reply.to(),
            reply.mail(),
            reply.body(),
            reply.files(),
            null,
            new DeliveryStatus.Queued(now, 1)));
    Conversation.Activity before = conversation.activity();
    Conversation changed =
        conversation
            .with(
                new Conversation.Activity(
                    now.isAfter(before.lastAt()) ? now : before.lastAt(),
                    null,
                    before.lastInboundAt(),
                    now,
                    false))
            .with(
                new Conversation.Headline(
                    conversation.headline().subject(), Preview.of(reply.body(), reply.files())))
            .withParticipants(withRecipients(conversation.participants(), reply))
            .with(conversation.versions().nextWithMessage());
    Conversation.Ownership ownership = conversation.ownership();
    if (ownership.assignee() == null) {
      entries.add(
          new Entry.Event(ids.next(), now, author, new Happening.Assigned(null, reply.author())));
      changed =
          Ownerships.owned(changed, new Conversation.Ownership(ownership.team(), reply.author()));
    }
    if (reply.close() && conversation.status() instanceof Status.Open) {
      entries.add(new Entry.Event(ids.next(), now, author, new Happening.Closed()));
      changed = changed.with(new Status.Closed(now, author));
    }
    return new Decision.Changed(changed, entries);
  }

  /// Adds a private note. It changes nothing that the customer could notice, and nobody's
  /// waiting.
  public static Decision.Changed note(
      Conversation conversation, UserId author, MessageBody body, EntryId note, Instant now) {
    return new Decision.Changed(
        conversation.with(conversation.versions().next()),
        List.of(new Entry.PrivateNote(note, now, author, body)));
  }

  private static SortedSet<Identity> withRecipients(SortedSet<Identity> before, Reply reply) {
    SortedSet<Identity> after = new TreeSet<>(before);
    after.add(reply.to());
    if (reply.mail() != null) {
      reply
          .mail()
          .addressing()
          .recipients()
          .forEach(mailbox -> after.add(Identity.email(mailbox.address().normalised())));
    }
    while (after.size() > Conversation.MAX_PARTICIPANTS) {
      after.remove(after.last().equals(reply.to()) ? after.first() : after.last());
    }
    return after;
  }
}
