package relais.portal;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import relais.channels.JsonObject;

/// What a browser is told.
///
/// @param status of HTTP
/// @param headers beside those that every answer has
/// @param isBase64 whether the body is bytes, in base 64
record PortalAnswer(int status, Map<String, String> headers, String body, boolean isBase64) {
  PortalAnswer {
    headers = Map.copyOf(headers);
  }

  PortalAnswer(int status, Map<String, String> headers, String body) {
    this(status, headers, body, false);
  }

  /// A picture that never changes, and does nothing but show.
  static PortalAnswer picture(String type, byte[] content) {
    return new PortalAnswer(
        200,
        Map.of(
            "content-type", type,
            "cache-control", "public, max-age=31536000, immutable",
            "content-security-policy", "default-src 'none'; sandbox",
            "cross-origin-resource-policy", "cross-origin"),
        Base64.getEncoder().encodeToString(content),
        true);
  }

  static PortalAnswer json(int status, JsonObject body) {
    return new PortalAnswer(status, Map.of("content-type", "application/json"), body.toString());
  }

  /// Nothing more to say.
  static PortalAnswer nothing() {
    return new PortalAnswer(204, Map.of(), "");
  }

  /// What is wrong, by a word that never changes.
  static PortalAnswer refused(int status, String code) {
    return json(status, new JsonObject().with("code", code));
  }

  static PortalAnswer notFound() {
    return refused(404, "not-found");
  }

  /// Not stored, or stored and not passed on: to be sent again.
  static PortalAnswer later() {
    return refused(503, "later").with("retry-after", "5");
  }

  PortalAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new PortalAnswer(status, more, body, isBase64);
  }

  APIGatewayV2HTTPResponse response() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("cache-control", "no-store");
    all.put("x-content-type-options", "nosniff");
    all.put("referrer-policy", "no-referrer");
    all.putAll(headers);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body)
        .withIsBase64Encoded(isBase64)
        .build();
  }
}
