package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed digests (RFC 2104) and comparing them.
public enum Hmac {
  SHA_1("HmacSHA1"),
  SHA_256("HmacSHA256");

  private final String algorithm;

  Hmac(String algorithm) {
    this.algorithm = algorithm;
  }

  /// The digest of a text under a key.
  ///
  /// @throws IllegalArgumentException when the key is empty, as that signs for everybody
  public byte[] of(byte[] text, byte[] key) {
    if (key.length == 0) {
      throw new IllegalArgumentException(
          "The secret is empty. Copy it anew from where the provider shows it.");
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + algorithm, e);
    }
  }

  /// Whether two texts are the same, in a time that does not tell how much of them is.
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
