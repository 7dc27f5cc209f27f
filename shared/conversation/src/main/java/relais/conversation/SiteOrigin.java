package relais.conversation;

import java.net.URI;
import java.util.Locale;

/// A site as browsers name it, `https://shop.example` (RFC 6454): no path, no trailing slash.
///
/// @param value scheme, host and, where it is not the usual one, port, in lower case
public record SiteOrigin(String value) {
  private static final int MAX_LENGTH = 260;

  public SiteOrigin {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (value.length() > MAX_LENGTH || !isOrigin(value)) {
      throw new IllegalArgumentException(
          "A site is named like https://shop.example, without a path");
    }
  }

  /// Plain http is for a machine of one's own only.
  private static boolean isOrigin(String value) {
    URI uri;
    try {
      uri = URI.create(value);
    } catch (IllegalArgumentException _) {
      return false;
    }
    String host = uri.getHost();
    boolean bare =
        host != null
            && uri.getUserInfo() == null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    return bare
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme())
                && (host.equals("localhost") || host.equals("127.0.0.1"))));
  }
}
