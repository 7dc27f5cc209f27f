package relais.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Predicate;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.table.Conversations;

/// Entries by the idempotency key that wrote them: what a repeated request is answered with.
@Singleton
final class WrittenEntries {
  private final Conversations conversations;
  private final EntryPresenter presenter;

  WrittenEntries(Conversations conversations, EntryPresenter presenter) {
    this.conversations = conversations;
    this.presenter = presenter;
  }

  /// What an earlier request with this key wrote; nothing when there was none.
  ///
  /// @param kind whether that is what this request writes: a key stands for one request only
  Optional<EntryWrittenJson> find(
      Caller caller, Conversation conversation, IdempotencyKey key, Predicate<Entry> kind) {
    return conversations
        .findReceipt(key.source(caller.user().id()))
        .map(
            receipt -> {
              if (!receipt.conversation().equals(conversation.id())) {
                throw IdempotencyKey.reused();
              }
              return conversations
                  .findEntry(conversation.id(), receipt.entry())
                  .filter(kind)
                  .orElseThrow(IdempotencyKey::reused);
            })
        .map(entry -> answer(caller, conversation, entry));
  }

  /// Saves what was decided.
  ///
  /// @return empty when it has to be decided again, or was written by the same request meanwhile
  Optional<EntryWrittenJson> save(
      Caller caller, Conversation before, Decision.Changed changed, IdempotencyKey key) {
    return switch (conversations.save(before, changed, key.source(caller.user().id()))) {
      case DONE ->
          Optional.of(answer(caller, changed.conversation(), changed.entries().getFirst()));
      case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
    };
  }

  EntryWrittenJson answer(Caller caller, Conversation conversation, Entry entry) {
    return new EntryWrittenJson(
        presenter.present(entry, conversation, caller.settings()), RowJson.of(conversation));
  }
}
