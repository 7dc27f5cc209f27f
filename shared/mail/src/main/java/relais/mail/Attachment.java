package relais.mail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A part of a mail that is not its text: a file, a picture in the text, a signature.
///
/// The content is held once and not copied; whoever takes it must not write to it.
public final class Attachment {
  private final String name;
  private final String type;
  private final @Nullable String contentId;
  private final boolean inline;
  private final AttachmentKind kind;
  private final byte[] content;
  private final String sha256;

  private Attachment(
      String name,
      String type,
      @Nullable String contentId,
      boolean inline,
      AttachmentKind kind,
      byte[] content) {
    this.name = name;
    this.type = type;
    this.contentId = contentId;
    this.inline = inline;
    this.kind = kind;
    this.content = content;
    this.sha256 = HexFormat.of().formatHex(sha256(content));
  }

  /// A file beside the text.
  ///
  /// @param name what it should be called; folders, control characters and the like are taken out
  /// @param type its media type, such as `application/pdf`
  public static Attachment file(String name, String type, byte[] content) {
    return of(name, type, null, false, content);
  }

  /// A part shown within the text, named there as `cid:contentId`.
  public static Attachment inline(String name, String type, String contentId, byte[] content) {
    return of(name, type, contentId, true, content);
  }

  /// An attachment with everything said.
  ///
  /// @param contentId without angle brackets; null when nothing can refer to it
  /// @param inline whether it is meant to be seen within the text
  /// @throws IllegalArgumentException when the type is not `type/subtype`, or the content id has
  ///     spaces, brackets or control characters
  public static Attachment of(
      String name, String type, @Nullable String contentId, boolean inline, byte[] content) {
    String lowerType = type.toLowerCase(Locale.ROOT).strip();
    if (!MediaType.isWellFormed(lowerType)) {
      throw new IllegalArgumentException(
          "Not a media type: '%s'. Write it as type/subtype.".formatted(type));
    }
    if (contentId != null && !isUsable(contentId)) {
      throw new IllegalArgumentException(
          "A content id has no spaces, brackets or control characters");
    }
    return new Attachment(
        FileName.safe(name, lowerType),
        lowerType,
        contentId,
        inline,
        MediaType.kindOf(lowerType),
        content);
  }

  private static boolean isUsable(String contentId) {
    for (int i = 0; i < contentId.length(); i++) {
      char c = contentId.charAt(i);
      if (c <= ' ' || c == '<' || c == '>' || Character.isISOControl(c)) {
        return false;
      }
    }
    return !contentId.isEmpty();
  }

  /// The file name: never empty, without folders or control characters.
  public String name() {
    return name;
  }

  /// The media type in lower case, without parameters, as the sender declared it.
  public String type() {
    return type;
  }

  /// The number of bytes of the decoded content.
  public long size() {
    return content.length;
  }

  /// The SHA-256 of the decoded content in lower-case hexadecimal.
  public String sha256() {
    return sha256;
  }

  /// The name under which the text refers to it (`cid:`), without angle brackets.
  public @Nullable String contentId() {
    return contentId;
  }

  /// Whether it belongs within the text rather than beside it.
  public boolean inline() {
    return inline;
  }

  /// What it is for.
  public AttachmentKind kind() {
    return kind;
  }

  /// The decoded bytes themselves, not a copy: do not write to them.
  public byte[] content() {
    return content;
  }

  @Override
  public String toString() {
    return "Attachment[%s, %s, %d bytes]".formatted(name, type, content.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attachment that
        && name.equals(that.name)
        && type.equals(that.type)
        && java.util.Objects.equals(contentId, that.contentId)
        && inline == that.inline
        && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
