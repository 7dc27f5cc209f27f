package relais.rules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Amending;
import relais.conversation.Conversation;
import relais.conversation.Conversation.Relation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.Linking;
import relais.conversation.MailFields;
import relais.conversation.Naming;
import relais.conversation.OriginalSender;
import relais.conversation.Postmark;
import relais.conversation.Settings;
import relais.conversation.Status;
import relais.conversation.Threading;
import relais.conversation.Ulid;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.table.Ahead;
import relais.table.Arrivals;
import relais.table.AutomaticMail.Said;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Conversations.Mention;
import relais.table.Decisions.Beside;
import relais.table.Health;
import relais.table.Intake;
import relais.table.Intake.ChatMessage;
import relais.table.LedgerMark;
import relais.table.MailIds;
import relais.table.Original;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// A customer wrote: a conversation begins or grows, and the rules run, in one transaction.
@Singleton
class ReceiveMessage {
  /// How often a lost race is decided again before the queue brings the message back.
  private static final int MAX_TRIES = 5;

  private static final Actor THREADING = new Actor.Relais("threading");

  private final Table table;
  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Arrivals arrivals;
  private final Contacts contacts;
  private final GatherEvidence gatherEvidence;
  private final Acknowledge acknowledge;
  private final RecordStatus recordStatus;
  private final Health health;
  private final SettingsStore settingsStore;
  private final InstantSource time;

  ReceiveMessage(
      Table table,
      GatherEvidence gatherEvidence,
      Acknowledge acknowledge,
      RecordStatus recordStatus,
      SettingsStore settingsStore,
      InstantSource time) {
    this.table = table;
    this.conversations = new Conversations(table);
    this.caseNumbers = new CaseNumbers(table);
    this.arrivals = new Arrivals(table);
    this.contacts = new Contacts(table);
    this.gatherEvidence = gatherEvidence;
    this.acknowledge = acknowledge;
    this.recordStatus = recordStatus;
    this.health = new Health(table);
    this.settingsStore = settingsStore;
    this.time = time;
  }

  /// Takes in one message. A second call with the same source changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; nothing is lost, the
  ///     message is to be given again
  void receive(InboundItem.Received item) {
    for (int i = 0; i < MAX_TRIES; i++) {
      if (ahead(item).during(() -> isReceived(item))) {
        return;
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }

  private Ahead ahead(InboundItem.Received item) {
    Ahead ahead = new Ahead(table).settings().identity(item.from()).receipt(item.source());
    gatherEvidence.readAhead(item, ahead);
    return item.chat() == null ? ahead : ahead.providerMessage(item.inbox(), item.providerId());
  }

  /// @return false when others wrote meanwhile what it rests on
  private boolean isReceived(InboundItem.Received item) {
    GatherEvidence.Found found = gatherEvidence.in(item);
    Saved saved = tryToReceive(item, found);
    if (saved == Saved.CHANGED_MEANWHILE) {
      return false;
    }
    passOn(item, found);
    if (saved == Saved.DONE) {
      health.cameIn(item.inbox(), item.receivedAt());
    }
    return true;
  }

  /// A mail that reports on a message of ours moves that message on, as an event would. After the
  /// mail is kept, and again when it comes again: both change nothing twice.
  private void passOn(InboundItem.Received item, GatherEvidence.Found found) {
    InboundItem.Envelope envelope = item.envelope();
    InboundItem.MailReport report = envelope == null ? null : envelope.report();
    if (report != null && found.reported() != null) {
      recordStatus.record(
          new InboundItem.StatusReported(
              item.source(),
              item.receivedAt(),
              found.reported(),
              null,
              null,
              report.status(),
              report.marks()));
    }
  }

  private Saved tryToReceive(InboundItem.Received item, GatherEvidence.Found found) {
    if (found.before() != null) {
      return arrivals.cameAgain(
          found.before(), intake(item, found, Siblings.NONE, null, false, null, null));
    }
    Instant now = time.instant();
    Settings settings = settingsStore.load();
    Optional<Contact> known = contacts.find(item.from()).map(contact -> named(contact, item));
    Set<Identity> sender = new HashSet<>(known.map(Contact::identities).orElse(new TreeSet<>()));
    sender.add(item.from());
    EntryIds ids = EntryIds.derived(now, item.source());
    Siblings siblings = siblings(item, settings);
    Optional<Threading.Candidate> continued = Threading.choose(sender, found.candidates());
    ChatMessage chatMessage = chatMessage(item, known);
    if (continued.isPresent()) {
      Conversation before = continued.get().conversation();
      Decision.Changed grown =
          withChat(Incoming.grow(continued.get(), item, settings, ids, now), chatMessage, ids, now);
      Together together =
          new Together(withName(grown, known, ids, now), List.of())
              .with(siblings.here(), Relation.Why.SAME_MAIL, ids, now);
      Acknowledge.Acknowledged acknowledged =
          // A chat that goes on by mail says nothing by itself: its provider writes to visitors
          // only.
          continued.get().side() == null && before.origin().channel().isMail()
              ? acknowledge.after(item, together.decided(), settings, ids, now)
              : new Acknowledge.Acknowledged(together.decided(), null);
      boolean aside = before.status() instanceof Status.Aside;
      Contact unknown = known.isPresent() || aside ? null : contact(item);
      return arrivals.grow(
          before,
          acknowledged.decided(),
          intake(item, found, siblings, unknown, false, acknowledged.said(), chatMessage),
          together.others());
    }
    if (conversations.wasReceived(item.source())) {
      // Asked before a case number is used up.
      return Saved.ALREADY_RECEIVED;
    }
    Inbox inbox =
        settings
            .findInbox(item.inbox())
            .orElseThrow(() -> new IllegalStateException("There is no inbox " + item.inbox()));
    Optional<Mailbox> original = OriginalSender.wanted(item, inbox, settings);
    Optional<Contact> knownContact = original.isPresent() ? original.flatMap(this::find) : known;
    Contact contact =
        knownContact.orElseGet(
            () -> original.map(mailbox -> contact(item, mailbox)).orElseGet(() -> contact(item)));
    Decision.Changed received =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(item.receivedAt(), item.source())),
                caseNumbers.next(),
                contact.id(),
                contact.name(),
                inbox.team()),
            settings,
            ids,
            now);
    Decision.Changed named =
        original
            .map(
                mailbox ->
                    OriginalSender.becomes(
                        received,
                        new OriginalSender.Person(contact.id(), contact.name(), identity(mailbox)),
                        ids,
                        now))
            .orElse(received);
    Decision.Changed begun = withChat(named, chatMessage, ids, now);
    // A machine's mail that nobody takes part in says nothing about the conversation it quotes.
    List<Conversation> quoted =
        item.automatic() != null
            ? List.of()
            : found.candidates().stream().map(Threading.Candidate::conversation).limit(1).toList();
    Together together =
        new Together(begun, List.of())
            .with(quoted, Relation.Why.QUOTES, ids, now)
            .with(siblings.here(), Relation.Why.SAME_MAIL, ids, now);
    // Who passes mail on knows that it came, and who wrote it is not surely whom the forward names.
    Acknowledge.Acknowledged acknowledged =
        original.isPresent()
            ? new Acknowledge.Acknowledged(together.decided(), null)
            : acknowledge.after(item, together.decided(), settings, ids, now);
    return arrivals.begin(
        acknowledged.decided(),
        intake(
            item,
            found,
            siblings,
            knownContact.isPresent() ? null : contact,
            true,
            acknowledged.said(),
            chatMessage),
        together.others());
  }

  /// What was decided, and what that changes in other conversations.
  private record Together(Decision.Changed decided, List<Beside> others) {
    Together with(List<Conversation> linked, Relation.Why why, EntryIds ids, Instant now) {
      Decision.Changed changed = decided;
      List<Beside> all = new ArrayList<>(others);
      for (Conversation other : linked) {
        boolean itself = other.id().equals(changed.conversation().id());
        if (!itself && !Linking.knows(changed.conversation(), other.id())) {
          Linking.Linked both = Linking.link(changed, other, why, THREADING, ids, now);
          changed = both.one();
          all.add(new Beside(other, both.other()));
        }
      }
      return new Together(changed, all);
    }
  }

  /// The same mail in other inboxes of ours.
  ///
  /// @param here the conversations it became there already
  /// @param awaited the sources that are still to come
  /// @param awaitedIn the inboxes that another server may bring it to
  private record Siblings(List<Conversation> here, List<String> awaited, List<InboxId> awaitedIn) {
    static final Siblings NONE = new Siblings(List.of(), List.of(), List.of());
  }

  private Siblings siblings(InboundItem.Received item, Settings settings) {
    InboundItem.Envelope envelope = item.envelope();
    List<Conversation> here = new ArrayList<>();
    List<String> awaited = new ArrayList<>();
    for (String source : envelope == null ? List.<String>of() : envelope.siblings()) {
      Optional<Conversation> other =
          conversations
              .findReceipt(source)
              .flatMap(receipt -> conversations.find(receipt.conversation()))
              .map(conversations::current);
      other.ifPresentOrElse(here::add, () -> awaited.add(source));
    }
    List<InboxId> awaitedIn = new ArrayList<>();
    MailFields mail = item.mail();
    MimeMessageId own = mail == null ? null : mail.messageId();
    Postmark postmark = item.postmark();
    if (mail != null && own != null && postmark != null && postmark.digest() != null) {
      for (InboxId inbox : Linking.alsoTo(item.inbox(), mail, settings)) {
        Optional<Mention> mention =
            conversations.findByMimeMessageId(inbox, List.of(own)).stream()
                .filter(Mention::here)
                .findFirst();
        if (mention.isEmpty()) {
          awaitedIn.add(inbox);
        } else if (postmark.isOf(mention.get().digest())) {
          conversations
              .find(mention.get().conversation())
              .map(conversations::current)
              .ifPresent(here::add);
        }
      }
    }
    return new Siblings(here, awaited, awaitedIn);
  }

  /// Somebody who was known by an address is called as their message says. By itself and first: who
  /// comes after a crash finds the name.
  private Contact named(Contact contact, InboundItem.Received item) {
    return contact.isNameless()
        ? Naming.learnt(item, contact.identities())
            .filter(name -> contacts.name(contact, name))
            .map(contact::named)
            .orElse(contact)
        : contact;
  }

  private static Decision.Changed withName(
      Decision.Changed grown, Optional<Contact> known, EntryIds ids, Instant now) {
    return known
        .filter(contact -> !contact.isNameless())
        .filter(contact -> contact.id().equals(grown.conversation().origin().contact()))
        .map(contact -> Naming.named(grown, contact.name(), ids, now))
        .orElse(grown);
  }

  private static Contact contact(InboundItem.Received item) {
    String name = item.fromName();
    return Contact.met(
        item.receivedAt(),
        item.from(),
        name == null || name.isBlank() ? item.from().value() : name.strip());
  }

  private Optional<Contact> find(Mailbox mailbox) {
    return contacts.find(identity(mailbox));
  }

  private static Identity identity(Mailbox mailbox) {
    return Identity.email(mailbox.address().normalised());
  }

  private static Contact contact(InboundItem.Received item, Mailbox original) {
    return Contact.met(item.receivedAt(), identity(original), original.shown());
  }

  private static @Nullable String digest(InboundItem.Received item) {
    return item.postmark() == null ? null : item.postmark().digest();
  }

  private static Intake intake(
      InboundItem.Received item,
      GatherEvidence.Found found,
      Siblings siblings,
      @Nullable Contact newContact,
      boolean begins,
      @Nullable Said said,
      @Nullable ChatMessage chatMessage) {
    boolean chat = begins && !item.channel().isMail();
    return new Intake(
        item.source(),
        item.receivedAt(),
        newContact,
        new MailIds(
            found.newId(), found.unseen(), digest(item), item.inbox(), siblings.awaitedIn()),
        siblings.awaited(),
        chat ? item.from() : null,
        LedgerMark.of(item),
        said,
        chatMessage);
  }

  /// What came before a message on a chat, and who its sender is from now on.
  private @Nullable ChatMessage chatMessage(InboundItem.Received item, Optional<Contact> known) {
    if (item.chat() == null) {
      return null;
    }
    Original.Early early =
        switch (conversations.findOriginal(item.inbox(), item.providerId())) {
          case Original.Here _ -> null;
          case Original.Early waiting -> waiting;
        };
    Intake.Becomes becomes =
        item.chat()
            .becomes()
            .filter(identity -> known.isPresent() && contacts.find(identity).isEmpty())
            .map(
                identity ->
                    new Intake.Becomes(
                        known.get().id(),
                        identity,
                        conversations.findChat(item.inbox(), identity).isEmpty()))
            .orElse(null);
    return new ChatMessage(early, becomes);
  }

  private static Decision.Changed withChat(
      Decision.Changed taken, @Nullable ChatMessage chatMessage, EntryIds ids, Instant now) {
    if (chatMessage == null) {
      return taken;
    }
    Original.Early early = chatMessage.early();
    Decision.Changed changed =
        early == null ? taken : Amending.amend(taken, early.amendments(), ids, now);
    Intake.Becomes becomes = chatMessage.becomes();
    return becomes == null
        ? changed
        : Incoming.identified(changed, becomes.identity(), THREADING, ids, now);
  }
}
