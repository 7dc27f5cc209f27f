package relais.rules;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboxId;
import relais.conversation.Sending;
import relais.mail.MimeMessageId;
import relais.runtime.LogKey;
import relais.table.AddressMarks;
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

  private final Conversations conversations;
  private final OutboundMessages messages;
  private final AddressMarks marks;
  private final InstantSource time;
  private final Map<InboxId, Instant> heard = new ConcurrentHashMap<>();

  RecordStatus(Table table, InstantSource time) {
    this.conversations = new Conversations(table);
    this.messages = new OutboundMessages(table);
    this.marks = new AddressMarks(table);
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
    record(item, Optional.of(found), found.portion());
  }

  private void record(InboundItem.StatusReported item, Optional<MessageReference.Ours> named) {
    record(item, named, portion(item));
  }

  private void record(
      InboundItem.StatusReported item, Optional<MessageReference.Ours> named, int portion) {
    Optional<MessageReference.Ours> reference = named.map(this::whereItIs);
    Optional<Conversation> conversation =
        reference.flatMap(ours -> conversations.find(ours.conversation()));
    if (conversation.isEmpty()) {
      // Somebody sends from this number or domain beside us.
      LOG.atInfo()
          .addKeyValue(LogKey.SOURCE.field(), item.source())
          .log("A status speaks of a message that is not ours");
      return;
    }
    InboxId inbox = conversation.get().origin().inbox();
    if (item.message() instanceof MessageReference.Ours
        && !conversation.get().origin().channel().equals(Channel.WEBCHAT)) {
      // Only who brings our names back would have told of a message whose fate we did not see. What
      // a visitor has read says nothing about mails that SES took over for the chat.
      remember(inbox);
    }
    name(inbox, reference.get(), item);
    mark(reference.get(), item);
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Entry.OutboundMessage> before =
          messages.find(reference.get().conversation(), reference.get().message());
      Optional<Entry.OutboundMessage> after =
          before.flatMap(
              message ->
                  Sending.reported(message, item.status(), item.providerId(), portion)
                      .map(moved -> named(moved, item)));
      if (after.isEmpty()
          || messages.step(
              inbox,
              conversation.get().id(),
              conversations.current(conversation.get()).id(),
              before.get(),
              after.get(),
              OutboundMessages.Names.NONE)) {
        return;
      }
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

  /// A message may have been split off since it was sent.
  private MessageReference.Ours whereItIs(MessageReference.Ours message) {
    return conversations
        .movedTo(message.conversation(), message.message())
        .map(now -> new MessageReference.Ours(now, message.message(), message.portion()))
        .orElse(message);
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
  private void mark(MessageReference.Ours reference, InboundItem.StatusReported item) {
    if (item.marks().isEmpty()) {
      return;
    }
    Set<Identity> recipients =
        messages
            .find(reference.conversation(), reference.message())
            .map(Entry.OutboundMessage::recipients)
            .orElse(Set.of());
    for (InboundItem.Marked marked : item.marks()) {
      if (recipients.contains(marked.identity())) {
        marks.save(marked.identity(), marked.mark());
      }
    }
  }

  /// Reports come in any order and each may be the only one: whichever is first to tell a name
  /// that we have not written down ourselves does it, so that an answer finds its way.
  private void name(InboxId inbox, MessageReference.Ours message, InboundItem.StatusReported item) {
    String providerId = item.providerId();
    if (providerId == null || messages.find(inbox, providerId).isPresent()) {
      return;
    }
    messages.name(
        inbox,
        message.conversation(),
        message.message(),
        providerId,
        item.mimeMessageId() == null ? null : new MimeMessageId(item.mimeMessageId()));
  }
}
