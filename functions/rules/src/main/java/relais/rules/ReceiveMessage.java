package relais.rules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.Settings;
import relais.conversation.Threading;
import relais.conversation.Ulid;
import relais.mail.MimeMessageId;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Health;
import relais.table.Intake;
import relais.table.LedgerMark;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// A customer wrote: a conversation begins or grows, and the rules run, in one transaction.
@Singleton
class ReceiveMessage {
  /// How often a lost race is decided again before the queue brings the message back.
  private static final int MAX_TRIES = 5;

  /// More quoted Message-IDs than this are not looked up; the newest count.
  private static final int MAX_QUOTED = 25;

  private final Conversations conversations;
  private final Contacts contacts;
  private final Health health;
  private final SettingsStore settingsStore;
  private final InstantSource time;

  ReceiveMessage(Table table, SettingsStore settingsStore, InstantSource time) {
    this.conversations = new Conversations(table);
    this.contacts = new Contacts(table);
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
      switch (tryToReceive(item)) {
        case DONE -> {
          health.cameIn(item.inbox(), item.receivedAt());
          return;
        }
        case ALREADY_RECEIVED -> {
          return;
        }
        case CHANGED_MEANWHILE -> {}
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }

  private Saved tryToReceive(InboundItem.Received item) {
    Instant now = time.instant();
    Settings settings = settingsStore.load();
    Optional<Contact> known = contacts.find(item.from());
    Set<Identity> sender = new HashSet<>(known.map(Contact::identities).orElse(new TreeSet<>()));
    sender.add(item.from());
    EntryIds ids = EntryIds.derived(now, item.source());
    Optional<Threading.Candidate> continued = Threading.choose(sender, candidates(item));
    if (continued.isPresent()) {
      Conversation before = continued.get().conversation();
      return conversations.grow(
          before,
          Incoming.grow(before, item, continued.get().evidence(), settings, ids, now),
          intake(item, known.isPresent() ? null : contact(item), false));
    }
    if (conversations.wasReceived(item.source())) {
      // Asked before a case number is used up.
      return Saved.ALREADY_RECEIVED;
    }
    Contact contact = known.orElseGet(() -> contact(item));
    Inbox inbox =
        settings
            .findInbox(item.inbox())
            .orElseThrow(() -> new IllegalStateException("There is no inbox " + item.inbox()));
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(item.receivedAt(), item.source())),
                conversations.nextCaseNumber(),
                contact.id(),
                contact.name(),
                inbox.team()),
            settings,
            ids,
            now);
    return conversations.begin(begun, intake(item, known.isPresent() ? null : contact, true));
  }

  /// The conversations that something in the message speaks for, strongest evidence first
  /// (channels with one open chat per identity have no other).
  private List<Threading.Candidate> candidates(InboundItem.Received item) {
    MailFields mail = item.mail();
    if (mail == null) {
      return conversations
          .findChat(item.inbox(), item.from())
          .flatMap(conversations::find)
          .map(chat -> List.of(new Threading.Candidate(chat, Entry.Evidence.OPEN_CHAT)))
          .orElse(List.of());
    }
    List<MimeMessageId> quoted = new ArrayList<>();
    if (mail.inReplyTo() != null) {
      quoted.add(mail.inReplyTo());
    }
    quoted.addAll(mail.references().reversed());
    List<ConversationId> byMessageId =
        quoted.isEmpty()
            ? List.of()
            : conversations.findByMimeMessageId(
                item.inbox(), quoted.stream().distinct().limit(MAX_QUOTED).toList());
    List<ConversationId> byCaseNumber = new ArrayList<>();
    OptionalLong caseNumber = Threading.caseNumber(mail.subject());
    if (caseNumber.isPresent()) {
      conversations.findByCaseNumber(caseNumber.getAsLong()).ifPresent(byCaseNumber::add);
    }
    if (byMessageId.isEmpty() && byCaseNumber.isEmpty()) {
      return List.of();
    }
    Set<ConversationId> all = new HashSet<>(byMessageId);
    all.addAll(byCaseNumber);
    Map<ConversationId, Conversation> found =
        conversations.findAll(all).stream()
            .filter(conversation -> conversation.origin().inbox().equals(item.inbox()))
            .collect(Collectors.toMap(Conversation::id, Function.identity()));
    List<Threading.Candidate> candidates = new ArrayList<>();
    for (ConversationId id : byMessageId) {
      if (found.containsKey(id)) {
        candidates.add(new Threading.Candidate(found.get(id), Entry.Evidence.MESSAGE_ID));
      }
    }
    for (ConversationId id : byCaseNumber) {
      if (found.containsKey(id)) {
        candidates.add(new Threading.Candidate(found.get(id), Entry.Evidence.CASE_NUMBER));
      }
    }
    return candidates;
  }

  private static Contact contact(InboundItem.Received item) {
    String name = item.fromName();
    return new Contact(
        new ContactId(Ulid.derived(item.receivedAt(), item.from().toString())),
        name == null || name.isBlank() ? item.from().value() : name.strip(),
        new TreeSet<>(Set.of(item.from())));
  }

  private static Intake intake(
      InboundItem.Received item, @Nullable Contact newContact, boolean begins) {
    MailFields mail = item.mail();
    boolean chat = begins && item.channel() != Channel.EMAIL;
    return new Intake(
        item.source(),
        item.receivedAt(),
        newContact,
        mail == null ? null : mail.messageId(),
        chat ? item.from() : null,
        LedgerMark.of(item));
  }
}
