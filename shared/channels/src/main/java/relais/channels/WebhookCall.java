package relais.channels;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A webhook as it came over the wire.
///
/// @param body the bytes themselves; reading and writing them again breaks signatures
/// @param headers by name, in any case
/// @param url the whole address it was sent to, as the provider knows it; null when unknown
/// @param at when it came; null when that is long ago and its age says nothing
@SuppressWarnings("ArrayRecordComponent") // a body is read and passed on, never compared
public record WebhookCall(
    byte[] body, Map<String, String> headers, @Nullable String url, @Nullable Instant at) {
  public WebhookCall {
    Map<String, String> lowerCase = new HashMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lowerCase);
  }

  /// A body of which nothing else is known.
  public static WebhookCall of(byte[] body) {
    return new WebhookCall(body, Map.of(), null, null);
  }

  /// A header's value, null when it is absent or blank.
  public @Nullable String header(String name) {
    String value = headers.get(name.toLowerCase(Locale.ROOT));
    return value == null || value.isBlank() ? null : value.strip();
  }
}
