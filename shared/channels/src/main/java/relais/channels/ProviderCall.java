package relais.channels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A request over HTTP as it leaves, with everything that proves who we are. It is never logged.
///
/// @param url with its scheme; may hold a token
@SuppressWarnings("ArrayRecordComponent") // a body is built and sent, never compared
public record ProviderCall(
    String method, String url, SequencedMap<String, String> headers, byte[] body) {
  public ProviderCall {
    headers = new LinkedHashMap<>(headers);
  }

  /// A question without a body.
  public static ProviderCall get(String url, Map<String, String> headers) {
    return new ProviderCall("GET", url, new LinkedHashMap<>(headers), new byte[0]);
  }

  /// A request with its own headers beside.
  public static ProviderCall of(Written.Request request, String url, Map<String, String> headers) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", request.contentType());
    all.putAll(headers);
    return new ProviderCall(request.method(), url, all, request.body());
  }

  /// Names nothing of it.
  @Override
  public String toString() {
    return "ProviderCall " + method;
  }
}
