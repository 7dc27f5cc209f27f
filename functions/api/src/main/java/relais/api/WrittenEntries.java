package relais.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Drafts;
import relais.table.Saved;

/// Entries by the idempotency key that wrote them: what a repeated request is answered with.
@Singleton
final class WrittenEntries {
  private final Conversations conversations;
  private final Decisions decisions;
  private final EntryPresenter presenter;

  WrittenEntries(Conversations conversations, Decisions decisions, EntryPresenter presenter) {
    this.conversations = conversations;
    this.decisions = decisions;
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

  /// The conversation that an earlier request began, which was to have this source; nothing when
  /// there was none.
  Optional<EntryWrittenJson> findBegun(Caller caller, String source) {
    return conversations
        .findReceipt(source)
        .map(
            receipt -> {
              Conversation conversation =
                  caller.mayWorkOn(
                      conversations
                          .find(receipt.conversation())
                          .orElseThrow(IdempotencyKey::reused));
              Entry entry =
                  conversations
                      .findEntry(receipt.conversation(), receipt.entry())
                      .filter(Entry.OutboundMessage.class::isInstance)
                      .orElseThrow(IdempotencyKey::reused);
              return answer(caller, conversation, entry);
            });
  }

  /// Saves what was decided, and forgets the draft of it.
  ///
  /// @param draft the version of the draft; null where there is none
  /// @return empty when it has to be decided again, or was written by the same request meanwhile
  Optional<EntryWrittenJson> save(
      Caller caller,
      Conversation before,
      Decision.Changed changed,
      IdempotencyKey key,
      Draft.Kind kind,
      @Nullable Long draft) {
    String source = key.source(caller.user().id());
    Draft.Place place = new Draft.Place(before.id(), caller.user().id(), kind);
    Saved saved =
        draft == null
            ? decisions.save(before, changed, source)
            : decisions.save(before, changed, source, new Drafts.Sent(place, draft));
    return switch (saved) {
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
