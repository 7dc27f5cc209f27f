package relais.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a browser asks, with the bytes as they were on the wire.
///
/// @param path its parts, decoded by the gateway
/// @param headers by name, in lower case
/// @param address of the network it comes from
@SuppressWarnings("ArrayRecordComponent") // a body is read and passed on, never compared
record PortalRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    String address,
    byte[] body) {

  /// Reads an event of the HTTP API, payload version 2.
  ///
  /// @param edgeProof what CloudFront adds to each request that comes through it
  static PortalRequest of(APIGatewayV2HTTPEvent event, String edgeProof) {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    APIGatewayV2HTTPEvent.RequestContext.Http http = context == null ? null : context.getHttp();
    String path = event.getRawPath() == null ? "" : event.getRawPath();
    Map<String, String> headers = new TreeMap<>();
    orEmpty(event.getHeaders())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new PortalRequest(
        http == null ? "" : String.valueOf(http.getMethod()),
        List.of(path.substring(Math.min(1, path.length())).split("/", -1)),
        orEmpty(event.getQueryStringParameters()),
        headers,
        address(headers, http == null ? "" : String.valueOf(http.getSourceIp()), edgeProof),
        body(event));
  }

  /// Behind CloudFront the gateway sees CloudFront's address. CloudFront writes the visitor's last
  /// into the list, and the gateway CloudFront's; what stands before them, anybody may have
  /// written.
  private static String address(Map<String, String> headers, String sourceIp, String edgeProof) {
    String forwarded = headers.getOrDefault("x-forwarded-for", "");
    List<String> hops = List.of(forwarded.split(",", -1));
    boolean fronted = edgeProof.equals(headers.get("x-relais-edge")) && hops.size() >= 2;
    return fronted ? hops.get(hops.size() - 2).strip() : sourceIp;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
