package relais.delivery;

import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Settings;

/// Hands one message to the outside world: SES for mail, its provider for everything else. A
/// private note is another type and cannot be handed over.
///
/// An implementation tries once. Whoever is not sure that nothing was sent answers
/// [HandedOver.Unknown]: a second try is decided elsewhere, on evidence.
interface Provider {
  /// Hands over one portion of a message.
  ///
  /// @param settings as they are when the message leaves
  /// @param portion which portion of the message, from 0
  HandedOver handOver(
      Settings settings, Conversation conversation, Entry.OutboundMessage message, int portion);

  /// In how many portions a message leaves. The same message gives the same number.
  default int portions(Conversation conversation, Entry.OutboundMessage message) {
    return 1;
  }
}
