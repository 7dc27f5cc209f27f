package relais.channels;

import java.util.List;
import java.util.Map;
import relais.conversation.Channel;

/// A channel whose provider sends webhooks. Each has a package of its own; the registry lists them.
public interface WebhookChannel {
  /// The word for it in addresses, on the command line and in logs.
  String word();

  /// The medium its messages travel on.
  default Channel medium() {
    return Channel.of(word());
  }

  /// Other words that mean it on the command line.
  default List<String> aliases() {
    return List.of();
  }

  /// What people call it.
  String label();

  /// The largest body its provider sends, in bytes.
  int maxBytes();

  /// The type of a body, as its original is kept.
  default String bodyType() {
    return "application/json";
  }

  /// Tells whether one of these secrets signed exactly this call.
  SignatureCheck check(WebhookCall call, List<String> secrets);

  /// Answers the provider's question whether this address wants its webhooks. Most never ask.
  default Handshake answer(Map<String, String> query, List<String> verifyTokens) {
    return new Handshake.Refused();
  }

  /// What an error of the provider means and what to do.
  ProviderFailure explain(ChannelEvent.Problem problem);

  /// Reads everything a body says, in its order. Never fails: what cannot be read is an event that
  /// says so.
  List<ChannelEvent> read(WebhookCall call);
}
