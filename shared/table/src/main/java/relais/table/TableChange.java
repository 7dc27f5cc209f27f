package relais.table;

import org.jspecify.annotations.Nullable;
import relais.conversation.ChatPresence;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Draft;
import relais.conversation.Entry;

/// What one record of the table's stream says, in our words.
public sealed interface TableChange {
  /// A conversation began or changed.
  ///
  /// @param before null when it began
  record ConversationChanged(@Nullable Conversation before, Conversation after)
      implements TableChange {}

  /// The timeline grew by an entry.
  record EntryAdded(ConversationId conversation, Entry entry) implements TableChange {}

  /// An entry changed: a message moved on, a file arrived.
  record EntryChanged(ConversationId conversation, Entry before, Entry after)
      implements TableChange {}

  /// An agent went on writing something that was not sent yet.
  record DraftChanged(Draft draft) implements TableChange {}

  /// Somebody at a chat came, left, typed or read.
  ///
  /// @param before null when nobody sat there before
  record PresenceChanged(
      ConversationId conversation, @Nullable ChatPresence before, ChatPresence after)
      implements TableChange {}

  /// Something came into quarantine or left it.
  record QuarantineChanged() implements TableChange {}

  /// Settings have another version.
  record SettingsChanged(long version) implements TableChange {}

  /// Nothing that anybody waits for.
  record Nothing() implements TableChange {}
}
