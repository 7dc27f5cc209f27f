package relais.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Which addresses lie outside. Whoever follows an address that somebody else wrote down asks here
/// first, so that nobody can have us look into our own network.
public final class PublicAddresses {
  private PublicAddresses() {}

  /// Whether a name leads to public addresses alone.
  ///
  /// @throws UnknownHostException when it leads nowhere at the moment
  public static boolean areAll(String host) throws UnknownHostException {
    for (InetAddress resolved : InetAddress.getAllByName(host)) {
      if (!isPublic(resolved)) {
        return false;
      }
    }
    return true;
  }

  /// Whether an address is one of the public network.
  public static boolean isPublic(InetAddress address) {
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
