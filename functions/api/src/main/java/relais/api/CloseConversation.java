package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision.Refusal;
import relais.conversation.Sorting;
import relais.runtime.Ids;
import relais.table.Conversations;

/// Closes a conversation, unless somebody wrote since the caller looked.
@Singleton
final class CloseConversation {
  private final ChangeConversation change;
  private final Conversations conversations;
  private final EntryPresenter presenter;
  private final Ids ids;
  private final InstantSource clock;

  CloseConversation(
      ChangeConversation change,
      Conversations conversations,
      EntryPresenter presenter,
      Ids ids,
      InstantSource clock) {
    this.change = change;
    this.conversations = conversations;
    this.presenter = presenter;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson close(Caller caller, ConversationId id, ReadVersion seen) {
    return change.change(
        caller,
        id,
        seen,
        conversation -> {
          Instant now = clock.instant();
          return Sorting.close(conversation, caller.actor(), seen.value(), ids.entriesAt(now), now);
        },
        (conversation, reason) -> refusal(caller, conversation, reason, seen));
  }

  private Problem refusal(
      Caller caller, Conversation conversation, Refusal reason, ReadVersion seen) {
    return switch (reason) {
      case CROSSED_BY_MESSAGE ->
          Problem.crossed(
              ProblemCode.MESSAGE_CROSSED,
              "Somebody wrote since you looked, so the conversation stays open. Read what is new,"
                  + " then close it.",
              crossings(caller, conversation, seen));
      case CROSSED_BY_OWNER,
          NO_SUCH_OWNER,
          WINDOW_CLOSED,
          TOO_MANY_WAITING,
          TAKES_PART,
          NO_SIDE_THREAD,
          NOT_RETRYABLE,
          NO_SUCH_LABEL ->
          ChangeConversation.unexpected(reason);
    };
  }

  private List<CrossingJson> crossings(Caller caller, Conversation conversation, ReadVersion seen) {
    return conversations
        .page(conversation.id(), ShowConversation.PAGE)
        .map(page -> presenter.crossings(page, seen.value(), caller.settings()))
        .orElse(List.of());
  }
}
