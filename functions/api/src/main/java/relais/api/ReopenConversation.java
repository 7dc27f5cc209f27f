package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import relais.conversation.ConversationId;
import relais.conversation.Sorting;
import relais.runtime.Ids;

/// Opens a closed conversation again.
@Singleton
final class ReopenConversation {
  private final ChangeConversation change;
  private final Ids ids;
  private final InstantSource clock;

  ReopenConversation(ChangeConversation change, Ids ids, InstantSource clock) {
    this.change = change;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson reopen(Caller caller, ConversationId id, ReadVersion seen) {
    return change.change(
        caller,
        id,
        seen,
        conversation -> {
          Instant now = clock.instant();
          return Sorting.reopen(conversation, caller.actor(), ids.entriesAt(now), now);
        },
        (conversation, reason) -> ChangeConversation.unexpected(reason));
  }
}
