package relais.blobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The untouched originals. An original is written once and never again; keys come from
/// [BlobKeys].
///
/// Every method throws the SDK's SdkException when S3 cannot be reached or refuses: nothing is
/// stored or read then, and the caller's own retry is right.
public final class RawStore {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  /// The store in this bucket.
  public RawStore(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /// Stores an original unless there is one under this key already.
  ///
  /// @param type the MIME type it came with
  /// @param metadata facts about its arrival, ASCII, 2 KB in all
  /// @return true when it is new, false when one was there and stays
  public boolean putIfAbsent(
      String key, byte[] content, String type, Map<String, String> metadata) {
    try {
      s3.putObject(
          put -> put.bucket(bucket).key(key).contentType(type).metadata(metadata).ifNoneMatch("*"),
          RequestBody.fromBytes(content));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }

  /// Reads an original.
  ///
  /// @param maxBytes more than this is not read into memory
  public Original get(String key, int maxBytes) {
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(get -> get.bucket(bucket).key(key))) {
      long size = object.response().contentLength();
      if (size > maxBytes) {
        object.abort();
        return new Original.TooLarge(size, object.response().lastModified());
      }
      return new Original.Found(object.readAllBytes(), object.response().lastModified());
    } catch (NoSuchKeyException e) {
      return new Original.Missing();
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the original " + key + " broke off", e);
    }
  }

  /// One original as the bucket lists it.
  ///
  /// @param storedAt when it was stored, by the clock of S3
  /// @param size in bytes
  public record Listed(String key, Instant storedAt, long size) {}

  /// Lists originals in the order of their keys' bytes, up to a thousand at a time. S3 keeps no
  /// order of time: who wants one day has to go past all others.
  ///
  /// @param after only keys behind this one; empty for the first page
  public List<Listed> page(String folder, String after) {
    return s3
        .listObjectsV2(
            list -> list.bucket(bucket).prefix(folder).startAfter(after.isEmpty() ? null : after))
        .contents()
        .stream()
        .map(object -> new Listed(object.key(), object.lastModified(), object.size()))
        .toList();
  }

  /// A link under which a browser downloads an original for five minutes. It is always saved,
  /// never shown: originals are hostile until read.
  ///
  /// @param fileName what the browser calls it
  public URI downloadLink(String key, String fileName) {
    return Links.to(presigner, bucket, key, Links.attachment(fileName), "application/octet-stream");
  }

  /// What is under a key.
  public sealed interface Original {
    /// The bytes.
    final class Found implements Original {
      private final byte[] bytes;
      private final Instant storedAt;

      Found(byte[] bytes, Instant storedAt) {
        this.bytes = bytes;
        this.storedAt = storedAt;
      }

      /// When it was stored, by the clock of S3.
      public Instant storedAt() {
        return storedAt;
      }

      /// All of them; the caller's own.
      public byte[] bytes() {
        return bytes;
      }
    }

    /// More bytes than asked for; none were read.
    record TooLarge(long size, Instant storedAt) implements Original {}

    /// Nothing.
    record Missing() implements Original {}
  }
}
