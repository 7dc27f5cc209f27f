package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision.Refusal;
import relais.conversation.LabelId;
import relais.conversation.Sorting;
import relais.runtime.Ids;

/// Puts labels on a conversation and takes labels off.
@Singleton
final class LabelConversation {
  private final ChangeConversation change;
  private final Ids ids;
  private final InstantSource clock;

  LabelConversation(ChangeConversation change, Ids ids, InstantSource clock) {
    this.change = change;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson label(
      Caller caller, ConversationId id, ReadVersion seen, LabelsRequest request) {
    Set<LabelId> add = Set.copyOf(Fields.labels("add", request.add()));
    Set<LabelId> remove = Set.copyOf(Fields.labels("remove", request.remove()));
    return change.change(
        caller,
        id,
        seen,
        conversation -> {
          Instant now = clock.instant();
          return Sorting.label(
              conversation,
              caller.actor(),
              add,
              remove,
              caller.settings(),
              ids.entriesAt(now),
              now);
        },
        LabelConversation::refusal);
  }

  private static Problem refusal(Conversation conversation, Refusal reason) {
    return switch (reason) {
      case NO_SUCH_LABEL -> Problem.field("add", "There is no such label. Load them again.");
      case CROSSED_BY_MESSAGE,
          CROSSED_BY_OWNER,
          NO_SUCH_OWNER,
          WINDOW_CLOSED,
          TOO_MANY_WAITING,
          TAKES_PART,
          NO_SIDE_THREAD,
          NOT_RETRYABLE ->
          ChangeConversation.unexpected(reason);
    };
  }
}
