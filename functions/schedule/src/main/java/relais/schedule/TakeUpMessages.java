package relais.schedule;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboxId;
import relais.conversation.Sending;
import relais.table.Conversations;
import relais.table.OutboundMessages;
import relais.table.Table;

/// Takes up outgoing messages whose wait is over or that we lost sight of.
@Singleton
class TakeUpMessages {
  private static final int MAX_PER_SHARD = 100;

  private final Conversations conversations;
  private final OutboundMessages messages;
  private final InstantSource time;

  TakeUpMessages(Table table, InstantSource time) {
    this.conversations = new Conversations(table);
    this.messages = new OutboundMessages(table);
    this.time = time;
  }

  /// Takes up what is due by now and says how many messages moved on.
  int takeUp() {
    Instant now = time.instant();
    int moved = 0;
    for (MessageReference.Ours due : messages.due(now, MAX_PER_SHARD)) {
      Optional<Entry.OutboundMessage> message = messages.find(due.conversation(), due.message());
      Optional<Conversation> conversation = conversations.find(due.conversation());
      if (message.isEmpty() || conversation.isEmpty()) {
        continue;
      }
      InboxId inbox = conversation.get().origin().inbox();
      Optional<Entry.OutboundMessage> after =
          Sending.takenUp(message.get(), messages.lastHeard(inbox), now);
      if (after.isPresent()
          && messages.step(
              inbox, due.conversation(), message.get(), after.get(), OutboundMessages.Names.NONE)) {
        moved++;
      }
    }
    return moved;
  }
}
