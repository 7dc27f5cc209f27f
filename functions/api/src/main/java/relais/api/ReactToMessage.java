package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Amending;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Reacting;
import relais.table.AmendedMessages;
import relais.table.Conversations;

/// Reacts to a message of the customer, once for each idempotency key.
@Singleton
final class ReactToMessage {
  private static final int MAX_EMOJI = 32;

  private final Conversations conversations;
  private final AmendedMessages amendedMessages;
  private final WrittenEntries written;
  private final InstantSource clock;

  ReactToMessage(
      Conversations conversations,
      AmendedMessages amendedMessages,
      WrittenEntries written,
      InstantSource clock) {
    this.conversations = conversations;
    this.amendedMessages = amendedMessages;
    this.written = written;
    this.clock = clock;
  }

  EntryWrittenJson react(
      Caller caller,
      ConversationId id,
      EntryId entry,
      IdempotencyKey key,
      ReactionRequest request) {
    String emoji = emoji(request.emoji());
    return Tries.untilSaved(() -> tryTo(caller, id, entry, key, emoji));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller, ConversationId id, EntryId entry, IdempotencyKey key, @Nullable String emoji) {
    Conversation before = caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    Entry message =
        conversations
            .findEntry(before, entry)
            .map(Conversations.Placed::entry)
            .orElseThrow(Problem::notFound);
    Optional<EntryWrittenJson> earlier =
        written.find(caller, before, key, found -> found.id().equals(entry));
    if (earlier.isPresent()) {
      return earlier;
    }
    String source = key.source(caller.user().id());
    Instant now = clock.instant();
    EntryId reaction = key.entryIds(caller.user().id(), now).next();
    return switch (Reacting.react(before, message, emoji, caller.user().id(), reaction, now)) {
      case Reacting.Outcome.Changed(Amending.Amended amended) ->
          switch (amendedMessages.amend(before, amended, source, now)) {
            case DONE ->
                Optional.of(written.answer(caller, amended.conversation(), amended.message()));
            case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
          };
      case Reacting.Outcome.Unchanged() -> Optional.of(written.answer(caller, before, message));
      case Reacting.Outcome.Refused(Reacting.Refusal reason) -> throw refused(reason);
    };
  }

  private static Problem refused(Reacting.Refusal reason) {
    return switch (reason) {
      case NO_MESSAGE ->
          Problem.of(
              ProblemCode.NOT_REACTABLE,
              "One can react only to what the customer wrote on this channel and did not take"
                  + " back.");
      case WINDOW_CLOSED ->
          Problem.of(
              ProblemCode.WINDOW_CLOSED,
              "The time in which this channel takes a reaction is over. Wait until the customer"
                  + " writes.");
    };
  }

  private static @Nullable String emoji(@Nullable String wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return null;
    }
    if (wanted.length() > MAX_EMOJI || wanted.codePoints().noneMatch(Character::isEmoji)) {
      throw Problem.field("emoji", "A reaction is one emoji.");
    }
    return wanted;
  }
}
