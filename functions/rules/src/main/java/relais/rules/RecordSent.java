package relais.rules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Amending;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.Outside;
import relais.conversation.Settings;
import relais.conversation.Ulid;
import relais.conversation.Writing;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Intake;
import relais.table.MailIds;
import relais.table.Original;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// The account of the team said something: a message of ours that comes back has left, anything
/// else stands in the conversation as written outside.
@Singleton
class RecordSent {
  private static final int MAX_TRIES = 5;

  /// So far back a message of ours is looked for that comes back.
  private static final int NEWEST = 100;

  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Arrivals arrivals;
  private final Contacts contacts;
  private final RecordStatus recordStatus;
  private final SettingsStore settingsStore;
  private final InstantSource time;

  RecordSent(
      Table table, RecordStatus recordStatus, SettingsStore settingsStore, InstantSource time) {
    this.conversations = new Conversations(table);
    this.caseNumbers = new CaseNumbers(table);
    this.arrivals = new Arrivals(table);
    this.contacts = new Contacts(table);
    this.recordStatus = recordStatus;
    this.settingsStore = settingsStore;
    this.time = time;
  }

  /// Takes in one message. A second call with the same source changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; nothing is lost, the
  ///     message is to be given again
  void record(InboundItem.SentByAccount item) {
    for (int i = 0; i < MAX_TRIES; i++) {
      switch (tryToRecord(item)) {
        case DONE, ALREADY_RECEIVED -> {
          return;
        }
        case CHANGED_MEANWHILE -> {}
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }

  private Saved tryToRecord(InboundItem.SentByAccount item) {
    if (conversations.wasReceived(item.source())) {
      return Saved.ALREADY_RECEIVED;
    }
    Original original = conversations.findOriginal(item.inbox(), item.providerId());
    if (!(original instanceof Original.Early early)) {
      recordStatus.record(left(item));
      return Saved.DONE;
    }
    Optional<Conversations.Page> chat =
        conversations
            .findChat(item.inbox(), item.to())
            .flatMap(conversations::find)
            .map(conversations::current)
            .flatMap(conversation -> conversations.page(conversation.id(), NEWEST));
    if (chat.isEmpty()) {
      return begin(item, early);
    }
    Conversation before = chat.get().conversation();
    List<Entry> newest = chat.get().entries();
    Optional<Outside.Ours> ours = Outside.findOurs(newest, item);
    if (ours.isPresent()) {
      recordStatus.record(left(item), where(before, ours.get()));
      return Saved.DONE;
    }
    Instant now = time.instant();
    return arrivals.grow(
        before,
        Amending.amend(
            Outside.grow(before, newest, item),
            early.amendments(),
            EntryIds.derived(now, item.source()),
            now),
        intake(item, early, null, false));
  }

  private MessageReference.Ours where(Conversation shownIn, Outside.Ours ours) {
    ConversationId home =
        conversations
            .findEntry(shownIn, ours.message().id())
            .map(Conversations.Placed::home)
            .orElse(shownIn.id());
    return new MessageReference.Ours(home, ours.message().id(), ours.portion());
  }

  private static InboundItem.StatusReported left(InboundItem.SentByAccount item) {
    return new InboundItem.StatusReported(
        item.source(),
        item.receivedAt(),
        new MessageReference.Theirs(item.inbox(), item.providerId()),
        item.providerId(),
        null,
        new ReportedStatus(ReportedStatus.Kind.SENT, item.at(), null, null, false));
  }

  private Saved begin(InboundItem.SentByAccount item, Original.Early early) {
    Settings settings = settingsStore.load();
    Inbox inbox =
        settings
            .findInbox(item.inbox())
            .orElseThrow(() -> new IllegalStateException("There is no inbox " + item.inbox()));
    Optional<Contact> known = contacts.find(item.to());
    Contact contact =
        known.orElseGet(() -> Contact.met(item.receivedAt(), item.to(), item.to().value()));
    Instant now = time.instant();
    EntryIds ids = EntryIds.derived(now, item.source());
    Conversation blank =
        Writing.blank(
            item.inbox(),
            item.channel(),
            new Incoming.Start(
                new ConversationId(Ulid.derived(item.receivedAt(), item.source())),
                caseNumbers.next(),
                contact.id(),
                contact.name(),
                inbox.team()),
            item.to(),
            "",
            item.at());
    Decision.Changed begun =
        Amending.amend(Outside.begin(blank, item, ids, now), early.amendments(), ids, now);
    return arrivals.begin(begun, intake(item, early, known.isPresent() ? null : contact, true));
  }

  private static Intake intake(
      InboundItem.SentByAccount item,
      Original.Early early,
      @Nullable Contact newContact,
      boolean begins) {
    return new Intake(
        item.source(),
        item.receivedAt(),
        newContact,
        MailIds.NONE,
        List.of(),
        begins ? item.to() : null,
        null,
        null,
        new Intake.ChatMessage(early, null));
  }
}
