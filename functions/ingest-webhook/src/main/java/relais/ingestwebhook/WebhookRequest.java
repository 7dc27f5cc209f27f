package relais.ingestwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a provider sent, with the bytes as they were on the wire.
///
/// @param channel the word in the path, empty when there is none
/// @param inbox the inbox in the path, null when it names none
/// @param url the whole address as the provider wrote it, null when the event does not tell
@SuppressWarnings("ArrayRecordComponent") // a body is read and passed on, never compared
record WebhookRequest(
    Method method,
    String channel,
    @Nullable String inbox,
    @Nullable String url,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  private static final String PATH = "/webhooks/";

  /// What is asked.
  enum Method {
    /// Do you want my webhooks?
    HANDSHAKE,
    /// Here is one.
    WEBHOOK,
    /// Something no provider asks.
    OTHER
  }

  /// Reads an event of the HTTP API, payload version 2.
  ///
  /// @throws IllegalArgumentException when the body claims to be base 64 and is not
  static WebhookRequest of(APIGatewayV2HTTPEvent event) {
    return new WebhookRequest(
        method(event.getRequestContext()),
        channel(event),
        inbox(event),
        url(event),
        orEmpty(event.getQueryStringParameters()),
        orEmpty(event.getHeaders()),
        body(event));
  }

  // A string switch needs its default: HTTP knows more methods.
  private static Method method(APIGatewayV2HTTPEvent.@Nullable RequestContext context) {
    String method =
        context == null || context.getHttp() == null ? null : context.getHttp().getMethod();
    return switch (String.valueOf(method)) {
      case "GET" -> Method.HANDSHAKE;
      case "POST" -> Method.WEBHOOK;
      default -> Method.OTHER;
    };
  }

  private static String channel(APIGatewayV2HTTPEvent event) {
    String named = orEmpty(event.getPathParameters()).get("channel");
    if (named != null) {
      return named;
    }
    return inPath(event, 0);
  }

  private static @Nullable String inbox(APIGatewayV2HTTPEvent event) {
    String named = orEmpty(event.getPathParameters()).get("inbox");
    String written = named == null ? inPath(event, 1) : named;
    return written.isEmpty() ? null : written;
  }

  private static String inPath(APIGatewayV2HTTPEvent event, int index) {
    String path = event.getRawPath();
    int start = path == null ? -1 : path.lastIndexOf(PATH);
    String[] words =
        path == null || start < 0
            ? new String[0]
            : path.substring(start + PATH.length()).split("/", 3);
    return index < words.length ? words[index] : "";
  }

  private static @Nullable String url(APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    if (context == null || context.getDomainName() == null || event.getRawPath() == null) {
      return null;
    }
    String query = event.getRawQueryString();
    String address = "https://" + context.getDomainName() + event.getRawPath();
    return query == null || query.isEmpty() ? address : address + "?" + query;
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : new HashMap<>(map);
  }
}
