package relais.rules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import relais.conversation.Amending;
import relais.conversation.Amendment;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.table.AmendedMessages;
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
  private final AmendedMessages amendedMessages;
  private final Health health;
  private final KeepInQuarantine keepInQuarantine;
  private final InstantSource time;

  AmendMessage(Table table, KeepInQuarantine keepInQuarantine, InstantSource time) {
    this.conversations = new Conversations(table);
    this.amendedMessages = new AmendedMessages(table);
    this.health = new Health(table);
    this.keepInQuarantine = keepInQuarantine;
    this.time = time;
  }

  /// Takes in one amendment. A second call with the same source changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; nothing is lost, the
  ///     amendment is to be given again
  void amend(InboundItem.Amended item) {
    Saved saved =
        untilSaved(
            () ->
                switch (conversations.findOriginal(item.inbox(), item.original())) {
                  case Original.Here here -> amend(item, here);
                  case Original.Early early ->
                      amendedMessages.keepEarly(
                          item.inbox(),
                          item.original(),
                          early,
                          item.amendment(),
                          item.source(),
                          item.receivedAt());
                });
    if (saved == Saved.DONE) {
      health.cameIn(item.inbox(), item.receivedAt());
    }
  }

  private static Saved untilSaved(Supplier<Saved> amend) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Saved saved = amend.get();
      if (saved != Saved.CHANGED_MEANWHILE) {
        return saved;
      }
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }

  /// What was said about a message of ours before we knew what its provider calls it becomes of it
  /// now. A second call changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; it is to be asked again
  void catchUp(InboxId inbox, String providerId) {
    if (conversations.findOriginal(inbox, providerId) instanceof Original.Here here) {
      for (int i = 0; i < here.early().size(); i++) {
        Amendment amendment = here.early().get(i);
        String source = "early/%s/%s/%d".formatted(inbox, providerId, i);
        untilSaved(() -> amend(here, amendment, source, amendment.at()));
      }
    }
  }

  private Saved amend(InboundItem.Amended item, Original.Here here) {
    if (Amending.isOfOnePortion(message(here), item.amendment())) {
      keepInQuarantine.keep(apart(item));
      return Saved.DONE;
    }
    return amend(here, item.amendment(), item.source(), item.receivedAt());
  }

  private Saved amend(Original.Here here, Amendment amendment, String source, Instant receivedAt) {
    Conversation before =
        conversations
            .find(here.conversation())
            .orElseThrow(() -> new IllegalStateException("The conversation is not there"));
    Instant now = time.instant();
    Optional<Amending.Amended> amended =
        Amending.amend(before, message(here), amendment, EntryIds.derived(now, source), now);
    return amended.isEmpty()
        ? Saved.ALREADY_RECEIVED
        : amendedMessages.amend(before, amended.get(), source, receivedAt);
  }

  private Entry message(Original.Here here) {
    return conversations
        .findEntry(here.conversation(), here.entry())
        .orElseThrow(() -> new IllegalStateException("The message is not there"));
  }

  private static InboundItem.Quarantined apart(InboundItem.Amended item) {
    return new InboundItem.Quarantined(
        "quarantine/" + item.source(),
        item.receivedAt(),
        item.channel(),
        InboundItem.Reason.UNKNOWN_TYPE,
        "Somebody changed or took back, outside of Relais, one part of a message to %s that left in"
                .formatted(item.customer().value())
            + " several parts. The conversation shows the whole as it was.",
        item.inbox(),
        item.customer().value(),
        null,
        item.rawKey(),
        0);
  }
}
