package relais.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.StoredFile;
import relais.table.AmendedMessages;
import relais.table.Conversations;

/// Asks the provider once more for a file that could not be fetched. Asked twice, it is fetched
/// once: only a file that failed begins to be fetched again.
@Singleton
final class RetryFile {
  private final Conversations conversations;
  private final AmendedMessages amendedMessages;
  private final WrittenEntries written;

  RetryFile(Conversations conversations, AmendedMessages amendedMessages, WrittenEntries written) {
    this.conversations = conversations;
    this.amendedMessages = amendedMessages;
    this.written = written;
  }

  EntryWrittenJson retry(Caller caller, ConversationId id, EntryId entry, int index) {
    return Tries.untilSaved(() -> tryTo(caller, id, entry, index));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller, ConversationId id, EntryId entry, int index) {
    Conversation conversation =
        caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    Conversations.Placed placed =
        conversations.findEntry(conversation, entry).orElseThrow(Problem::notFound);
    Entry message = placed.entry();
    if (index < 0 || index >= message.files().size()) {
      throw Problem.notFound();
    }
    StoredFile file = message.files().get(index);
    return switch (file.state()) {
      case StoredFile.State.Stored _, StoredFile.State.Fetching _ ->
          Optional.of(written.answer(caller, conversation, message));
      case StoredFile.State.Failed(String providerId, FileTrouble _, int attempt) -> {
        if (providerId.isEmpty()) {
          throw Problem.of(
              ProblemCode.NOT_RETRYABLE,
              "The channel never passed this file on, so it cannot be asked for. Ask the customer"
                  + " to send it again.");
        }
        StoredFile fetching = file.with(new StoredFile.State.Fetching(providerId, attempt + 1), 0);
        if (!amendedMessages.saveFile(placed.home(), entry, index, providerId, fetching)) {
          yield Optional.empty();
        }
        List<StoredFile> files = new ArrayList<>(message.files());
        files.set(index, fetching);
        yield Optional.of(written.answer(caller, conversation, withFiles(message, files)));
      }
    };
  }

  private static Entry withFiles(Entry entry, List<StoredFile> files) {
    return switch (entry) {
      case Entry.InboundMessage message -> message.withFiles(files);
      case Entry.OutboundMessage message -> message.withFiles(files);
      case Entry.PrivateNote _, Entry.Event _ -> entry;
    };
  }
}
