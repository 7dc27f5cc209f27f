package relais.channels;

import java.util.List;

/// What a webhook says, for whoever wants to know why something did or did not come in.
///
/// @param events in the order of the payload, repetitions included
public record WebhookInspection(
    WebhookChannel channel, Signature signature, List<ChannelEvent> events) {
  public WebhookInspection {
    events = List.copyOf(events);
  }

  /// Whether the signature holds.
  public enum Signature {
    VALID("valid"),
    INVALID("invalid"),
    NOT_CHECKED("not checked");

    private final String words;

    Signature(String words) {
      this.words = words;
    }

    /// As it is printed.
    public String words() {
      return words;
    }
  }

  /// Reads a webhook.
  ///
  /// @param secrets those that may have signed it; none leaves the signature unchecked
  public static WebhookInspection of(
      WebhookChannel channel, WebhookCall call, List<String> secrets) {
    return new WebhookInspection(channel, signature(channel, call, secrets), channel.read(call));
  }

  private static Signature signature(
      WebhookChannel channel, WebhookCall call, List<String> secrets) {
    if (secrets.isEmpty()) {
      return Signature.NOT_CHECKED;
    }
    return switch (channel.check(call, secrets)) {
      case VALID -> Signature.VALID;
      case INVALID, MISSING -> Signature.INVALID;
    };
  }

  /// The whole inspection as JSON on one line.
  public String toJson() {
    return WebhookInspectionJson.of(this);
  }

  /// Its events alone, as a JSON list on one line.
  public String eventsJson() {
    return WebhookInspectionJson.events(this);
  }
}
