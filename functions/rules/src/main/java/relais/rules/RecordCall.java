package relais.rules;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Amending;
import relais.conversation.Calling;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.InboundItem;
import relais.runtime.LogKey;
import relais.table.AmendedMessages;
import relais.table.Conversations;
import relais.table.Saved;
import relais.table.Table;

/// A provider tells how far a call of ours is: its entry says what came of it.
@Singleton
class RecordCall {
  private static final Logger LOG = LoggerFactory.getLogger(RecordCall.class);
  private static final int MAX_TRIES = 5;

  private final Conversations conversations;
  private final AmendedMessages amendedMessages;

  RecordCall(Table table) {
    this.conversations = new Conversations(table);
    this.amendedMessages = new AmendedMessages(table);
  }

  /// Takes in one report. A second call with the same report changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; the report is to be given
  ///     again
  void record(InboundItem.CallReported item) {
    for (int i = 0; i < MAX_TRIES; i++) {
      ConversationId id =
          conversations
              .movedTo(item.call().conversation(), item.call().message())
              .orElse(item.call().conversation());
      Optional<Conversation> before = conversations.find(id);
      Optional<Entry> entry = conversations.findEntry(id, item.call().message());
      if (before.isEmpty() || entry.isEmpty()) {
        // Whoever knows the secret of an inbox can name anything.
        LOG.atInfo()
            .addKeyValue(LogKey.SOURCE.field(), item.source())
            .log("A report speaks of a call that is not ours");
        return;
      }
      Optional<Amending.Amended> reported =
          Calling.report(before.get(), entry.get(), item.progress(), item.at());
      if (reported.isEmpty()) {
        return;
      }
      Saved saved =
          amendedMessages.amend(before.get(), reported.get(), item.source(), item.receivedAt());
      switch (saved) {
        case DONE, ALREADY_RECEIVED -> {
          return;
        }
        case CHANGED_MEANWHILE -> {}
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }
}
