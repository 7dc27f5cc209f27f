package relais.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Addresses that strangers sent and people may click.
final class SafeLinks {
  private SafeLinks() {}

  /// The address of a web page; null when it is none.
  static @Nullable String web(@Nullable String address) {
    if (address == null) {
      return null;
    }
    String lower = address.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://") ? address.strip() : null;
  }
}
