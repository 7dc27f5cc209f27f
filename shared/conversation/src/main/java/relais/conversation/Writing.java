package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  /// @param dueAt when it goes out; null for at once
  /// @param act what it is beyond words and files; null when it is nothing more
  public record Reply(
      UserId author,
      long seen,
      Identity to,
      @Nullable MailFields mail,
      MessageBody body,
      List<StoredFile> files,
      boolean close,
      @Nullable Instant dueAt,
      @Nullable ChatAct act) {
    public Reply {
      files = List.copyOf(files);
    }

    /// Of words and files.
    public Reply(
        UserId author,
        long seen,
        Identity to,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        boolean close,
        @Nullable Instant dueAt) {
      this(author, seen, to, mail, body, files, close, dueAt, null);
    }
  }

  /// A conversation that the team is about to begin: nobody has written yet.
  ///
  /// @param channel of the inbox
  /// @param to who it will be with
  public static Conversation blank(
      InboxId inbox,
      Channel channel,
      Incoming.Start start,
      Identity to,
      String subject,
      Instant now) {
    return new Conversation(
        start.id(),
        start.caseNumber(),
        new Conversation.Origin(inbox, channel, start.contact(), start.contactName(), to, now),
        new Conversation.Headline(subject, ""),
        new Status.Open(),
        new Conversation.Ownership(start.team(), null),
        new TreeSet<>(),
        new Conversation.Activity(now, null, null, null, Conversation.Outbox.EMPTY),
        new TreeSet<>(),
        new Conversation.Versions(0, 0, 0));
  }

  /// Begins a conversation with words of ours: a mail, or a template where nothing else may come
  /// first. Their author owns it, and nobody waits.
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
    // While it waits to go out, lists show what it says.
    return new Decision.Changed(
        begun.with(
            new Conversation.Headline(
                begun.headline().subject(), Preview.of(first.body(), first.files(), null))),
        entries);
  }

  /// Queues a reply, or lets it wait for its time. Refused when somebody wrote since the author
  /// looked, so that nobody is answered twice (requirements 001-08, 003-11), and when the channel
  /// takes no free text at the time. Who answers what nobody owns, owns it.
  public static Decision reply(
      Conversation conversation, Reply reply, EntryId message, EntryIds ids, Instant now) {
    if (reply.seen() < conversation.versions().message()) {
      return new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE);
    }
    Optional<Decision.Refusal> apart = refusal(conversation, reply, message);
    if (apart.isPresent()) {
      return new Decision.Refused(apart.get());
    }
    Instant wanted = reply.dueAt();
    Instant dueAt = wanted == null || wanted.isBefore(now) ? now : wanted;
    boolean waits = dueAt.isAfter(now);
    if (!takes(conversation, reply.act(), dueAt)) {
      return new Decision.Refused(Decision.Refusal.WINDOW_CLOSED);
    }
    Conversation.Outbox outbox = conversation.activity().outbox();
    if (waits && outbox.waiting().size() >= Conversation.Outbox.MAX_WAITING) {
      return new Decision.Refused(Decision.Refusal.TOO_MANY_WAITING);
    }
    List<Entry> entries = new ArrayList<>();
    Actor author = new Actor.Agent(reply.author());
    Entry.OutboundMessage written =
        new Entry.OutboundMessage(
            message,
            now,
            author,
            reply.to(),
            reply.mail(),
            reply.body(),
            reply.files(),
            null,
            waits
                ? new DeliveryStatus.Scheduled(now, 1, dueAt, reply.close())
                : new DeliveryStatus.Queued(now, 1),
            reply.act(),
            Amendments.NONE);
    entries.add(written);
    Conversation changed =
        waits
            ? conversation.with(
                conversation
                    .activity()
                    .with(
                        outbox.with(
                            new Conversation.Outbox.Waiting(message, dueAt, written.side()))))
            : goneOut(conversation, written, now);
    changed = changed.with(conversation.versions().nextWithMessage());
    Conversation.Ownership ownership = conversation.ownership();
    if (ownership.assignee() == null) {
      entries.add(
          new Entry.Event(ids.next(), now, author, new Happening.Assigned(null, reply.author())));
      changed =
          Ownerships.owned(changed, new Conversation.Ownership(ownership.team(), reply.author()));
    }
    if (reply.close() && !waits) {
      changed = closed(changed, author, entries, ids, now);
    }
    return new Decision.Changed(changed, entries);
  }

  /// Keeps the two sides apart: what goes out in a side thread has nobody among its recipients who
  /// takes part in the conversation itself, unless they take part in the side thread as well.
  private static Optional<Decision.Refusal> refusal(
      Conversation conversation, Reply reply, EntryId message) {
    MailFields mail = reply.mail();
    EntryId side = mail == null ? null : mail.side();
    if (mail == null || side == null) {
      return Optional.empty();
    }
    Optional<SideThread> known = conversation.findSide(side);
    boolean begins = side.equals(message);
    if (begins ? conversation.sides().size() >= SideThread.MAX_IN_ONE : known.isEmpty()) {
      return Optional.of(Decision.Refusal.NO_SIDE_THREAD);
    }
    boolean crosses =
        mail.addressing()
            .recipients()
            .map(mailbox -> Identity.email(mailbox.address().normalised()))
            .filter(to -> known.isEmpty() || !known.get().participants().contains(to))
            .anyMatch(to -> conversation.participants().contains(to));
    return crosses ? Optional.of(Decision.Refusal.TAKES_PART) : Optional.empty();
  }

  /// What a conversation is like once a message has gone out: nobody waits, it is the preview, and
  /// who got it takes part. In a side thread only its own participants change.
  static Conversation goneOut(
      Conversation conversation, Entry.OutboundMessage message, Instant now) {
    Conversation.Activity before = conversation.activity();
    EntryId side = message.side();
    if (side != null) {
      return conversation
          .with(
              new Conversation.Activity(
                  now.isAfter(before.lastAt()) ? now : before.lastAt(),
                  before.waitingSince(),
                  before.lastInboundAt(),
                  before.lastOutboundAt(),
                  before.outbox().with(false).without(message.id())))
          .with(
              conversation
                  .findSide(side)
                  .orElseGet(() -> new SideThread(side, new TreeSet<>()))
                  .with(message));
    }
    return conversation
        .with(
            new Conversation.Activity(
                now.isAfter(before.lastAt()) ? now : before.lastAt(),
                null,
                before.lastInboundAt(),
                now,
                before.outbox().with(false).without(message.id())))
        .with(new Conversation.Headline(conversation.headline().subject(), Preview.of(message)))
        .withParticipants(withRecipients(conversation.participants(), message));
  }

  static Conversation closed(
      Conversation conversation, Actor by, List<Entry> entries, EntryIds ids, Instant now) {
    if (!(conversation.status() instanceof Status.Open)) {
      return conversation;
    }
    entries.add(new Entry.Event(ids.next(), now, by, new Happening.Closed()));
    return conversation.with(new Status.Closed(now, by));
  }

  /// Whether the channel takes a message at a time: a template always, anything else while it takes
  /// free text.
  static boolean takes(Conversation conversation, @Nullable ChatAct act, Instant at) {
    return act instanceof ChatAct.Template || takesFreeText(conversation, at);
  }

  /// Whether the channel takes free text at a time.
  static boolean takesFreeText(Conversation conversation, Instant at) {
    if (conversation.origin().channel().findWindow().isEmpty()) {
      return true;
    }
    Instant closes = conversation.windowClosesAt();
    return closes != null && at.isBefore(closes);
  }

  /// Adds a private note. It changes nothing that the customer could notice, and nobody's
  /// waiting.
  public static Decision.Changed note(
      Conversation conversation, UserId author, MessageBody body, EntryId note, Instant now) {
    return new Decision.Changed(
        conversation.with(conversation.versions().next()),
        List.of(new Entry.PrivateNote(note, now, author, body)));
  }

  private static SortedSet<Identity> withRecipients(
      SortedSet<Identity> before, Entry.OutboundMessage message) {
    SortedSet<Identity> after = new TreeSet<>(before);
    after.add(message.to());
    after.addAll(message.recipients());
    while (after.size() > Conversation.MAX_PARTICIPANTS) {
      after.remove(after.last().equals(message.to()) ? after.first() : after.last());
    }
    return after;
  }
}
