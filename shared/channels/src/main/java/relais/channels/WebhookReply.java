package relais.channels;

/// What the provider is answered when its webhook was taken in.
public record WebhookReply(String contentType, String body) {
  /// Nothing.
  public static final WebhookReply EMPTY = new WebhookReply("text/plain; charset=utf-8", "");

  /// XML.
  public static WebhookReply xml(String body) {
    return new WebhookReply("text/xml; charset=utf-8", body);
  }
}
