package relais.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.whatsapp.WhatsAppChannel;
import relais.runtime.PublicAddresses;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TrustedHostsTest {
  private final TrustedHosts deployed =
      new TrustedHosts(
          URI.create("https://graph.facebook.com/v23.0"), new WhatsAppChannel().fileHosts());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://graph.facebook.com/v23.0/1",
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
        "https://scontent.xx.fbcdn.net/v/1.jpg",
        "https://mmg.whatsapp.net/d/1",
        "https://LOOKASIDE.FBSBX.COM:443/x"
      })
  void the_provider_is_asked(String address) {
    assertThat(deployed.trustsName(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://lookaside.fbsbx.com.evil.example/x",
        "https://evilfbcdn.net/x",
        "https://fbcdn.net.evil.example/x",
        "https://lookaside.fbsbx.com@evil.example/x",
        "https://user@lookaside.fbsbx.com/x",
        "https://user@graph.facebook.com/x",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1/x",
        "https://localhost/x",
        "file:///etc/passwd",
        "ftp://lookaside.fbsbx.com/x",
        "https:///x",
        "relative"
      })
  void nobody_else_is_asked(String address) {
    assertThat(deployed.trustsName(URI.create(address))).isFalse();
  }

  @Test
  void on_one_machine_the_host_of_the_settings_is_asked_and_no_other_port_of_it()
      throws UnknownHostException {
    TrustedHosts local =
        new TrustedHosts(
            URI.create("http://127.0.0.1:8025/graph"), new WhatsAppChannel().fileHosts());
    assertThat(local.trusts(URI.create("http://127.0.0.1:8025/files/1"))).isTrue();
    assertThat(local.trusts(URI.create("http://127.0.0.1:8027/files/1"))).isFalse();
    assertThat(local.trusts(URI.create("https://127.0.0.1:8025/files/1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "ff02::1"
      })
  void an_address_inside_a_private_network_is_not_public(String address)
      throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"157.240.1.1", "8.8.8.8", "2a03:2880:f003::1", "172.32.0.1"})
  void an_address_of_the_internet_is_public(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }
}
