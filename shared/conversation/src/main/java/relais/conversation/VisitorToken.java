package relais.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a visitor's browser keeps so that we know them again: who they are, when we said so, and
/// our signature. It names no person and opens nothing but their own chat.
public final class VisitorToken {
  /// Each visit renews it.
  public static final Duration GOOD_FOR = Duration.ofDays(90);

  private static final int SIGNATURE_BYTES = 24;
  private static final Pattern TOKEN =
      Pattern.compile("1\\.([bu][0-9a-f]{32})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{32})");

  private VisitorToken() {}

  /// Writes a token.
  public static String of(Visitor visitor, ChatKeys keys, Instant now) {
    String seconds = Long.toString(now.getEpochSecond());
    return "1.%s.%s.%s".formatted(visitor.id(), seconds, signature(visitor, seconds, keys));
  }

  /// The visitor of a token; empty when we did not sign it for this chat, or too long ago.
  public static Optional<Visitor> read(InboxId chat, String token, ChatKeys keys, Instant now) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Visitor visitor = new Visitor(chat, parts.group(1));
    byte[] expected = signature(visitor, parts.group(2), keys).getBytes(StandardCharsets.US_ASCII);
    Instant issued = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
    boolean ours =
        MessageDigest.isEqual(expected, parts.group(3).getBytes(StandardCharsets.US_ASCII));
    return ours && now.isBefore(issued.plus(GOOD_FOR)) ? Optional.of(visitor) : Optional.empty();
  }

  private static String signature(Visitor visitor, String seconds, ChatKeys keys) {
    byte[] code =
        Visitor.hmac(
            HexFormat.of().parseHex(keys.tokenKey()),
            "visitor %s %s since %s".formatted(visitor.chat(), visitor.id(), seconds));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOf(code, SIGNATURE_BYTES));
  }
}
