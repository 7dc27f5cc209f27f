package relais.delivery;

import relais.conversation.Conversation;
import relais.conversation.Entry;

/// Hands one message to the outside world: SES for mail, its provider for everything else. A
/// private note is another type and cannot be handed over.
///
/// An implementation tries once. Whoever is not sure that nothing was sent answers
/// [HandedOver.Unknown]: a second try is decided elsewhere, on evidence.
interface Provider {
  HandedOver handOver(Conversation conversation, Entry.OutboundMessage message);
}
