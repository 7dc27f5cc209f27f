package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// HTTP requests as API Gateway's payload format 2.0, and its answers as HTTP responses.
final class HttpEvents {
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpEvents() {}

  /// @param claims of the bearer token, null on routes without an authorizer
  static ObjectNode event(
      Context context,
      byte[] body,
      HttpRoutes.Match match,
      @Nullable ObjectNode claims,
      String requestId,
      Instant now) {
    ObjectNode event =
        Json.object()
            .put("version", "2.0")
            .put("routeKey", match.route().key())
            .put("rawPath", context.path())
            .put("rawQueryString", Objects.toString(context.queryString(), ""));
    ObjectNode headers = event.putObject("headers");
    for (String name : Collections.list(context.req().getHeaderNames())) {
      if (!name.equalsIgnoreCase("cookie")) {
        headers.put(
            name.toLowerCase(Locale.ROOT),
            String.join(",", Collections.list(context.req().getHeaders(name))));
      }
    }
    headers.put("x-forwarded-proto", context.scheme());
    String cookies = context.header("Cookie");
    if (cookies != null) {
      event.set("cookies", Json.of(List.of(cookies.split("; ?", -1))));
    }
    if (!context.queryParamMap().isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      context.queryParamMap().forEach((name, values) -> query.put(name, String.join(",", values)));
    }
    if (!match.parameters().isEmpty()) {
      event.set("pathParameters", Json.ofTexts(match.parameters()));
    }
    ObjectNode request =
        event
            .putObject("requestContext")
            .put("accountId", "anonymous")
            .put("apiId", "local")
            .put("domainName", context.host())
            .put("domainPrefix", "local")
            .put("requestId", requestId)
            .put("routeKey", match.route().key())
            .put("stage", "$default")
            .put("time", LOG_TIME.format(now))
            .put("timeEpoch", now.toEpochMilli());
    request
        .putObject("http")
        .put("method", context.method().name())
        .put("path", context.path())
        .put("protocol", context.protocol())
        .put("sourceIp", context.ip())
        .put("userAgent", Objects.toString(context.userAgent(), ""));
    if (claims != null) {
      ObjectNode jwt = request.putObject("authorizer").putObject("jwt");
      jwt.set("claims", claims);
      jwt.putNull("scopes");
    }
    putBody(event, body, Objects.toString(context.contentType(), ""));
    return event;
  }

  private static void putBody(ObjectNode event, byte[] body, String contentType) {
    String text = isText(contentType) ? decode(body) : null;
    if (body.length > 0) {
      event.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
    }
    event.put("isBase64Encoded", body.length > 0 && text == null);
  }

  private static boolean isText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/xml")
        || type.startsWith("application/javascript");
  }

  private static @Nullable String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// Answers a request with what the function returned.
  static void answer(Context context, byte[] json) {
    JsonNode answer = Json.read(json);
    if (!answer.has("statusCode")) {
      context.status(200).contentType("application/json").result(json);
      return;
    }
    context.status(answer.path("statusCode").asInt());
    answer
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (!header.getKey().equalsIgnoreCase("content-length")) {
                context.header(header.getKey(), header.getValue().asText());
              }
            });
    answer
        .path("multiValueHeaders")
        .properties()
        .forEach(
            header -> {
              if (!answer.path("headers").has(header.getKey())
                  && !header.getKey().equalsIgnoreCase("content-length")) {
                header
                    .getValue()
                    .forEach(value -> context.addHeader(header.getKey(), value.asText()));
              }
            });
    if (answer.path("cookies") instanceof ArrayNode cookies) {
      cookies.forEach(cookie -> context.addHeader("Set-Cookie", cookie.asText()));
    }
    String body = answer.path("body").asText("");
    if (answer.path("isBase64Encoded").asBoolean()) {
      context.result(Base64.getDecoder().decode(body));
    } else if (!answer.path("body").isNull()) {
      context.result(body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
