package relais.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.Sending;
import relais.conversation.Settings;
import relais.mail.MimeMessageId;
import relais.runtime.Job;
import relais.runtime.LogKey;
import relais.table.Ahead;
import relais.table.Conversations;
import relais.table.OutboundMessages;
import relais.table.OutboundMessages.Names;
import relais.table.SettingsStore;
import relais.table.Table;

/// A message leaves, once. It is marked before it is handed over and after; a job that finds the
/// mark of another does nothing, and a message that stays between the marks is taken up by the
/// schedule on the provider's evidence.
@Singleton
class DeliverMessage {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverMessage.class);
  private static final int MAX_TRIES = 5;

  /// What a message has not handed over by then leaves as another attempt, so that no function is
  /// cut off while a portion is on its way.
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Table table;
  private final SettingsStore settingsStore;
  private final Conversations conversations;
  private final OutboundMessages messages;
  private final MailProvider mailProvider;
  private final ChannelProvider channelProvider;
  private final ChatProvider chatProvider;
  private final InstantSource time;

  DeliverMessage(
      Table table,
      SettingsStore settingsStore,
      MailProvider mailProvider,
      ChannelProvider channelProvider,
      ChatProvider chatProvider,
      InstantSource time) {
    this.table = table;
    this.settingsStore = settingsStore;
    this.conversations = new Conversations(table);
    this.messages = new OutboundMessages(table);
    this.mailProvider = mailProvider;
    this.channelProvider = channelProvider;
    this.chatProvider = chatProvider;
    this.time = time;
  }

  void deliver(Job.Outbound job) {
    new Ahead(table)
        .entry(job.conversation(), job.message())
        .conversation(job.conversation())
        .settings()
        .during(() -> begin(job));
  }

  private void begin(Job.Outbound job) {
    ConversationId id = job.conversation();
    Optional<Entry.OutboundMessage> found =
        messages
            .find(id, job.message())
            // Whoever finds the mark of another does nothing.
            .filter(message -> Sending.begin(message, job.attempt(), time.instant()).isPresent());
    Optional<Conversation> where = found.flatMap(_ -> conversations.find(id));
    if (where.isEmpty()) {
      return;
    }
    Conversation conversation = where.get();
    Settings settings = settingsStore.load();
    Entry.OutboundMessage queued = found.get();
    Provider provider = provider(conversation);
    Instant begun = time.instant();
    Entry.OutboundMessage sending =
        Sending.begin(queued, job.attempt(), provider.portions(conversation, queued), begun)
            .orElseThrow();
    if (!step(conversation, queued, sending, Names.NONE)) {
      // The same job, delivered twice, is being done elsewhere.
      return;
    }
    for (int portion : sending.missingPortions()) {
      if (!time.instant().isBefore(begun.plus(LONGEST))) {
        step(conversation, sending, Sending.interrupted(sending, time.instant()), Names.NONE);
        return;
      }
      Optional<Entry.OutboundMessage> after =
          handedOver(
              conversation,
              sending,
              portion,
              provider.handOver(settings, conversation, sending, portion));
      if (after.isEmpty()) {
        return;
      }
      sending = after.get();
    }
  }

  /// Writes down what came of handing a portion over.
  ///
  /// @return the message as it is now; empty when the rest of it is not to be handed over now
  private Optional<Entry.OutboundMessage> handedOver(
      Conversation conversation, Entry.OutboundMessage sending, int portion, HandedOver outcome) {
    switch (outcome) {
      case HandedOver.Accepted(String providerId, MimeMessageId mimeMessageId) -> {
        return accepted(
            conversation, sending, portion, new Names(providerId, mimeMessageId), providerId);
      }
      case HandedOver.Refused(String code, String reason, boolean retryable) ->
          step(
              conversation,
              sending,
              Sending.refused(sending, code, reason, retryable, time.instant()),
              Names.NONE);
      case HandedOver.Postponed(String code, String trouble) ->
          step(
              conversation,
              sending,
              Sending.postponed(sending, code, trouble, time.instant()),
              Names.NONE);
      case HandedOver.Unknown(Throwable cause) ->
          LOG.atWarn()
              .setCause(cause)
              .addKeyValue(LogKey.CONVERSATION.field(), conversation.id())
              .addKeyValue(LogKey.ENTRY.field(), sending.id())
              .addKeyValue(LogKey.ATTEMPT.field(), sending.status().attempt())
              .log("No answer from the provider; its reports decide");
    }
    return Optional.empty();
  }

  /// The provider has a portion. A report on an earlier one may have been faster; what left is
  /// written down all the same, or it would leave again.
  private Optional<Entry.OutboundMessage> accepted(
      Conversation conversation,
      Entry.OutboundMessage sending,
      int portion,
      Names names,
      String providerId) {
    Entry.OutboundMessage before = sending;
    for (int i = 0; i < MAX_TRIES; i++) {
      Entry.OutboundMessage after = Sending.accepted(before, portion, providerId, time.instant());
      if (step(conversation, before, after, names)) {
        return Optional.of(after)
            .filter(message -> message.status() instanceof DeliveryStatus.Sending);
      }
      Optional<Entry.OutboundMessage> now = messages.find(conversation.id(), sending.id());
      if (now.isEmpty()
          || now.get().portions().isEmpty()
          || now.get().portions().contains(providerId)) {
        // Of a message that leaves as one, the report told all that we would.
        return now.filter(message -> message.status() instanceof DeliveryStatus.Sending);
      }
      before = now.get();
    }
    throw new IllegalStateException("Others wrote the message first, each time");
  }

  private boolean step(
      Conversation conversation,
      Entry.OutboundMessage before,
      Entry.OutboundMessage after,
      Names names) {
    return messages.step(conversation.origin().inbox(), conversation.id(), before, after, names);
  }

  private Provider provider(Conversation conversation) {
    Channel channel = conversation.origin().channel();
    if (channel.equals(Channel.WEBCHAT)) {
      return chatProvider;
    }
    return channel.isMail() ? mailProvider : channelProvider;
  }
}
