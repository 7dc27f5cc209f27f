package relais.api;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry.OutboundMessage;
import relais.conversation.EntryId;
import relais.conversation.Sending;
import relais.table.Conversations;
import relais.table.OutboundMessages;

/// Sends a failed message once more. The attempt that the caller saw fail makes a second click on
/// the same failure harmless: it finds a newer attempt and is answered with it.
@Singleton
final class RetryMessage {
  private final Conversations conversations;
  private final OutboundMessages messages;
  private final WrittenEntries written;
  private final InstantSource clock;

  RetryMessage(
      Conversations conversations,
      OutboundMessages messages,
      WrittenEntries written,
      InstantSource clock) {
    this.conversations = conversations;
    this.messages = messages;
    this.written = written;
    this.clock = clock;
  }

  EntryWrittenJson retry(Caller caller, ConversationId id, EntryId entry, RetryRequest request) {
    int attempt = Fields.required("attempt", request.attempt());
    return Tries.untilSaved(() -> tryTo(caller, id, entry, attempt));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller, ConversationId id, EntryId entry, int attempt) {
    Conversation conversation = find(caller, id);
    Conversations.Placed placed =
        conversations.findEntry(conversation, entry).orElseThrow(Problem::notFound);
    if (!(placed.entry() instanceof OutboundMessage before)) {
      throw Problem.notFound();
    }
    if (before.status().attempt() > attempt) {
      return Optional.of(written.answer(caller, conversation, before));
    }
    OutboundMessage after =
        Sending.retry(before, attempt, clock.instant()).orElseThrow(RetryMessage::notRetryable);
    boolean saved =
        messages.step(
            conversation.origin().inbox(),
            placed.home(),
            id,
            before,
            after,
            OutboundMessages.Names.NONE);
    return saved ? Optional.of(written.answer(caller, find(caller, id), after)) : Optional.empty();
  }

  private Conversation find(Caller caller, ConversationId id) {
    return caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
  }

  private static Problem notRetryable() {
    return Problem.of(
        ProblemCode.NOT_RETRYABLE,
        "This message did not fail in a way that sending it again could mend, or it is on its way."
            + " Look at its state again, or write a new message.");
  }
}
