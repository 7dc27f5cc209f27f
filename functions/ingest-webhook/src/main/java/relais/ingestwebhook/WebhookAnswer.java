package relais.ingestwebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import relais.channels.WebhookReply;

/// What the provider is told. It tells nothing that a stranger should know.
///
/// @param status of HTTP
/// @param reply the body with its type
record WebhookAnswer(int status, WebhookReply reply) {
  private WebhookAnswer(int status, String text) {
    this(status, new WebhookReply(WebhookReply.EMPTY.contentType(), text));
  }

  /// The right handshake.
  static WebhookAnswer confirmed(String challenge) {
    return new WebhookAnswer(200, challenge);
  }

  static WebhookAnswer taken(WebhookReply reply) {
    return new WebhookAnswer(200, reply);
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

  static WebhookAnswer unknownInbox() {
    return new WebhookAnswer(404, "There is no such inbox.");
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
                reply.contentType(),
                "x-content-type-options",
                "nosniff",
                "cache-control",
                "no-store"))
        .withBody(reply.body())
        .withIsBase64Encoded(false)
        .build();
  }
}
