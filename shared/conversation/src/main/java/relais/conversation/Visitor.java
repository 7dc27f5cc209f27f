package relais.conversation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Somebody who uses a chat, as far as we can know: a browser, or a user of the site whom the site
/// vouches for.
///
/// @param chat whose visitor it is: nobody is known from one chat to another
/// @param id `b` and 32 hexadecimal digits for a browser, `u` and 32 for a user of the site
public record Visitor(InboxId chat, String id) {
  private static final String KIND = "visitor";
  private static final Pattern ID = Pattern.compile("[bu][0-9a-f]{32}");

  public Visitor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not a visitor: %d characters".formatted(id.length()));
    }
  }

  /// A browser that comes for the first time.
  ///
  /// @param chance 16 bytes in hexadecimal that nobody can guess
  public static Visitor browser(InboxId chat, String chance) {
    return new Visitor(chat, "b" + chance);
  }

  /// A user whom the site vouches for: it signed their name there with a secret that it shares with
  /// us. The same user is the same visitor on every device. Empty when the signature is not the
  /// site's.
  ///
  /// @param user the site's own name for them
  /// @param signature HMAC-SHA-256 of `user` in hexadecimal
  public static Optional<Visitor> user(InboxId chat, String user, String signature, ChatKeys keys) {
    byte[] expected =
        HexFormat.of()
            .formatHex(hmac(keys.identitySecret().getBytes(StandardCharsets.UTF_8), user))
            .getBytes(StandardCharsets.US_ASCII);
    byte[] given = signature.strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given)
        ? Optional.of(new Visitor(chat, "u" + name(chat, user)))
        : Optional.empty();
  }

  /// Whether the site vouches for them.
  public boolean isVerified() {
    return id.startsWith("u");
  }

  /// Who they are in conversations.
  public Identity identity() {
    return new Identity(KIND, chat.value() + "/" + id);
  }

  /// The visitor behind an identity; empty when it is none of a chat.
  public static Optional<Visitor> of(Identity identity) {
    if (!identity.kind().equals(KIND)) {
      return Optional.empty();
    }
    int slash = identity.value().lastIndexOf('/');
    return Optional.of(
        new Visitor(
            new InboxId(identity.value().substring(0, slash)),
            identity.value().substring(slash + 1)));
  }

  /// What they are called as long as they do not say.
  public String callName() {
    return "Visitor " + id.substring(1, 5).toUpperCase(java.util.Locale.ROOT);
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has HMAC-SHA-256", e);
    }
  }

  /// The site's own names do not go into keys: they may be addresses.
  private static String name(InboxId chat, String user) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((chat.value() + "\n" + user).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
