package relais.rules;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboxId;
import relais.conversation.Sending;
import relais.mail.MimeMessageId;
import relais.runtime.LogKey;
import relais.table.AddressMarks;
import relais.table.Ahead;
import relais.table.Conversations;
import relais.table.OutboundMessages;
import relais.table.Table;

/// A provider tells how far a message of ours has come: its status moves forward.
@Singleton
class RecordStatus {
  private static final Logger LOG = LoggerFactory.getLogger(RecordStatus.class);
  private static final int MAX_TRIES = 5;
  private static final int NEWEST = 100;

  /// How much later than the provider we write down that it has a message.
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  /// That a provider reports at all is written down once in this time, not for each report.
  private static final Duration HEARD_EVERY = Duration.ofSeconds(20);

  private final Table table;
  private final Conversations conversations;
  private final OutboundMessages messages;
  private final AddressMarks marks;
  private final AmendMessage amendMessage;
  private final InstantSource time;
  private final Map<InboxId, Instant> heard = new ConcurrentHashMap<>();

  RecordStatus(Table table, AmendMessage amendMessage, InstantSource time) {
    this.table = table;
    this.conversations = new Conversations(table);
    this.messages = new OutboundMessages(table);
    this.marks = new AddressMarks(table);
    this.amendMessage = amendMessage;
    this.time = time;
  }

  /// Takes in one report. A second call with the same report changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; the report is to be given
  ///     again
  void record(InboundItem.StatusReported item) {
    switch (item.message()) {
      case MessageReference.Ours ours -> record(item, Optional.of(ours));
      case MessageReference.Theirs(InboxId inbox, String providerId) ->
          record(item, messages.find(inbox, providerId));
      case MessageReference.UpTo upTo ->
          sentBefore(upTo).forEach(ours -> record(item, Optional.of(ours)));
    }
  }

  /// Our messages of a chat that went out by a moment, as far back as its newest hundred entries.
  private List<MessageReference.Ours> sentBefore(MessageReference.UpTo upTo) {
    return conversations
        .findChat(upTo.inbox(), upTo.to())
        .flatMap(chat -> conversations.page(chat, NEWEST))
        .map(
            page ->
                page.entries().stream()
                    .filter(entry -> wasSentBy(entry, upTo.moment()))
                    .map(entry -> new MessageReference.Ours(page.conversation().id(), entry.id()))
                    .toList())
        .orElse(List.of());
  }

  /// Whether the provider had it by a moment of its own clock.
  private static boolean wasSentBy(Entry entry, Instant moment) {
    return entry instanceof Entry.OutboundMessage message
        && switch (message.status()) {
          case DeliveryStatus.Sent _, DeliveryStatus.Delivered _ ->
              !message.status().at().minus(CLOCKS_APART).isAfter(moment);
          // More than read it cannot be.
          case DeliveryStatus.Read _,
              DeliveryStatus.Scheduled _,
              DeliveryStatus.Queued _,
              DeliveryStatus.Sending _,
              DeliveryStatus.Delayed _,
              DeliveryStatus.Failed _,
              DeliveryStatus.Complained _,
              DeliveryStatus.Held _,
              DeliveryStatus.Cancelled _ ->
              false;
        };
  }

  /// Takes in one report on a message that was found by what it says.
  ///
  /// @throws IllegalStateException as above
  void record(InboundItem.StatusReported item, MessageReference.Ours found) {
    record(item, found, found.portion());
  }

  private void record(InboundItem.StatusReported item, Optional<MessageReference.Ours> named) {
    named.ifPresentOrElse(ours -> record(item, ours, portion(item)), () -> notOurs(item));
  }

  private void record(InboundItem.StatusReported item, MessageReference.Ours named, int portion) {
    new Ahead(table)
        .entry(named.conversation(), named.message())
        .conversation(named.conversation())
        .during(() -> move(item, named, portion));
  }

  private void move(InboundItem.StatusReported item, MessageReference.Ours named, int portion) {
    Optional<Found> found = find(named);
    if (found.isEmpty()) {
      notOurs(item);
      return;
    }
    Conversation conversation = found.get().conversation();
    Entry.OutboundMessage message = found.get().message();
    InboxId inbox = conversation.origin().inbox();
    name(inbox, conversation, message, item);
    mark(message, item);
    if (item.message() instanceof MessageReference.Ours
        && !conversation.origin().channel().equals(Channel.WEBCHAT)) {
      // Only who brings our names back would have told of a message whose fate we did not see. What
      // a visitor has read says nothing about mails that SES took over for the chat.
      remember(inbox);
    }
    Optional<Entry.OutboundMessage> before = Optional.of(message);
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Entry.OutboundMessage> after =
          before.flatMap(
              it ->
                  Sending.reported(it, item.status(), item.providerId(), portion)
                      .map(moved -> named(moved, item)));
      if (after.isEmpty()
          || messages.step(
              inbox,
              conversation.id(),
              conversations.current(conversation).id(),
              before.get(),
              after.get(),
              OutboundMessages.Names.NONE)) {
        return;
      }
      before = messages.find(conversation.id(), message.id());
    }
    throw new IllegalStateException("Others wrote the message first, each time");
  }

  /// A message that left as one and was found by what the provider calls it is called so.
  private static Entry.OutboundMessage named(
      Entry.OutboundMessage message, InboundItem.StatusReported item) {
    String providerId = item.providerId();
    return item.message() instanceof MessageReference.Theirs
            && providerId != null
            && message.providerId() == null
            && message.portions().isEmpty()
        ? message.withProviderId(providerId)
        : message;
  }

  /// Somebody sends from this number or domain beside us.
  private static void notOurs(InboundItem.StatusReported item) {
    LOG.atInfo()
        .addKeyValue(LogKey.SOURCE.field(), item.source())
        .log("A status speaks of a message that is not ours");
  }

  /// The message that a report is about, and the conversation that bears it.
  private record Found(Conversation conversation, Entry.OutboundMessage message) {}

  /// A message may have been split off since it was sent.
  private Optional<Found> find(MessageReference.Ours named) {
    Optional<Entry.OutboundMessage> message = messages.find(named.conversation(), named.message());
    ConversationId home =
        message.isPresent()
            ? named.conversation()
            : conversations
                .movedTo(named.conversation(), named.message())
                .orElse(named.conversation());
    return message
        .or(() -> messages.find(home, named.message()))
        .flatMap(it -> conversations.find(home).map(there -> new Found(there, it)));
  }

  /// Which portion the report is about; negative where only the provider's name for it tells.
  private static int portion(InboundItem.StatusReported item) {
    return item.message() instanceof MessageReference.Ours ours ? ours.portion() : -1;
  }

  private void remember(InboxId inbox) {
    Instant now = time.instant();
    Instant last = heard.getOrDefault(inbox, Instant.EPOCH);
    if (!now.isBefore(last.plus(HEARD_EVERY))) {
      messages.heard(inbox, now);
      heard.put(inbox, now);
    }
  }

  /// What is said against an address counts only for those whom the message was for: nobody can
  /// have another's address marked by a made-up report.
  private void mark(Entry.OutboundMessage message, InboundItem.StatusReported item) {
    for (InboundItem.Marked marked : item.marks()) {
      if (message.recipients().contains(marked.identity())) {
        marks.save(marked.identity(), marked.mark());
      }
    }
  }

  /// Reports come in any order and each may be the only one: whichever is first to tell a name
  /// that we have not written down ourselves does it, so that an answer finds its way. What the
  /// message itself bears is written down: together with it, or before.
  private void name(
      InboxId inbox,
      Conversation conversation,
      Entry.OutboundMessage message,
      InboundItem.StatusReported item) {
    String providerId = item.providerId();
    if (providerId == null
        || providerId.equals(message.providerId())
        || message.portions().contains(providerId)) {
      return;
    }
    if (messages.find(inbox, providerId).isEmpty()) {
      messages.name(
          inbox,
          conversation.id(),
          message.id(),
          providerId,
          item.mimeMessageId() == null ? null : new MimeMessageId(item.mimeMessageId()));
    }
    amendMessage.catchUp(inbox, providerId);
  }
}
