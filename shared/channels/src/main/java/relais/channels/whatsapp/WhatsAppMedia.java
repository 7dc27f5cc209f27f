package relais.channels.whatsapp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.channels.FileFailure;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;
import relais.channels.ProviderFailure;
import relais.channels.meta.GraphError;
import relais.conversation.FileTrouble;
import relais.conversation.MessageTemplate;

/// Files on WhatsApp: where they lie, and which it takes.
public final class WhatsAppMedia {
  /// The largest file that travels on WhatsApp, in bytes (a document of 100 MB).
  public static final long MAX_BYTES = 100L * 1024 * 1024;

  private static final Sort PICTURE = Sort.of(Kind.IMAGE, 5, "image/jpeg", "image/png");
  private static final Sort FILM = Sort.of(Kind.VIDEO, 16, "video/mp4", "video/3gpp");

  /// What WhatsApp takes: what is too large as a picture still travels as a document.
  static final FileLimits LIMITS =
      new FileLimits(
          10,
          MAX_BYTES,
          WhatsAppRequests.MAX_CAPTION,
          FileLimits.Manner.EACH,
          List.of(
              PICTURE,
              Sort.of(
                  Kind.AUDIO, 16, "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
              FILM,
              Sort.of(Kind.DOCUMENT, 100)));

  private WhatsAppMedia() {}

  /// What stands above a template, or above the text of each of its cards: one file, of which a
  /// document is a PDF.
  static FileLimits inTemplate(MessageTemplate template) {
    List<MessageTemplate.Card> cards = template.cards();
    return cards.isEmpty()
        ? inTemplate(template.media(), 1)
        : inTemplate(cards.getFirst().media(), cards.size());
  }

  private static FileLimits inTemplate(@Nullable String sort, int count) {
    // A string switch needs its default: what is unknown is not sent.
    Sort taken =
        switch (String.valueOf(sort)) {
          case "image" -> PICTURE;
          case "video" -> FILM;
          case "document" -> Sort.of(Kind.DOCUMENT, 100, "application/pdf");
          default -> null;
        };
    return taken == null
        ? FileLimits.NONE
        : new FileLimits(count, count * MAX_BYTES, 0, FileLimits.Manner.ALL, List.of(taken));
  }

  /// The answer to the question where a file lies.
  public sealed interface Lookup {
    /// There, for about five minutes, for whoever shows the access token.
    ///
    /// @param sha256 64 lower-case hexadecimal digits, null when the answer has none that is one
    /// @param type as declared, null when it is not
    /// @param size in bytes as declared, 0 when it is not
    record Found(URI address, @Nullable String sha256, @Nullable String type, long size)
        implements Lookup {}

    /// Not to be had.
    record Refused(FileFailure failure) implements Lookup {}
  }

  /// The path below the address of the Graph API that tells where a file lies.
  ///
  /// @throws IllegalArgumentException when the id is not one; it comes from outside
  public static String path(String mediaId) {
    if (!mediaId.matches("[A-Za-z0-9_.-]{1,200}") || mediaId.startsWith(".")) {
      throw new IllegalArgumentException("Not the id of a WhatsApp file: '%s'".formatted(mediaId));
    }
    return "/" + mediaId;
  }

  /// Reads that answer.
  ///
  /// @param status of HTTP
  public static Lookup lookup(int status, byte[] body) {
    GraphError error = GraphError.of(body);
    if (error != null || status < 200 || status > 299) {
      ProviderFailure failure = WhatsAppFailures.ofAnswer(status, error);
      return new Lookup.Refused(
          FileFailure.of(failure, error == null ? null : WhatsAppFailures.cause(error.code())));
    }
    Piece json = Piece.of(body);
    String url = json == null ? null : json.word("url");
    if (json == null || url == null) {
      return new Lookup.Refused(noAddress());
    }
    Long size = json.number("file_size");
    try {
      return new Lookup.Found(
          new URI(url),
          sha256(json.word("sha256")),
          json.word("mime_type"),
          size == null ? 0 : size);
    } catch (URISyntaxException notAnAddress) {
      return new Lookup.Refused(noAddress());
    }
  }

  /// The digest in one form: webhooks write it in base 64, the lookup in hexadecimal.
  static @Nullable String sha256(@Nullable String written) {
    if (written == null) {
      return null;
    }
    if (written.matches("[0-9a-fA-F]{64}")) {
      return written.toLowerCase(Locale.ROOT);
    }
    try {
      byte[] digest = Base64.getDecoder().decode(written);
      return digest.length == 32 ? HexFormat.of().formatHex(digest) : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static FileFailure noAddress() {
    return new FileFailure(FileTrouble.STRANGE, "no-address", true);
  }
}
