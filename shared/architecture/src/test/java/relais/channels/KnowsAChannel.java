package relais.channels;

import relais.channels.whatsapp.WhatsAppChannel;

/// A fault on purpose: what all channels share leans on one of them.
public final class KnowsAChannel {
  private final WhatsAppChannel channel = new WhatsAppChannel();

  String word() {
    return channel.word();
  }
}
