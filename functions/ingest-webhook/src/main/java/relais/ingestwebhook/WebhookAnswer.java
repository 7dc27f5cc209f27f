package relais.ingestwebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/// What the provider is told. It tells nothing that a stranger should know.
///
/// @param status of HTTP
/// @param text the body, as plain text
record WebhookAnswer(int status, String text) {
  static WebhookAnswer taken() {
    return new WebhookAnswer(200, "");
  }

  static WebhookAnswer refused() {
    return new WebhookAnswer(401, "The signature is missing or not ours.");
  }

  static WebhookAnswer forbidden() {
    return new WebhookAnswer(403, "The verify token is not ours.");
  }

  static WebhookAnswer unknownChannel() {
    return new WebhookAnswer(404, "There is no such channel.");
  }

  static WebhookAnswer otherMethod() {
    return new WebhookAnswer(405, "Use GET for the handshake and POST for webhooks.");
  }

  static WebhookAnswer tooLarge() {
    return new WebhookAnswer(413, "The body is larger than any webhook of this channel.");
  }

  /// Not stored, or stored and not passed on: the provider sends it again.
  static WebhookAnswer later() {
    return new WebhookAnswer(503, "Send it again later.");
  }

  APIGatewayV2HTTPResponse response() {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(
            Map.of(
                "content-type",
                "text/plain; charset=utf-8",
                "x-content-type-options",
                "nosniff",
                "cache-control",
                "no-store"))
        .withBody(text)
        .withIsBase64Encoded(false)
        .build();
  }
}
