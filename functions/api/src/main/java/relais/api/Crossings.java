package relais.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.Entry;

/// Who wrote since somebody looked.
///
/// Entries do not bear the version that wrote them, so it is counted back from the newest: every
/// message, note and act of a person took one version; what rules did came with the message. The
/// newest message's version is known, and counting starts anew from there.
final class Crossings {
  private Crossings() {}

  /// The messages since a version, oldest first; never none, for it is asked only when there was
  /// one.
  ///
  /// @param newestFirst the newest entries of the timeline
  /// @param seen the version that somebody looked at
  static List<Entry> since(Conversation conversation, List<Entry> newestFirst, long seen) {
    List<Entry> messages = new ArrayList<>();
    long version = conversation.versions().current() + 1;
    Instant sameWriteAs = null;
    for (Entry entry : newestFirst) {
      if (isPartOfAMessage(entry)) {
        continue;
      }
      if (!isWrittenWith(entry, sameWriteAs)) {
        version--;
      }
      sameWriteAs = entry instanceof Entry.Event ? entry.at() : null;
      boolean message =
          entry instanceof Entry.InboundMessage
              || (entry instanceof Entry.OutboundMessage sent && !sent.isReaction());
      if (message && messages.isEmpty()) {
        version = conversation.versions().message();
        messages.add(entry);
      } else if (version <= seen) {
        break;
      } else if (message) {
        messages.add(entry);
      }
    }
    Collections.reverse(messages);
    return messages;
  }

  private static boolean isPartOfAMessage(Entry entry) {
    return switch (entry) {
      case Entry.Event event ->
          switch (event.actor()) {
            case Actor.Customer _, Actor.ByRule _ -> true;
            case Actor.Agent _, Actor.Outside _, Actor.Relais _ -> false;
          };
      case Entry.OutboundMessage message -> message.isAutomatic();
      case Entry.InboundMessage _, Entry.PrivateNote _ -> false;
    };
  }

  private static boolean isWrittenWith(Entry entry, @Nullable Instant event) {
    return switch (entry) {
      case Entry.InboundMessage _, Entry.PrivateNote _ -> false;
      case Entry.OutboundMessage _, Entry.Event _ -> entry.at().equals(event);
    };
  }
}
