package relais.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Decision.Refusal;
import relais.table.Conversations;
import relais.table.Decisions;

/// Loads a conversation, lets a rule of the inbox decide, saves: what assigning, labelling, closing
/// and reopening have in common.
@Singleton
final class ChangeConversation {
  private final Conversations conversations;
  private final Decisions decisions;

  ChangeConversation(Conversations conversations, Decisions decisions) {
    this.conversations = conversations;
    this.decisions = decisions;
  }

  /// @param decide what should happen to the conversation as it is now
  /// @param refusal why not, in words for the caller
  ConversationChangedJson change(
      Caller caller,
      ConversationId id,
      ReadVersion seen,
      Function<Conversation, Decision> decide,
      BiFunction<Conversation, Refusal, Problem> refusal) {
    return Tries.untilSaved(
        () -> {
          Conversation before =
              caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
          seen.upTo(before.versions().current());
          return switch (decide.apply(before)) {
            case Decision.Changed changed -> save(before, changed);
            case Decision.Unchanged() -> Optional.of(answer(before));
            case Decision.Refused refused -> throw refusal.apply(before, refused.reason());
          };
        });
  }

  /// A refusal that the rule at hand does not give.
  static Problem unexpected(Refusal reason) {
    throw new IllegalStateException("This is not refused for " + reason);
  }

  private Optional<ConversationChangedJson> save(Conversation before, Decision.Changed changed) {
    return switch (decisions.save(before, changed, null)) {
      case DONE -> Optional.of(answer(changed.conversation()));
      case CHANGED_MEANWHILE, ALREADY_RECEIVED -> Optional.empty();
    };
  }

  private static ConversationChangedJson answer(Conversation conversation) {
    return new ConversationChangedJson(RowJson.of(conversation));
  }
}
