package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Writing;
import relais.mail.HtmlSanitizer;
import relais.table.Conversations;

/// Adds a private note, once for each idempotency key.
@Singleton
final class AddNote {
  private final Conversations conversations;
  private final FileStore files;
  private final WrittenEntries written;
  private final InstantSource clock;

  AddNote(
      Conversations conversations, FileStore files, WrittenEntries written, InstantSource clock) {
    this.conversations = conversations;
    this.files = files;
    this.written = written;
    this.clock = clock;
  }

  EntryWrittenJson add(Caller caller, ConversationId id, IdempotencyKey key, NoteRequest request) {
    return Tries.untilSaved(() -> tryTo(caller, id, key, request));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller, ConversationId id, IdempotencyKey key, NoteRequest request) {
    Conversation before = caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    Optional<EntryWrittenJson> earlier =
        written.find(caller, before, key, Entry.PrivateNote.class::isInstance);
    if (earlier.isPresent()) {
      return earlier;
    }
    Instant now = clock.instant();
    EntryId entry = key.entryIds(caller.user().id(), now).next();
    WrittenText text =
        WrittenText.rich(
            request.html(), request.text(), HtmlSanitizer.RemoteImages.HELD_BACK, _ -> null);
    Decision.Changed changed =
        Writing.note(before, caller.user().id(), text.body(entry), entry, now);
    text.store(entry, files);
    return written.save(caller, before, changed, key, Draft.Kind.NOTE, request.draft());
  }
}
