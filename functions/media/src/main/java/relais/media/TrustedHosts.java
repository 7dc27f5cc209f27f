package relais.media;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/// Whom we ask for files. The address of a file comes from outside, and the access token goes
/// along: so only to hosts of the provider, only encrypted, and never into a private network.
final class TrustedHosts {
  private static final Set<String> HOSTS = Set.of("lookaside.fbsbx.com");
  private static final Set<String> DOMAINS = Set.of(".fbcdn.net", ".whatsapp.net");

  private final URI graph;

  /// @param graph the address of the Graph API; its host is trusted as the settings name it, on one
  ///     machine even without encryption and in a private network
  TrustedHosts(URI graph) {
    this.graph = graph;
  }

  /// Whether the name of the host is one to ask, whatever it resolves to.
  boolean trustsName(URI address) {
    if (isGraph(address)) {
      return true;
    }
    String host = host(address);
    return "https".equalsIgnoreCase(address.getScheme())
        && (address.getPort() == -1 || address.getPort() == 443)
        && address.getUserInfo() == null
        && (HOSTS.contains(host) || DOMAINS.stream().anyMatch(host::endsWith));
  }

  /// Whether it may be asked: a trusted name that leads to public addresses alone.
  ///
  /// @throws UnknownHostException when the name leads nowhere at the moment
  boolean trusts(URI address) throws UnknownHostException {
    if (!trustsName(address)) {
      return false;
    }
    if (isGraph(address)) {
      return true;
    }
    for (InetAddress resolved : InetAddress.getAllByName(host(address))) {
      if (!isPublic(resolved)) {
        return false;
      }
    }
    return true;
  }

  /// Whether two addresses are on the same host and port, by the same scheme.
  static boolean sameHost(URI one, URI other) {
    return host(one).equals(host(other))
        && String.valueOf(one.getScheme()).equalsIgnoreCase(String.valueOf(other.getScheme()))
        && one.getPort() == other.getPort();
  }

  private boolean isGraph(URI address) {
    return address.getUserInfo() == null && sameHost(graph, address);
  }

  private static String host(URI address) {
    String host = address.getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (bytes.length == 4) {
      boolean carrierGrade = first == 100 && second >= 64 && second <= 127;
      boolean thisNetwork = first == 0;
      boolean benchmark = first == 198 && (second == 18 || second == 19);
      boolean reserved = first >= 240;
      return !carrierGrade && !thisNetwork && !benchmark && !reserved;
    }
    // Unique local addresses (fc00::/7), and prefixes that carry an IPv4 address inside.
    boolean uniqueLocal = (first & 0xfe) == 0xfc;
    boolean translated = first == 0x00 || (first == 0x20 && second == 0x02);
    return !uniqueLocal && !translated;
  }
}
