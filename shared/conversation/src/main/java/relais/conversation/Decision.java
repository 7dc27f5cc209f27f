package relais.conversation;

import java.util.List;

/// The answer of a rule of the inbox. A refusal is an answer, not an exception.
public sealed interface Decision {
  /// Something changes: the new state and the entries that explain it.
  record Changed(Conversation conversation, List<Entry> entries) implements Decision {
    public Changed {
      entries = List.copyOf(entries);
    }
  }

  /// It is so already.
  record Unchanged() implements Decision {}

  /// It may not be, with the reason a person can act on.
  record Refused(Refusal reason) implements Decision {}

  /// Why not.
  enum Refusal {
    /// Somebody, customer or colleague, wrote since the author looked.
    CROSSED_BY_MESSAGE,
    /// Somebody assigned or moved it since.
    CROSSED_BY_OWNER,
    /// The agent or team to assign to does not exist or does not fit.
    NO_SUCH_OWNER,
    /// The free-text window of the channel is closed.
    WINDOW_CLOSED,
    /// Who takes part in the conversation itself is no recipient in a side thread.
    TAKES_PART,
    /// There is no such side thread, or no more may begin.
    NO_SIDE_THREAD,
    /// As many replies wait in the conversation as may.
    TOO_MANY_WAITING,
    /// The message is not in a state from which it can be sent again.
    NOT_RETRYABLE,
    /// There is no such label.
    NO_SUCH_LABEL
  }
}
