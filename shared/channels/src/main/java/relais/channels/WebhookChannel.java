package relais.channels;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;

/// The channels whose providers send webhooks: the registry. A new one gets a constant here,
/// and the compiler then names every place that must know it.
public enum WebhookChannel {
  WHATSAPP(Channel.WHATSAPP);

  private final Channel channel;

  WebhookChannel(Channel channel) {
    this.channel = channel;
  }

  /// The medium its messages travel on.
  public Channel channel() {
    return channel;
  }

  /// The word for it in the path of its webhook.
  public String word() {
    return channel.word();
  }

  /// The channel of a word.
  public static Optional<WebhookChannel> find(String word) {
    for (WebhookChannel channel : values()) {
      if (channel.word().equals(word)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  /// The channel of a word that a person wrote.
  ///
  /// @throws IllegalArgumentException when no channel is called so; names those that are
  public static WebhookChannel of(String word) {
    return find(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no webhook channel '%s'. Use one of: %s."
                        .formatted(word, String.join(", ", words()))));
  }

  private static List<String> words() {
    return List.of(values()).stream().map(WebhookChannel::word).toList();
  }

  /// The largest body its provider sends, in bytes.
  public int maxBytes() {
    return switch (this) {
      case WHATSAPP -> WhatsAppWebhook.MAX_BYTES;
    };
  }

  /// Tells whether one of these secrets signed exactly these bytes.
  ///
  /// @param headers by name, in any case
  public SignatureCheck check(byte[] body, Map<String, String> headers, List<String> secrets) {
    return switch (this) {
      case WHATSAPP ->
          WhatsAppWebhook.check(body, header(headers, WhatsAppWebhook.SIGNATURE_HEADER), secrets);
    };
  }

  /// Answers the provider's question whether this address wants its webhooks.
  public Handshake answer(Map<String, String> query, List<String> verifyTokens) {
    return switch (this) {
      case WHATSAPP -> WhatsAppWebhook.answer(query, verifyTokens);
    };
  }

  /// Reads a body into what travels on the inbound queue. Never fails: what cannot be read becomes
  /// an item that says so.
  public WebhookReading read(byte[] body, WebhookArrival arrival) {
    return switch (this) {
      case WHATSAPP -> WhatsAppInbound.read(body, arrival);
    };
  }

  private static @Nullable String header(Map<String, String> headers, String lowerCaseName) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
        return header.getValue();
      }
    }
    return null;
  }
}
