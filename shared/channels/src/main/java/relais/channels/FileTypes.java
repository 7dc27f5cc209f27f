package relais.channels;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// File names and types as they may be shown: nothing a sender writes is trusted.
final class FileTypes {
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/png", ".png"),
          Map.entry("image/webp", ".webp"),
          Map.entry("image/gif", ".gif"),
          Map.entry("audio/aac", ".aac"),
          Map.entry("audio/amr", ".amr"),
          Map.entry("audio/mp4", ".m4a"),
          Map.entry("audio/mpeg", ".mp3"),
          Map.entry("audio/ogg", ".ogg"),
          Map.entry("video/3gpp", ".3gp"),
          Map.entry("video/mp4", ".mp4"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("text/plain", ".txt"));

  private static final int MAX_NAME = 200;

  private FileTypes() {}

  /// The type without its parameters, in lower case.
  ///
  /// @return `application/octet-stream` when none is declared or it is not one
  static String plain(@Nullable String declared) {
    String type =
        declared == null ? "" : declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}") ? type : "application/octet-stream";
  }

  /// A name for a file: the sender's without its path and without characters that hide something,
  /// else one made from its kind.
  static String name(@Nullable String declared, String otherwise, String type) {
    String last =
        declared == null
            ? ""
            : declared.substring(
                Math.max(declared.lastIndexOf('/'), declared.lastIndexOf('\\')) + 1);
    // Control characters and the marks that turn the direction of text around.
    String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    if (clean.isEmpty() || clean.chars().allMatch(c -> c == '.')) {
      return otherwise + EXTENSIONS.getOrDefault(type, "");
    }
    if (clean.length() <= MAX_NAME) {
      return clean;
    }
    int dot = clean.lastIndexOf('.');
    String extension = dot > 0 && clean.length() - dot <= 12 ? clean.substring(dot) : "";
    int end = MAX_NAME - extension.length();
    return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
        + extension;
  }
}
