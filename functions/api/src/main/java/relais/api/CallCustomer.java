package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.channels.registry.Channels;
import relais.conversation.Calling;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.table.Conversations;
import relais.table.Decisions;

/// Calls the customer, once for each idempotency key: the caller's own telephone rings first.
@Singleton
final class CallCustomer {
  private final Conversations conversations;
  private final Decisions decisions;
  private final WrittenEntries written;
  private final InstantSource clock;

  CallCustomer(
      Conversations conversations,
      Decisions decisions,
      WrittenEntries written,
      InstantSource clock) {
    this.conversations = conversations;
    this.decisions = decisions;
    this.written = written;
    this.clock = clock;
  }

  EntryWrittenJson call(Caller caller, ConversationId id, IdempotencyKey key) {
    return Tries.untilSaved(() -> tryTo(caller, id, key));
  }

  private Optional<EntryWrittenJson> tryTo(Caller caller, ConversationId id, IdempotencyKey key) {
    Conversations.Page page =
        conversations.page(id, ShowConversation.PAGE).orElseThrow(Problem::notFound);
    Conversation before = caller.mayWriteIn(page.conversation());
    Optional<EntryWrittenJson> earlier = written.find(caller, before, key, CallCustomer::isCall);
    if (earlier.isPresent()) {
      return earlier;
    }
    Identity customer = before.origin().identity();
    if (!Channels.isSpoken(before.origin().channel()) || !customer.kind().equals("phone")) {
      throw Problem.of(
          ProblemCode.NOT_CALLABLE,
          "Only who called from a number that shows can be called from here.");
    }
    String own = caller.user().telephone();
    if (own == null) {
      throw Problem.of(
          ProblemCode.NO_TELEPHONE,
          "Say under My telephone which number of yours is to ring first; then call again.");
    }
    Instant now = clock.instant();
    if (Calling.underWay(page.entries(), now).isPresent()) {
      throw Problem.of(
          ProblemCode.CALL_UNDER_WAY,
          "A call to this customer is under way. Wait until it is over.");
    }
    EntryIds ids = key.entryIds(caller.user().id(), now);
    Decision.Changed changed =
        Calling.begin(before, caller.user().id(), own, customer, ids.next(), ids, now);
    return switch (decisions.save(before, changed, key.source(caller.user().id()))) {
      case DONE ->
          Optional.of(written.answer(caller, changed.conversation(), changed.entries().getFirst()));
      case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
    };
  }

  private static boolean isCall(Entry entry) {
    return entry instanceof Entry.OutboundMessage message && message.isCall();
  }
}
