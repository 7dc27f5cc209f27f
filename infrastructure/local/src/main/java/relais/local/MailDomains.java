package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import relais.embedded.NameServer;

/// Domains on one machine: a zone file to edit, the name server that reads it, and what SES says of
/// a domain, which follows from its records as in AWS.
///
/// SES knows each domain that has a record of its own in the file.
final class MailDomains implements AutoCloseable {
  private static final int KEYS = 3;
  private static final String KEY_ZONE = "dkim.amazonses.com";

  private final NameServer names;
  private final String region;

  private MailDomains(NameServer names, String region) {
    this.names = names;
    this.region = region;
  }

  /// Starts the name server.
  ///
  /// @param folder where the zone file is; written with a domain that lacks something when there
  ///     is none
  static MailDomains start(Path folder, String region) {
    Path zone = folder.resolve("zone.txt");
    try {
      if (!Files.exists(zone)) {
        Files.createDirectories(folder);
        Files.writeString(zone, beginning(region));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MailDomains(NameServer.start(() -> read(zone)), region);
  }

  /// Where the name server answers, `host:port`.
  String nameServer() {
    return names.address();
  }

  /// The answer to `GetEmailIdentity`; empty for a domain that SES does not know.
  Optional<ObjectNode> find(String domain) {
    List<String> exchangers = names.values(domain, "MX");
    if (exchangers.isEmpty() && names.values(domain, "TXT").isEmpty()) {
      return Optional.empty();
    }
    List<String> tokens = tokens(domain);
    boolean signs =
        tokens.stream()
            .allMatch(
                token ->
                    names
                        .values("%s._domainkey.%s".formatted(token, domain), "CNAME")
                        .contains("%s.%s.".formatted(token, KEY_ZONE)));
    String returnPath = "bounce." + domain;
    boolean returns =
        names
            .values(returnPath, "MX")
            .contains("10 feedback-smtp.%s.amazonses.com.".formatted(region));
    ObjectNode identity =
        Json.object()
            .put("IdentityType", "DOMAIN")
            .put("FeedbackForwardingStatus", false)
            .put("VerifiedForSendingStatus", signs)
            .put("VerificationStatus", status(signs));
    ObjectNode dkim =
        identity
            .putObject("DkimAttributes")
            .put("SigningEnabled", true)
            .put("Status", status(signs))
            .put("SigningAttributesOrigin", "AWS_SES")
            .put("SigningHostedZone", KEY_ZONE);
    dkim.set("Tokens", Json.of(tokens));
    identity
        .putObject("MailFromAttributes")
        .put("MailFromDomain", returnPath)
        .put("MailFromDomainStatus", status(returns))
        .put("BehaviorOnMxFailure", "USE_DEFAULT_VALUE");
    return Optional.of(identity);
  }

  private static String status(boolean well) {
    return well ? "SUCCESS" : "PENDING";
  }

  /// The names of a domain's keys: always the same for one domain.
  private static List<String> tokens(String domain) {
    return IntStream.range(0, KEYS).mapToObj(index -> token(domain + index)).toList();
  }

  private static String token(String of) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      StringBuilder token = new StringBuilder();
      for (byte each : digest) {
        token.append(Character.forDigit(Math.floorMod(each, 36), 36));
      }
      return token.toString().toLowerCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  private static String read(Path zone) {
    try {
      return Files.readString(zone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String beginning(String region) {
    String domain = "harbourgoods.example";
    List<String> tokens = tokens(domain);
    return """
    ; The domain name system of this machine: what is not here does not exist. Read at each look,
    ; so edit it and press "Check again" on the page of an inbox. SES knows each domain that has
    ; an MX or TXT record of its own, and verifies it when its three keys are here.
    %1$s. 300 IN MX 10 inbound-smtp.%2$s.amazonaws.com.
    %1$s. 300 IN TXT "v=spf1 -all"
    %3$s._domainkey.%1$s. 300 IN CNAME %3$s.dkim.amazonses.com.
    %4$s._domainkey.%1$s. 300 IN CNAME %4$s.dkim.amazonses.com.
    ; The third key is missing:
    ; %5$s._domainkey.%1$s. 300 IN CNAME %5$s.dkim.amazonses.com.
    bounce.%1$s. 300 IN MX 10 feedback-smtp.%2$s.amazonses.com.
    ; This says that nobody may send. It should be "v=spf1 include:amazonses.com ~all".
    bounce.%1$s. 300 IN TXT "v=spf1 -all"
    ; And there is no policy yet:
    ; _dmarc.%1$s. 300 IN TXT "v=DMARC1; p=quarantine; adkim=r; aspf=r"
    """
        .formatted(domain, region, tokens.get(0), tokens.get(1), tokens.get(2));
  }

  @Override
  public void close() {
    names.close();
  }
}
