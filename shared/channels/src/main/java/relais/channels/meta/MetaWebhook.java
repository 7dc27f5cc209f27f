package relais.channels.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relais.channels.Handshake;
import relais.channels.Hmac;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;

/// How webhooks of Meta prove where they come from.
///
/// A signature bears no time, so an old body with its signature stays valid for ever; what protects
/// against repetition is that everything in it has a name and counts once.
public final class MetaWebhook {
  /// The header with the signature, in the lower case that gateways use.
  public static final String SIGNATURE_HEADER = "x-hub-signature-256";

  private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-f]{64})");

  private MetaWebhook() {}

  /// Tells whether one of our app secrets signed exactly these bytes.
  ///
  /// @param appSecrets all that are in use, so that a secret can be replaced without a gap
  public static SignatureCheck check(WebhookCall call, List<String> appSecrets) {
    String signature = call.header(SIGNATURE_HEADER);
    if (signature == null) {
      return SignatureCheck.MISSING;
    }
    Matcher form = SIGNATURE.matcher(signature);
    if (!form.matches()) {
      return SignatureCheck.INVALID;
    }
    byte[] claimed = HexFormat.of().parseHex(form.group(1));
    boolean known = false;
    for (String secret : appSecrets) {
      // Every secret is tried, so that the time taken does not tell which one matched.
      known |= MessageDigest.isEqual(hmac(call.body(), secret), claimed);
    }
    return known ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  /// Signs a body as Meta would; for whoever plays Meta.
  ///
  /// @return the value of the signature header
  public static String sign(byte[] body, String appSecret) {
    return "sha256=" + HexFormat.of().formatHex(hmac(body, appSecret));
  }

  private static byte[] hmac(byte[] body, String secret) {
    return Hmac.SHA_256.of(body, secret.getBytes(UTF_8));
  }

  /// Answers the question whether this address wants webhooks.
  ///
  /// @param query the decoded query parameters
  /// @param verifyTokens the tokens of all inboxes; one of them must be in the question
  public static Handshake answer(Map<String, String> query, List<String> verifyTokens) {
    String token = query.get("hub.verify_token");
    String challenge = query.get("hub.challenge");
    if (!"subscribe".equals(query.get("hub.mode"))
        || token == null
        || challenge == null
        || challenge.isEmpty()) {
      return new Handshake.Refused();
    }
    boolean known = false;
    for (String expected : verifyTokens) {
      known |= !expected.isBlank() && Hmac.same(expected, token);
    }
    return known ? new Handshake.Confirmed(challenge) : new Handshake.Refused();
  }
}
