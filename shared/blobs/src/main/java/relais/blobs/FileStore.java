package relais.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.conversation.EntryId;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Files and long bodies of messages. A key names the same bytes for good, so writing again changes
/// nothing; keys come from [BlobKeys].
///
/// Every method throws the SDK's SdkException when S3 cannot be reached or refuses: the caller's
/// own retry is right.
public final class FileStore {
  /// Files larger than this are not taken: 100 MB, the most a WhatsApp document may have.
  public static final long MAX_BYTES = 100L << 20;

  /// Types a browser may show in a page of ours: none of them can run anything.
  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "audio/mpeg",
          "audio/mp4",
          "audio/aac",
          "audio/ogg",
          "video/mp4",
          "video/3gpp");

  private static final Set<String> NAMED = Set.of("application/pdf", "text/plain", "text/csv");

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  /// The whole text of a message.
  ///
  /// @param html null where there is none
  public record WholeBody(String text, @Nullable String html) {}

  /// The store in this bucket.
  public FileStore(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /// Stores a file.
  ///
  /// @throws IllegalArgumentException when it is larger than [#MAX_BYTES]
  public void put(String key, byte[] content, String type) {
    refuseTooLarge(content.length);
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType(safeType(type)),
        RequestBody.fromBytes(content));
  }

  /// Stores a file without holding it in memory. It can be read again when a connection breaks.
  ///
  /// @throws IllegalArgumentException when it is larger than [#MAX_BYTES]
  public void put(String key, Path file, String type) {
    RequestBody content = RequestBody.fromFile(file);
    content.optionalContentLength().ifPresent(FileStore::refuseTooLarge);
    s3.putObject(put -> put.bucket(bucket).key(key).contentType(safeType(type)), content);
  }

  /// A link under which a browser stores one file, within fifteen minutes. It takes exactly this
  /// many bytes of this type.
  ///
  /// @param type as [#uploadType] says it; the browser must send the same
  /// @throws IllegalArgumentException when the file is larger than [#MAX_BYTES]
  public URI uploadLink(String key, String type, long size) {
    refuseTooLarge(size);
    return Links.toStore(presigner, bucket, key, type, size);
  }

  /// The type under which a file is stored.
  ///
  /// @param declared as the browser calls it
  public static String uploadType(String declared) {
    return safeType(declared);
  }

  /// How large a stored file is; nothing when there is none.
  public OptionalLong findSize(String key) {
    try {
      return OptionalLong.of(s3.headObject(head -> head.bucket(bucket).key(key)).contentLength());
    } catch (S3Exception e) {
      // Who may not list a bucket is told "forbidden" where nothing is.
      if (e.statusCode() == HttpURLConnection.HTTP_NOT_FOUND
          || e.statusCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  /// Copies a file. Copying again changes nothing.
  public void copy(String from, String to) {
    s3.copyObject(
        copy ->
            copy.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  /// Opens a file, to be closed by the caller; nothing when there is none.
  public Optional<InputStream> findFile(String key) {
    try {
      return Optional.of(s3.getObject(get -> get.bucket(bucket).key(key)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /// Stores the whole text of a message and returns its key.
  public String putBody(EntryId message, WholeBody body) {
    String key = BlobKeys.body(message);
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType("application/json"),
        RequestBody.fromBytes(BodyJson.write(body)));
    return key;
  }

  /// Reads the whole text of a message; nothing when there is none.
  public Optional<WholeBody> findBody(String key) {
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(get -> get.bucket(bucket).key(key))) {
      return Optional.of(BodyJson.read(object.readAllBytes()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the body " + key + " broke off", e);
    }
  }

  /// A link under which a browser gets a file for five minutes. Pictures, sound and film may be
  /// shown in a page; everything else is saved, under a type that no browser runs. HTML and SVG are
  /// among the rest: they could carry scripts.
  ///
  /// @param fileName what the browser calls it
  /// @param type as the sender declared it
  public URI link(String key, String fileName, String type) {
    String safe = safeType(type);
    String disposition = SHOWN.contains(safe) ? Links.inline(fileName) : Links.attachment(fileName);
    return Links.to(presigner, bucket, key, disposition, safe);
  }

  /// A link under which a provider fetches a file that goes to a customer, for an hour. It comes
  /// under its declared type: providers go by that, and no browser of ours ever sees the link.
  ///
  /// @param type without parameters
  public URI handOverLink(String key, String fileName, String type) {
    return Links.toHandOver(presigner, bucket, key, Links.inline(fileName), type);
  }

  private static void refuseTooLarge(long size) {
    if (size > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A file has at most %d bytes, this one has %d".formatted(MAX_BYTES, size));
    }
  }

  private static String safeType(String declared) {
    int end = declared.indexOf(';');
    String bare =
        (end < 0 ? declared : declared.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return SHOWN.contains(bare) || NAMED.contains(bare) ? bare : "application/octet-stream";
  }
}
