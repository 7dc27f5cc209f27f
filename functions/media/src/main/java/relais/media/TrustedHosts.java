package relais.media;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.channels.FileRoute;
import relais.runtime.PublicAddresses;

/// Whom we ask for files. The address of a file comes from outside, and the access token goes
/// along: so only to hosts of the provider, only encrypted, and never into a private network.
final class TrustedHosts {
  private final @Nullable URI api;
  private final FileRoute.Hosts hosts;

  /// @param api where the provider is spoken to; its host is trusted as the settings name it, on
  ///     one machine even without encryption and in a private network; null when there is none
  /// @param hosts the others that have its files
  TrustedHosts(@Nullable URI api, FileRoute.Hosts hosts) {
    this.api = api;
    this.hosts = hosts;
  }

  /// Whether the name of the host is one to ask, whatever it resolves to.
  boolean trustsName(URI address) {
    if (isApi(address)) {
      return true;
    }
    String host = host(address);
    return "https".equalsIgnoreCase(address.getScheme())
        && (address.getPort() == -1 || address.getPort() == 443)
        && address.getUserInfo() == null
        && hosts.has(host);
  }

  /// Whether it may be asked: a trusted name that leads to public addresses alone.
  ///
  /// @throws UnknownHostException when the name leads nowhere at the moment
  boolean trusts(URI address) throws UnknownHostException {
    if (!trustsName(address)) {
      return false;
    }
    if (isApi(address)) {
      return true;
    }
    return PublicAddresses.areAll(host(address));
  }

  /// Whether two addresses are on the same host and port, by the same scheme.
  static boolean sameHost(URI one, URI other) {
    return host(one).equals(host(other))
        && String.valueOf(one.getScheme()).equalsIgnoreCase(String.valueOf(other.getScheme()))
        && one.getPort() == other.getPort();
  }

  private boolean isApi(URI address) {
    return api != null && address.getUserInfo() == null && sameHost(api, address);
  }

  private static String host(URI address) {
    String host = address.getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}
