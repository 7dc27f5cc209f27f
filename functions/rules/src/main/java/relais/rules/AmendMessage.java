package relais.rules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.conversation.Amending;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.InboundItem;
import relais.table.Conversations;
import relais.table.Health;
import relais.table.Original;
import relais.table.Saved;
import relais.table.Table;

/// Something becomes of a message: new words, a reaction, a deletion. Where the message has not
/// come yet, it is kept until it does.
@Singleton
class AmendMessage {
  private static final int MAX_TRIES = 5;

  private final Conversations conversations;
  private final Health health;
  private final InstantSource time;

  AmendMessage(Table table, InstantSource time) {
    this.conversations = new Conversations(table);
    this.health = new Health(table);
    this.time = time;
  }

  /// Takes in one amendment. A second call with the same source changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; nothing is lost, the
  ///     amendment is to be given again
  void amend(InboundItem.Amended item) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Saved saved =
          switch (conversations.findOriginal(item.inbox(), item.original())) {
            case Original.Here here -> amend(item, here);
            case Original.Early early ->
                conversations.keepEarly(
                    item.inbox(),
                    item.original(),
                    early,
                    item.amendment(),
                    item.source(),
                    item.receivedAt());
          };
      switch (saved) {
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

  private Saved amend(InboundItem.Amended item, Original.Here here) {
    Conversation before =
        conversations
            .find(here.conversation())
            .orElseThrow(() -> new IllegalStateException("The conversation is not there"));
    Entry message =
        conversations
            .findEntry(here.conversation(), here.entry())
            .orElseThrow(() -> new IllegalStateException("The message is not there"));
    Instant now = time.instant();
    Optional<Amending.Amended> amended =
        Amending.amend(
            before, message, item.amendment(), EntryIds.derived(now, item.source()), now);
    return amended.isEmpty()
        ? Saved.ALREADY_RECEIVED
        : conversations.amend(before, amended.get(), item.source(), item.receivedAt());
  }
}
