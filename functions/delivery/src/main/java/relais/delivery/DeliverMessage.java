package relais.delivery;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.InboxId;
import relais.conversation.Sending;
import relais.mail.MimeMessageId;
import relais.runtime.Job;
import relais.runtime.LogKey;
import relais.table.Conversations;
import relais.table.OutboundMessages;
import relais.table.OutboundMessages.Names;
import relais.table.Table;

/// A message leaves, once. It is marked before it is handed over and after; a job that finds the
/// mark of another does nothing, and a message that stays between the marks is taken up by the
/// schedule on the provider's evidence.
@Singleton
class DeliverMessage {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverMessage.class);

  private final Conversations conversations;
  private final OutboundMessages messages;
  private final MailProvider mailProvider;
  private final ChannelProvider channelProvider;
  private final ChatProvider chatProvider;
  private final InstantSource time;

  DeliverMessage(
      Table table,
      MailProvider mailProvider,
      ChannelProvider channelProvider,
      ChatProvider chatProvider,
      InstantSource time) {
    this.conversations = new Conversations(table);
    this.messages = new OutboundMessages(table);
    this.mailProvider = mailProvider;
    this.channelProvider = channelProvider;
    this.chatProvider = chatProvider;
    this.time = time;
  }

  void deliver(Job.Outbound job) {
    ConversationId id = job.conversation();
    Optional<Entry.OutboundMessage> queued = messages.find(id, job.message());
    Optional<Entry.OutboundMessage> begun =
        queued.flatMap(message -> Sending.begin(message, job.attempt(), time.instant()));
    Optional<Conversation> found = begun.flatMap(_ -> conversations.find(id));
    if (found.isEmpty()) {
      return;
    }
    Conversation conversation = found.get();
    Entry.OutboundMessage sending = begun.get();
    InboxId inbox = conversation.origin().inbox();
    if (!messages.step(inbox, id, queued.get(), sending, Names.NONE)) {
      // The same job, delivered twice, is being done elsewhere.
      return;
    }
    switch (provider(conversation).handOver(conversation, sending)) {
      case HandedOver.Accepted(String providerId, MimeMessageId mimeMessageId) ->
          messages.step(
              inbox,
              id,
              sending,
              Sending.accepted(sending, providerId, time.instant()),
              new Names(providerId, mimeMessageId));
      case HandedOver.Refused(String code, String reason, boolean retryable) ->
          messages.step(
              inbox,
              id,
              sending,
              Sending.refused(sending, code, reason, retryable, time.instant()),
              Names.NONE);
      case HandedOver.Postponed(String trouble) ->
          messages.step(
              inbox, id, sending, Sending.postponed(sending, trouble, time.instant()), Names.NONE);
      case HandedOver.Unknown(Throwable cause) ->
          LOG.atWarn()
              .setCause(cause)
              .addKeyValue(LogKey.CONVERSATION.field(), id)
              .addKeyValue(LogKey.ENTRY.field(), job.message())
              .addKeyValue(LogKey.ATTEMPT.field(), job.attempt())
              .log("No answer from the provider; its reports decide");
    }
  }

  private Provider provider(Conversation conversation) {
    Channel channel = conversation.origin().channel();
    if (channel.equals(Channel.WEBCHAT)) {
      return chatProvider;
    }
    return channel.isMail() ? mailProvider : channelProvider;
  }
}
