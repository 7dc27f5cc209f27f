package relais.conversation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import relais.mail.MailAddress;

/// The address of one conversation: the inbox's own with a tag that names the conversation and
/// proves that we wrote it, `support+c<id>.<signature>@…`.
///
/// It is the Reply-To of what we send. Who writes to it holds it from us or from somebody we wrote
/// to, so it is the strongest evidence of where a mail belongs.
public final class ReplyAddress {
  /// RFC 5321 section 4.5.3.1.1.
  private static final int MAX_LOCAL = 64;

  private static final int SIGNATURE_BYTES = 10;
  private static final Pattern TAG =
      Pattern.compile("c([0-7][0-9a-hjkmnp-tv-z]{25})\\.([0-9a-hjkmnp-tv-z]{16})");

  private ReplyAddress() {}

  /// What a tag takes: `+c`, the conversation, a point, the signature.
  private static final int TAG_LENGTH = 2 + 26 + 1 + 16;

  /// Whether an inbox's own address leaves room for a tag.
  public static boolean fits(MailAddress inbox) {
    return inbox.local().getBytes(StandardCharsets.UTF_8).length + TAG_LENGTH <= MAX_LOCAL;
  }

  /// The reply address of a conversation; empty when the inbox's own address leaves no room for a
  /// tag (RFC 5321 allows 64 characters before the `@`).
  public static Optional<MailAddress> of(
      MailAddress inbox, ConversationId conversation, ReplyKeys keys) {
    String local =
        "%s+c%s.%s"
            .formatted(
                inbox.local(),
                conversation.value().toLowerCase(Locale.ROOT),
                signature(conversation, keys.current()));
    return local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL
        ? Optional.empty()
        : Optional.of(new MailAddress(local, inbox.domain()));
  }

  /// The conversation whose reply address this is; empty when it is none, or when none of the keys
  /// signed it. Upper and lower case do not matter: some mail systems change them.
  public static Optional<ConversationId> conversation(MailAddress recipient, ReplyKeys keys) {
    String local = recipient.local().toLowerCase(Locale.ROOT);
    Matcher tag = TAG.matcher(local.substring(local.lastIndexOf('+') + 1));
    if (!tag.matches()) {
      return Optional.empty();
    }
    ConversationId conversation = new ConversationId(tag.group(1).toUpperCase(Locale.ROOT));
    byte[] given = tag.group(2).getBytes(StandardCharsets.US_ASCII);
    boolean ours =
        keys.all()
            .map(key -> signature(conversation, key).getBytes(StandardCharsets.US_ASCII))
            .anyMatch(expected -> MessageDigest.isEqual(expected, given));
    return ours ? Optional.of(conversation) : Optional.empty();
  }

  /// The address without the tag behind its last `+`; empty when it has none.
  public static Optional<MailAddress> withoutTag(MailAddress address) {
    int plus = address.local().lastIndexOf('+');
    return plus <= 0
        ? Optional.empty()
        : Optional.of(new MailAddress(address.local().substring(0, plus), address.domain()));
  }

  private static String signature(ConversationId conversation, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
      byte[] code =
          mac.doFinal(
              ("reply address of " + conversation.value()).getBytes(StandardCharsets.UTF_8));
      return Ulid.base32(Arrays.copyOf(code, SIGNATURE_BYTES)).toLowerCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has HMAC-SHA-256", e);
    }
  }
}
