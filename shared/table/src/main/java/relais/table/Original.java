package relais.table;

import java.util.List;
import relais.conversation.Amendment;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;

/// A message that something speaks of by the provider's name for it.
public sealed interface Original {
  /// It is here.
  ///
  /// @param early what was said about it before we knew that the provider calls it so
  record Here(ConversationId conversation, EntryId entry, List<Amendment> early)
      implements Original {
    public Here {
      early = List.copyOf(early);
    }
  }

  /// It has not come yet.
  ///
  /// @param amendments what was said about it, in the order it came
  /// @param revision how often that was written; 0 when nobody spoke of it
  record Early(List<Amendment> amendments, long revision) implements Original {
    /// Nobody has spoken of it.
    public static final Early NONE = new Early(List.of(), 0);

    public Early {
      amendments = List.copyOf(amendments);
    }
  }
}
