package relais.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what a file is by how it begins. What a sender declares decides nothing about what a
/// browser may show.
final class FileSignature {
  /// How many bytes from the beginning are needed at most.
  static final int LENGTH = 16;

  private static final String UNKNOWN = "application/octet-stream";

  /// Types whose files always begin in a way known here.
  private static final Set<String> RECOGNISED =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "audio/ogg",
          "audio/mpeg",
          "audio/aac",
          "audio/amr",
          "audio/mp4",
          "video/mp4",
          "video/3gpp",
          "application/pdf");

  private FileSignature() {}

  /// The type to store a file under.
  ///
  /// @param declared without parameters, in lower case
  /// @param beginning the first bytes, [#LENGTH] of them where there are as many
  /// @return the type the content shows; else the declared one where that may be; else
  ///     `application/octet-stream`
  static String type(String declared, byte[] beginning) {
    String found = found(new String(beginning, ISO_8859_1));
    if (found != null) {
      // Sound and film share their wrappings; which of both it is only the sender knows.
      return sameWrapping(declared, found) ? declared : found;
    }
    return RECOGNISED.contains(declared) ? UNKNOWN : declared;
  }

  private static boolean sameWrapping(String declared, String found) {
    return switch (found) {
      case "video/mp4", "video/3gpp", "audio/mp4" ->
          Set.of("video/mp4", "video/3gpp", "audio/mp4").contains(declared);
      case "audio/ogg" -> declared.equals("video/ogg");
      default -> false;
    };
  }

  private static @Nullable String found(String head) {
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return "image/gif";
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    if (head.startsWith("%PDF-")) {
      return "application/pdf";
    }
    if (head.startsWith("OggS")) {
      return "audio/ogg";
    }
    if (head.startsWith("#!AMR")) {
      return "audio/amr";
    }
    if (head.startsWith("ftyp", 4)) {
      return head.startsWith("3g", 8)
          ? "video/3gpp"
          : head.startsWith("M4A", 8) ? "audio/mp4" : "video/mp4";
    }
    if (head.startsWith("ID3")) {
      return "audio/mpeg";
    }
    return sound(head);
  }

  /// Frames of sound begin with eleven or twelve set bits; the next ones tell which kind it is.
  private static @Nullable String sound(String head) {
    if (head.length() < 2 || head.charAt(0) != 0xff) {
      return null;
    }
    int second = head.charAt(1);
    if ((second & 0xf6) == 0xf0) {
      return "audio/aac";
    }
    return (second & 0xe0) == 0xe0 && (second & 0x06) == 0x02 ? "audio/mpeg" : null;
  }
}
