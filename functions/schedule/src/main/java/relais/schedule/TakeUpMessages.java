package relais.schedule;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboxId;
import relais.conversation.Scheduling;
import relais.conversation.Sending;
import relais.table.Conversations;
import relais.table.OutboundMessages;
import relais.table.Table;

/// Takes up outgoing messages whose time has come, whose wait is over or that we lost sight of.
@Singleton
class TakeUpMessages {
  private static final int MAX_PER_SHARD = 100;

  /// Others may write the conversation at the same time; each of them decides once.
  private static final int MAX_TRIES = 10;

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
    int moved = 0;
    for (MessageReference.Ours due : messages.due(time.instant(), MAX_PER_SHARD)) {
      if (takeUp(due)) {
        moved++;
      }
    }
    return moved;
  }

  /// Takes up one message, if it is due.
  ///
  /// @return whether it moved on
  /// @throws IllegalStateException when other writers were always faster; it is to be asked again
  boolean takeUp(MessageReference.Ours due) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Optional<Entry.OutboundMessage> message = messages.find(due.conversation(), due.message());
      Optional<Conversation> conversation = conversations.find(due.conversation());
      if (message.isEmpty() || conversation.isEmpty()) {
        return false;
      }
      if (!(message.get().status() instanceof DeliveryStatus.Scheduled)) {
        return goOn(conversation.get(), message.get());
      }
      Instant now = time.instant();
      Optional<Scheduling.Outcome.Changed> gone =
          Scheduling.release(
              conversation.get(),
              message.get(),
              EntryIds.derived(now, "release of " + due.message()),
              now);
      if (gone.isEmpty()) {
        return false;
      }
      if (messages.step(conversation.get(), message.get(), gone.get())) {
        return true;
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }

  private boolean goOn(Conversation conversation, Entry.OutboundMessage message) {
    InboxId inbox = conversation.origin().inbox();
    return Sending.takenUp(message, messages.lastHeard(inbox), time.instant())
        .filter(
            after ->
                messages.step(
                    inbox, conversation.id(), message, after, OutboundMessages.Names.NONE))
        .isPresent();
  }
}
