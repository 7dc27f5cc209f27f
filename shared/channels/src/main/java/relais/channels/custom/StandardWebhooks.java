package relais.channels.custom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import relais.channels.Hmac;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;

/// Signatures after the Standard Webhooks specification: over id, time and body, with a shared
/// secret (`whsec_…`, `v1`) or with a key pair (`whpk_…`, `v1a`).
public final class StandardWebhooks {
  /// How far the time of a webhook may be from ours, either way.
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ID = "webhook-id";
  private static final String TIMESTAMP = "webhook-timestamp";
  private static final String SIGNATURE = "webhook-signature";
  private static final String SECRET_PREFIX = "whsec_";
  private static final String PUBLIC_KEY_PREFIX = "whpk_";

  /// What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410).
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private StandardWebhooks() {}

  /// Tells whether one of the secrets or keys signed this call, not long ago.
  ///
  /// @param secrets those in use; one that is none matches nothing
  static SignatureCheck check(WebhookCall call, List<String> secrets) {
    String id = call.header(ID);
    String timestamp = call.header(TIMESTAMP);
    String signatures = call.header(SIGNATURE);
    if (id == null || timestamp == null || signatures == null) {
      return SignatureCheck.MISSING;
    }
    if (!timestamp.matches("[0-9]{1,12}") || !isFresh(Long.parseLong(timestamp), call.at())) {
      return SignatureCheck.INVALID;
    }
    byte[] signed = signed(id, timestamp, call.body());
    boolean known = false;
    for (String secret : secrets) {
      for (String signature : signatures.split(" +", -1)) {
        known |= holds(secret, signature, signed);
      }
    }
    return known ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  /// The headers that make a webhook of ours one.
  ///
  /// @param id stays the same however often this one is sent
  /// @param at when it is sent this time
  /// @param secret `whsec_` and base 64
  public static SequencedMap<String, String> headers(
      String id, Instant at, byte[] body, String secret) {
    byte[] key = decoded(secret, SECRET_PREFIX);
    if (key == null) {
      throw new IllegalArgumentException("A secret is whsec_ and base 64.");
    }
    String timestamp = Long.toString(at.getEpochSecond());
    byte[] signature = Hmac.SHA_256.of(signed(id, timestamp, body), key);
    SequencedMap<String, String> headers = new LinkedHashMap<>();
    headers.put(ID, id);
    headers.put(TIMESTAMP, timestamp);
    headers.put(SIGNATURE, "v1," + Base64.getEncoder().encodeToString(signature));
    return headers;
  }

  private static boolean isFresh(long seconds, @Nullable Instant now) {
    return now == null || Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
  }

  private static byte[] signed(String id, String timestamp, byte[] body) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes((id + "." + timestamp + ".").getBytes(UTF_8));
    text.writeBytes(body);
    return text.toByteArray();
  }

  private static boolean holds(String secret, String signature, byte[] text) {
    int comma = signature.indexOf(',');
    String version = comma < 0 ? "" : signature.substring(0, comma);
    byte[] claimed = base64(signature.substring(comma + 1));
    if (claimed == null) {
      return false;
    }
    // A string switch needs its default: there may be versions to come.
    return switch (version) {
      case "v1" -> {
        byte[] key = decoded(secret, SECRET_PREFIX);
        yield key != null
            && !secret.startsWith(PUBLIC_KEY_PREFIX)
            && MessageDigest.isEqual(Hmac.SHA_256.of(text, key), claimed);
      }
      case "v1a" -> {
        byte[] key =
            secret.startsWith(PUBLIC_KEY_PREFIX) ? decoded(secret, PUBLIC_KEY_PREFIX) : null;
        yield key != null && verified(key, text, claimed);
      }
      default -> false;
    };
  }

  private static boolean verified(byte[] key, byte[] text, byte[] claimed) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(ED25519);
    encoded.writeBytes(key);
    try {
      PublicKey publicKey =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(claimed);
    } catch (GeneralSecurityException notAKeyOrSignature) {
      return false;
    }
  }

  /// A secret's bytes, written with its prefix or without; null when it is none.
  private static byte @Nullable [] decoded(String secret, String prefix) {
    byte[] key = base64(secret.startsWith(prefix) ? secret.substring(prefix.length()) : secret);
    return key == null || key.length == 0 ? null : key;
  }

  private static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
