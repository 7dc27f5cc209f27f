package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.mail.Mailbox;

/// What a message from outside does: it begins a conversation or lets one grow, opens a closed
/// one, and sets rules going.
public final class Incoming {
  /// The kind of a mail in which a provider asks whether mail may be forwarded to an inbox.
  public static final String FORWARDING_REQUEST = "forwarding-request";

  /// A call: until it is known that nobody took it, it asks nobody for anything.
  public static final String CALL = "call";

  /// Machines that answer machines, and what a channel says by itself: kept, but nothing reopens,
  /// nobody waits, no rule runs (RFC 3834; a list mail or a shop's notice is not among them, rules
  /// are made for those).
  private static final Set<String> ECHOES =
      Set.of(
          "bounce",
          "delayed",
          "delivered",
          "auto-reply",
          "read-receipt",
          "complaint",
          "system",
          "chat-opened",
          CALL,
          FORWARDING_REQUEST);

  private Incoming() {}

  /// What a new conversation is given from outside.
  ///
  /// @param contact the person behind the identity that wrote
  /// @param contactName what the list calls them
  public record Start(
      ConversationId id, long caseNumber, ContactId contact, String contactName, TeamId team) {}

  /// Begins a conversation with its first message.
  public static Decision.Changed begin(
      InboundItem.Received item, Start start, Settings settings, EntryIds ids, Instant now) {
    Instant at = written(item);
    Conversation empty =
        new Conversation(
            start.id(),
            start.caseNumber(),
            new Conversation.Origin(
                item.inbox(),
                item.channel(),
                start.contact(),
                start.contactName(),
                item.from(),
                at),
            new Conversation.Headline(item.mail() == null ? "" : item.mail().subject(), ""),
            new Status.Open(),
            new Conversation.Ownership(start.team(), null),
            new TreeSet<>(),
            new Conversation.Activity(at, null, null, null, Conversation.Outbox.EMPTY),
            new TreeSet<>(),
            new Conversation.Versions(0, 0, 0));
    List<Entry> entries = new ArrayList<>();
    Conversation grown = add(empty, item, Entry.Evidence.FIRST, settings, entries);
    if (FORWARDING_REQUEST.equals(item.automatic())) {
      grown = grown.with(new Status.Aside());
    } else if (CALL.equals(item.automatic())) {
      grown = grown.with(new Status.Closed(at, new Actor.Relais("calls")));
    }
    Actor author = new Actor.Customer(start.contact());
    entries.add(
        new Entry.Event(
            ids.next(), now, author, new Happening.Created(item.inbox(), start.team())));
    LabelId unwanted = unwanted(item, settings);
    if (unwanted != null) {
      grown = setAside(grown, unwanted, entries, ids, now);
    } else if (!isEcho(item)) {
      grown = runRules(grown, item, settings.rules(), true, entries, ids, now);
    }
    return new Decision.Changed(grown.with(grown.versions().nextWithMessage()), entries);
  }

  /// Adds a message to where it belongs in a conversation. A customer's message opens a closed one
  /// again and keeps its assignee.
  public static Decision.Changed grow(
      Threading.Candidate place,
      InboundItem.Received item,
      Settings settings,
      EntryIds ids,
      Instant now) {
    EntryId side = place.side();
    return side == null
        ? grow(place.conversation(), item, place.evidence(), settings, ids, now)
        : growSide(place, side, item, settings, ids, now);
  }

  /// Adds an answer to a side thread: the customer waits on as before, no rule runs, and only what
  /// is about to go out in the same side thread is held. It opens a closed conversation again: who
  /// asked wants to know.
  private static Decision.Changed growSide(
      Threading.Candidate place,
      EntryId side,
      InboundItem.Received item,
      Settings settings,
      EntryIds ids,
      Instant now) {
    Conversation conversation = place.conversation();
    SideThread before =
        conversation.findSide(side).orElseGet(() -> new SideThread(side, new TreeSet<>()));
    boolean echo = isEcho(item);
    boolean speaks = !echo && unwanted(item, settings) == null;
    List<Entry> entries = new ArrayList<>();
    entries.add(message(conversation, item, place.evidence(), side));
    Instant at = written(item);
    Conversation.Activity activity = conversation.activity();
    Conversation grown = conversation;
    if (!echo) {
      if (!at.isBefore(activity.lastAt())) {
        grown =
            grown.with(
                new Conversation.Headline(
                    conversation.headline().subject(),
                    Preview.of(item.body(), item.files(), item.chat())));
      }
      grown =
          grown
              .with(before.with(item, conversation, settings))
              .with(
                  new Conversation.Activity(
                      latest(activity.lastAt(), at),
                      activity.waitingSince(),
                      activity.lastInboundAt(),
                      activity.lastOutboundAt(),
                      speaks ? activity.outbox().held(side) : activity.outbox()));
      if (!before.participants().contains(item.from())) {
        entries.add(joined(item, ids, now));
      }
    }
    if (speaks
        && conversation.status() instanceof Status.Closed(Instant closedAt, Actor _)
        && at.isAfter(closedAt)) {
      grown = grown.with(new Status.Open());
      entries.add(
          new Entry.Event(
              ids.next(), now, new Actor.Relais("threading"), new Happening.Reopened()));
    }
    Conversation.Versions versions = grown.versions();
    return new Decision.Changed(
        grown.with(echo ? versions.next() : versions.nextWithMessage()), entries);
  }

  private static Entry.Event joined(InboundItem.Received item, EntryIds ids, Instant now) {
    return new Entry.Event(
        ids.next(), now, new Actor.Relais("threading"), new Happening.Joined(item.from()));
  }

  /// Adds a message to the exchange with the customer.
  public static Decision.Changed grow(
      Conversation conversation,
      InboundItem.Received item,
      Entry.Evidence evidence,
      Settings settings,
      EntryIds ids,
      Instant now) {
    if (conversation.status() instanceof Status.Aside) {
      return cameBack(conversation, item, evidence, settings, now);
    }
    List<Entry> entries = new ArrayList<>();
    Conversation grown = add(conversation, item, evidence, settings, entries);
    if (evidence == Entry.Evidence.REPLY_ADDRESS
        && !isEcho(item)
        && !conversation.participants().contains(item.from())) {
      entries.add(joined(item, ids, now));
    }
    if (!isEcho(item) && unwanted(item, settings) == null) {
      boolean reopened =
          switch (conversation.status()) {
            case Status.Open(), Status.Merged _, Status.Aside _ -> false;
            case Status.Closed(Instant closedAt, Actor by) ->
                // What was begun outside has seen nobody's hand: whatever the customer wrote opens
                // it.
                written(item).isAfter(closedAt) || by instanceof Actor.Outside;
          };
      if (reopened) {
        grown = grown.with(new Status.Open());
        entries.add(
            new Entry.Event(
                ids.next(),
                now,
                new Actor.Customer(conversation.origin().contact()),
                new Happening.Reopened()));
      }
      grown = runRules(grown, item, settings.rules(), reopened, entries, ids, now);
    }
    Conversation.Versions versions = grown.versions();
    return new Decision.Changed(
        grown.with(isEcho(item) ? versions.next() : versions.nextWithMessage()), entries);
  }

  /// Notes that the contact is known by another identity too, which takes part from then on.
  public static Decision.Changed identified(
      Decision.Changed decided, Identity who, Actor by, EntryIds ids, Instant now) {
    Conversation conversation = decided.conversation();
    List<Entry> entries = new ArrayList<>(decided.entries());
    entries.add(new Entry.Event(ids.next(), now, by, new Happening.Identified(who)));
    SortedSet<Identity> participants = new TreeSet<>(conversation.participants());
    if (participants.size() < Conversation.MAX_PARTICIPANTS) {
      participants.add(who);
    }
    return new Decision.Changed(conversation.withParticipants(participants), entries);
  }

  /// Adds a message to what stands aside, and when it came: nobody waits for an answer.
  private static Decision.Changed cameBack(
      Conversation conversation,
      InboundItem.Received item,
      Entry.Evidence evidence,
      Settings settings,
      Instant now) {
    List<Entry> entries = new ArrayList<>();
    Conversation grown = add(conversation, item, evidence, settings, entries);
    Conversation.Activity before = conversation.activity();
    return new Decision.Changed(
        grown
            .with(
                new Conversation.Activity(
                    before.lastAt(), null, now, before.lastOutboundAt(), before.outbox()))
            .with(grown.versions().next()),
        entries);
  }

  /// Names the message that an item becomes; the same for every reading of the same item.
  public static EntryId messageId(InboundItem.Received item) {
    return new EntryId(Ulid.derived(written(item), item.source()));
  }

  /// Whether a message of this kind is only an echo: a machine's answer, or what a channel says by
  /// itself. Nobody is to be told of one.
  ///
  /// @param automatic as an item or an entry has it, null when a person wrote
  public static boolean isEcho(@Nullable String automatic) {
    return automatic != null && ECHOES.contains(automatic);
  }

  /// The label for spam of an inbox that closes what spam begins; null when the item is no spam or
  /// its inbox does something else about it.
  private static @Nullable LabelId unwanted(InboundItem.Received item, Settings settings) {
    Verdicts verdicts = item.verdicts();
    if (verdicts == null || !verdicts.isSpam()) {
      return null;
    }
    return settings
        .findInbox(item.inbox())
        .map(
            inbox ->
                switch (inbox) {
                  case Inbox.Email email ->
                      email.policy().spam() instanceof MailPolicy.OnSpam.Close(LabelId label)
                          ? label
                          : null;
                  case Inbox.Connected _, Inbox.WebChat _, Inbox.Form _ -> null;
                })
        .orElse(null);
  }

  /// Labels and closes what spam began; nobody waits for an answer to it.
  private static Conversation setAside(
      Conversation conversation, LabelId label, List<Entry> entries, EntryIds ids, Instant now) {
    Actor author = new Actor.Relais("mail-policy");
    SortedSet<LabelId> labels = new TreeSet<>(conversation.labels());
    labels.add(label);
    entries.add(new Entry.Event(ids.next(), now, author, new Happening.Labelled(label)));
    entries.add(new Entry.Event(ids.next(), now, author, new Happening.Closed()));
    Conversation.Activity activity = conversation.activity();
    return conversation
        .withLabels(labels)
        .with(new Status.Closed(now, author))
        .with(
            new Conversation.Activity(
                activity.lastAt(),
                null,
                activity.lastInboundAt(),
                activity.lastOutboundAt(),
                activity.outbox()));
  }

  private static boolean isEcho(InboundItem.Received item) {
    return isEcho(item.automatic());
  }

  /// A sender's clock may be wrong; nothing was written after it arrived.
  private static Instant written(InboundItem.Received item) {
    return item.at().isAfter(item.receivedAt()) ? item.receivedAt() : item.at();
  }

  private static Entry.InboundMessage message(
      Conversation conversation,
      InboundItem.Received item,
      Entry.Evidence evidence,
      @Nullable EntryId side) {
    MailFields mail = item.mail();
    return new Entry.InboundMessage(
        messageId(item),
        written(item),
        conversation.origin().contact(),
        item.from(),
        item.fromName(),
        mail == null ? null : mail.withSide(side),
        item.body(),
        item.files(),
        item.providerId(),
        item.rawKey(),
        evidence,
        item.automatic(),
        item.verdicts(),
        item.chat(),
        Amendments.NONE);
  }

  private static Conversation add(
      Conversation conversation,
      InboundItem.Received item,
      Entry.Evidence evidence,
      Settings settings,
      List<Entry> entries) {
    Instant at = written(item);
    entries.add(message(conversation, item, evidence, null));
    Conversation.Activity before = conversation.activity();
    boolean speaks = unwanted(item, settings) == null;
    Conversation.Activity after =
        isEcho(item)
            ? before
            : new Conversation.Activity(
                latest(before.lastAt(), at),
                stillWaitingSince(before, at),
                latest(before.lastInboundAt(), at),
                before.lastOutboundAt(),
                speaks ? before.outbox().held(null) : before.outbox());
    boolean newest = !at.isBefore(before.lastAt());
    boolean first = conversation.versions().current() == 0;
    Conversation.Headline headline =
        first || (newest && !isEcho(item))
            ? new Conversation.Headline(
                conversation.headline().subject(),
                Preview.of(item.body(), item.files(), item.chat()))
            : conversation.headline();
    Conversation.Origin origin = conversation.origin();
    Identity becomes = item.chat() == null ? null : item.chat().becomes().orElse(null);
    Identity answersGoTo =
        becomes != null && item.from().equals(origin.identity()) ? becomes : origin.identity();
    if (at.isBefore(origin.createdAt()) || !answersGoTo.equals(origin.identity())) {
      origin =
          new Conversation.Origin(
              origin.inbox(),
              origin.channel(),
              origin.contact(),
              origin.contactName(),
              answersGoTo,
              at.isBefore(origin.createdAt()) ? at : origin.createdAt());
    }
    return conversation
        .with(origin)
        .with(after)
        .with(headline)
        .withParticipants(
            isEcho(item) && !first
                ? conversation.participants()
                : participants(conversation.participants(), item, settings));
  }

  static @Nullable Instant stillWaitingSince(Conversation.Activity before, Instant at) {
    Instant answered = before.lastOutboundAt();
    if (answered != null && !at.isAfter(answered)) {
      return before.waitingSince();
    }
    Instant waiting = before.waitingSince();
    return waiting == null || at.isBefore(waiting) ? at : waiting;
  }

  private static Instant latest(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static SortedSet<Identity> participants(
      SortedSet<Identity> before, InboundItem.Received item, Settings settings) {
    SortedSet<Identity> after = new TreeSet<>(before);
    after.add(item.from());
    if (item.mail() != null) {
      Stream.of(item.mail().to(), item.mail().cc())
          .flatMap(List::stream)
          .map(Mailbox::address)
          .filter(address -> !settings.isOurs(address))
          .forEach(address -> after.add(Identity.email(address.normalised())));
    }
    while (after.size() > Conversation.MAX_PARTICIPANTS) {
      after.remove(after.last().equals(item.from()) ? after.first() : after.last());
    }
    return after;
  }

  /// Labels go on with every message that matches. A team changes only while nobody owns the
  /// conversation, and it is closed only by the message that began or reopened it: a rule never
  /// takes work out of somebody's hands.
  private static Conversation runRules(
      Conversation conversation,
      InboundItem.Received item,
      List<Rule> rules,
      boolean fresh,
      List<Entry> entries,
      EntryIds ids,
      Instant now) {
    Conversation changed = conversation;
    String subject = item.mail() == null ? "" : item.mail().subject();
    List<Rule> ordered =
        rules.stream()
            .filter(Rule::enabled)
            .sorted(Comparator.comparingInt(Rule::position).thenComparing(r -> r.id().value()))
            .toList();
    for (Rule rule : ordered) {
      Optional<String> matched = rule.condition().findMatch(subject, item.body().text());
      if (matched.isEmpty()) {
        continue;
      }
      Actor author = new Actor.ByRule(rule.id(), rule.version());
      List<Entry> effects = new ArrayList<>();
      EntryId applied = ids.next();
      SortedSet<LabelId> labels = new TreeSet<>(changed.labels());
      for (LabelId label : rule.actions().labels()) {
        if (labels.add(label)) {
          effects.add(new Entry.Event(ids.next(), now, author, new Happening.Labelled(label)));
        }
      }
      changed = changed.withLabels(labels);
      TeamId team = rule.actions().team();
      TeamId before = changed.ownership().team();
      if (team != null && !team.equals(before) && changed.ownership().assignee() == null) {
        effects.add(
            new Entry.Event(ids.next(), now, author, new Happening.MovedToTeam(before, team)));
        changed =
            changed
                .with(new Conversation.Ownership(team, null))
                .with(
                    new Conversation.Versions(
                        changed.versions().current(),
                        changed.versions().message(),
                        changed.versions().current() + 1));
      }
      if (rule.actions().close() && fresh && changed.status() instanceof Status.Open) {
        effects.add(new Entry.Event(ids.next(), now, author, new Happening.Closed()));
        Conversation.Activity activity = changed.activity();
        changed =
            changed
                .with(new Status.Closed(now, author))
                .with(
                    new Conversation.Activity(
                        activity.lastAt(),
                        null,
                        activity.lastInboundAt(),
                        activity.lastOutboundAt(),
                        activity.outbox()));
      }
      if (!effects.isEmpty()) {
        entries.add(
            new Entry.Event(
                applied,
                now,
                author,
                new Happening.RuleApplied(rule.id(), rule.version(), rule.name(), matched.get())));
        entries.addAll(effects);
      }
    }
    return changed;
  }
}
