package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.TestMessage;
import relais.conversation.Ulid;
import relais.runtime.Ids;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Conversations;
import relais.table.Intake;

/// Sends a mail from an inbox to itself, once for each idempotency key.
@Singleton
final class SendTestMessage {
  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Arrivals arrivals;
  private final Ids ids;
  private final InstantSource clock;

  SendTestMessage(
      Conversations conversations,
      CaseNumbers caseNumbers,
      Arrivals arrivals,
      Ids ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.caseNumbers = caseNumbers;
    this.arrivals = arrivals;
    this.ids = ids;
    this.clock = clock;
  }

  TestMessageJson send(Caller caller, IdempotencyKey key, InboxId id) {
    caller.mustAdminister();
    Inbox inbox = caller.settings().findInbox(id).orElseThrow(Problem::notFound);
    if (!(inbox instanceof Inbox.Email email)) {
      throw Problem.notFound();
    }
    return Tries.untilSaved(() -> tryTo(caller, key, email));
  }

  private Optional<TestMessageJson> tryTo(Caller caller, IdempotencyKey key, Inbox.Email inbox) {
    String source = key.source(caller.user().id());
    Optional<Conversations.ReceiptOf> earlier = conversations.findReceipt(source);
    if (earlier.isPresent()) {
      return Optional.of(earlier(earlier.get(), inbox));
    }
    Instant now = clock.instant();
    EntryIds entryIds = key.entryIds(caller.user().id(), now);
    Decision.Changed begun =
        TestMessage.begin(
            inbox,
            new Incoming.Start(
                ids.conversation(),
                caseNumbers.next(),
                // The inbox itself: no contact is made of it.
                new ContactId(Ulid.derived(Instant.EPOCH, "inbox/" + inbox.id().value())),
                inbox.name(),
                inbox.team()),
            caller.user().id(),
            entryIds.next(),
            now);
    return switch (arrivals.begin(begun, new Intake(source, now, null, null, null))) {
      case DONE -> Optional.of(answer(begun.conversation(), begun.entries().getFirst()));
      case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
    };
  }

  private TestMessageJson earlier(Conversations.ReceiptOf receipt, Inbox.Email inbox) {
    Conversation conversation =
        conversations
            .find(receipt.conversation())
            .filter(found -> found.origin().inbox().equals(inbox.id()))
            .orElseThrow(IdempotencyKey::reused);
    return answer(
        conversation,
        conversations
            .findEntry(receipt.conversation(), receipt.entry())
            .orElseThrow(IdempotencyKey::reused));
  }

  private static TestMessageJson answer(Conversation conversation, Entry entry) {
    if (!(entry instanceof Entry.OutboundMessage mail)) {
      throw IdempotencyKey.reused();
    }
    return TestMessageJson.of(conversation, mail);
  }
}
