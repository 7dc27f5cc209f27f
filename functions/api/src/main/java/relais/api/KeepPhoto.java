package relais.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import relais.conversation.User;
import relais.table.Photos;
import relais.table.SettingsStore;

/// Keeps the picture that shows the caller, to colleagues and to customers in a chat.
@Singleton
final class KeepPhoto {
  private static final int MAX_BYTES = 48 * 1024;

  private final Photos photos;
  private final SettingsStore settings;

  KeepPhoto(Photos photos, SettingsStore settings) {
    this.photos = photos;
    this.settings = settings;
  }

  PhotoJson keep(Caller caller, PhotoRequest request) {
    byte[] content = content(Fields.required("content", request.content()));
    String type = type(content);
    if (content.length > MAX_BYTES || type == null) {
      throw Problem.field(
          "content",
          "A photo is a picture (JPEG, PNG, WebP) of %d KB at most. Choose another or a smaller one."
              .formatted(MAX_BYTES / 1024));
    }
    User user = caller.user();
    String name = name(user, content);
    photos.save(new Photos.Photo(name, type, content));
    return show(user, name);
  }

  PhotoJson remove(Caller caller) {
    return show(caller.user(), null);
  }

  /// What showed the caller before is forgotten last: until then it is only not shown any more.
  private PhotoJson show(User user, @Nullable String name) {
    if (!settings.savePhoto(user.id(), name)) {
      throw Problem.notFound();
    }
    String before = user.photo();
    if (before != null && !before.equals(name)) {
      photos.remove(before);
    }
    return new PhotoJson(name);
  }

  private static byte[] content(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw Problem.field("content", "The picture is sent in base 64.");
    }
  }

  /// By its first bytes; null for what is no picture that every browser shows.
  private static @Nullable String type(byte[] content) {
    String head = new String(content, 0, Math.min(12, content.length), ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : null;
  }

  /// Another one for each picture and each user, so that no two share one.
  private static String name(User user, byte[] content) {
    byte[] divider = {0};
    byte[] hash = Sha256.of(user.id().value().getBytes(UTF_8), divider, content);
    return HexFormat.of().formatHex(hash, 0, 16);
  }
}
