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
      Pattern.compile("([cs])([0-7][0-9a-hjkmnp-tv-z]{25})\\.([0-9a-hjkmnp-tv-z]{16})");

  /// What a tag names: its first letter, and the words that are signed with the name.
  private enum Named {
    CONVERSATION("c", "reply address of "),
    SIDE_THREAD("s", "side thread address of ");

    private final String letter;
    private final String words;

    Named(String letter, String words) {
      this.letter = letter;
      this.words = words;
    }
  }

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
    return of(inbox, Named.CONVERSATION, conversation.value(), keys);
  }

  /// The same of a side thread, which has an address of its own: `support+s<id>.<signature>@…`.
  public static Optional<MailAddress> of(MailAddress inbox, EntryId side, ReplyKeys keys) {
    return of(inbox, Named.SIDE_THREAD, side.value(), keys);
  }

  private static Optional<MailAddress> of(
      MailAddress inbox, Named named, String name, ReplyKeys keys) {
    String local =
        "%s+%s%s.%s"
            .formatted(
                inbox.local(),
                named.letter,
                name.toLowerCase(Locale.ROOT),
                signature(named, name, keys.current()));
    return local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL
        ? Optional.empty()
        : Optional.of(new MailAddress(local, inbox.domain()));
  }

  /// The conversation whose reply address this is; empty when it is none, or when none of the keys
  /// signed it. Upper and lower case do not matter: some mail systems change them.
  public static Optional<ConversationId> conversation(MailAddress recipient, ReplyKeys keys) {
    return name(recipient, Named.CONVERSATION, keys).map(ConversationId::new);
  }

  /// The side thread whose reply address this is, as [#conversation] finds conversations.
  public static Optional<EntryId> side(MailAddress recipient, ReplyKeys keys) {
    return name(recipient, Named.SIDE_THREAD, keys).map(EntryId::new);
  }

  private static Optional<String> name(MailAddress recipient, Named named, ReplyKeys keys) {
    String local = recipient.local().toLowerCase(Locale.ROOT);
    Matcher tag = TAG.matcher(local.substring(local.lastIndexOf('+') + 1));
    if (!tag.matches() || !tag.group(1).equals(named.letter)) {
      return Optional.empty();
    }
    String name = tag.group(2).toUpperCase(Locale.ROOT);
    byte[] given = tag.group(3).getBytes(StandardCharsets.US_ASCII);
    boolean ours =
        keys.all()
            .map(key -> signature(named, name, key).getBytes(StandardCharsets.US_ASCII))
            .anyMatch(expected -> MessageDigest.isEqual(expected, given));
    return ours ? Optional.of(name) : Optional.empty();
  }

  /// The address without the tag behind its last `+`; empty when it has none.
  public static Optional<MailAddress> withoutTag(MailAddress address) {
    int plus = address.local().lastIndexOf('+');
    return plus <= 0
        ? Optional.empty()
        : Optional.of(new MailAddress(address.local().substring(0, plus), address.domain()));
  }

  private static String signature(Named named, String name, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
      byte[] code = mac.doFinal((named.words + name).getBytes(StandardCharsets.UTF_8));
      return Ulid.base32(Arrays.copyOf(code, SIGNATURE_BYTES)).toLowerCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has HMAC-SHA-256", e);
    }
  }
}
