package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.Hmac;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;

/// How Twilio proves who sent something: HMAC-SHA-1 over the address and the sorted parameters of
/// the form. Any other body is proved by its digest, which stands in the address.
///
/// Which port of the address was signed, and how a quote in it was written, depends on what lies
/// between Twilio and us; so every way of writing it is tried. There is no time in it.
public final class TwilioSignature {
  private static final String HEADER = "X-Twilio-Signature";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(https?)://((?:[^/?#@]*@)?(?:\\[[^]]*]|[^/?#:]*))(:[0-9]+)?([^#]*)(#.*)?");
  private static final Pattern BODY_DIGEST = Pattern.compile("[?&]bodySHA256=([^&#]*)");

  private TwilioSignature() {}

  static SignatureCheck check(WebhookCall call, List<String> authTokens) {
    String signature = call.header(HEADER);
    if (signature == null) {
      return SignatureCheck.MISSING;
    }
    String url = call.url();
    String signed = url == null ? null : signedBody(url, call.body());
    if (url == null || signed == null) {
      return SignatureCheck.INVALID;
    }
    boolean known = false;
    for (String token : authTokens) {
      for (String address : writings(url)) {
        known |= Hmac.same(sign(address + signed, token), signature);
      }
    }
    return known ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  /// Signs a form as Twilio would; for whoever plays Twilio.
  ///
  /// @return the value of the signature header
  public static String sign(String url, byte[] form, String authToken) {
    return sign(url + FormParameters.of(new String(form, UTF_8)).inOrder(), authToken);
  }

  private static String sign(String text, String authToken) {
    return Base64.getEncoder()
        .encodeToString(Hmac.SHA_1.of(text.getBytes(UTF_8), authToken.getBytes(UTF_8)));
  }

  /// What of the body is signed beside the address.
  ///
  /// @return null when the body is not the one whose digest is in the address
  private static @Nullable String signedBody(String url, byte[] body) {
    Matcher digest = BODY_DIGEST.matcher(url);
    if (!digest.find()) {
      return FormParameters.of(new String(body, UTF_8)).inOrder();
    }
    return Hmac.same(sha256(body), digest.group(1).toLowerCase(Locale.ROOT)) ? "" : null;
  }

  /// The ways in which Twilio may have written an address.
  private static Set<String> writings(String url) {
    Set<String> all = new LinkedHashSet<>();
    for (String address : ports(url)) {
      int query = address.indexOf('?');
      String path = query < 0 ? address : address.substring(0, query);
      String rest = query < 0 ? "" : address.substring(query);
      all.add(address);
      all.add(path + rest.replace("'", "%27"));
      all.add(path + rest.replace("%27", "'"));
    }
    return all;
  }

  private static Set<String> ports(String url) {
    Set<String> all = new LinkedHashSet<>();
    all.add(url);
    Matcher parts = ADDRESS.matcher(url);
    if (parts.matches()) {
      String start = parts.group(1) + "://" + parts.group(2);
      String end = parts.group(4) + (parts.group(5) == null ? "" : parts.group(5));
      String usual = parts.group(1).equalsIgnoreCase("https") ? ":443" : ":80";
      all.add(start + end);
      all.add(start + usual + end);
    }
    return all;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
