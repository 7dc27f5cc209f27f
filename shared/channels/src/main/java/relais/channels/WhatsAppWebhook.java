package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The webhook of the WhatsApp Cloud API: who sent it, and what it says.
///
/// A signature bears no time, so an old body with its signature stays valid for ever; what protects
/// against repetition is that everything in it has a name and counts once.
public final class WhatsAppWebhook {
  /// The header with the signature, in the lower case that gateways use.
  public static final String SIGNATURE_HEADER = "x-hub-signature-256";

  /// Payloads are at most this large (3 MB).
  public static final int MAX_BYTES = 3 * 1024 * 1024;

  private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-f]{64})");
  private static final String HMAC = "HmacSHA256";

  private WhatsAppWebhook() {}

  /// Tells whether one of our app secrets signed exactly these bytes.
  ///
  /// @param body as it came over the wire; reading and writing it again breaks the signature
  /// @param signature the header's value, null when there is none
  /// @param appSecrets all that are in use, so that a secret can be replaced without a gap
  public static SignatureCheck check(
      byte[] body, @Nullable String signature, List<String> appSecrets) {
    if (signature == null || signature.isBlank()) {
      return SignatureCheck.MISSING;
    }
    Matcher form = SIGNATURE.matcher(signature.strip());
    if (!form.matches()) {
      return SignatureCheck.INVALID;
    }
    byte[] claimed = HexFormat.of().parseHex(form.group(1));
    boolean known = false;
    for (String secret : appSecrets) {
      // Every secret is tried, so that the time taken does not tell which one matched.
      known |= MessageDigest.isEqual(hmac(body, secret), claimed);
    }
    return known ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  /// Signs a body as WhatsApp would; for whoever plays WhatsApp.
  ///
  /// @return the value of the signature header
  public static String sign(byte[] body, String appSecret) {
    return "sha256=" + HexFormat.of().formatHex(hmac(body, appSecret));
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
      known |=
          !expected.isBlank()
              && MessageDigest.isEqual(expected.getBytes(UTF_8), token.getBytes(UTF_8));
    }
    return known ? new Handshake.Confirmed(challenge) : new Handshake.Refused();
  }

  /// Reads everything a payload says, in its order. Never fails: what cannot be read is an event
  /// that says so.
  public static List<WhatsAppEvent> read(byte[] body) {
    return WhatsAppPayload.read(body);
  }

  private static byte[] hmac(byte[] body, String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "The app secret of a WhatsApp inbox is empty. Copy it from the app's basic settings.");
    }
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + HMAC, e);
    }
  }
}
