package relais.blobs;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Signed links to objects, with the headers a browser is to see.
final class Links {
  /// Long enough to click, short enough to be worthless in a log.
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  /// Long enough for a large file on a slow line to begin.
  private static final Duration TO_STORE = Duration.ofMinutes(15);

  private static final int MAX_NAME = 150;

  /// Long enough for a provider that fetches what it was just told of, at a busy hour.
  private static final Duration TO_HAND_OVER = Duration.ofHours(1);

  private Links() {}

  static URI to(S3Presigner presigner, String bucket, String key, String disposition, String type) {
    return to(presigner, bucket, key, disposition, type, GOOD_FOR);
  }

  /// A link for a provider.
  static URI toHandOver(
      S3Presigner presigner, String bucket, String key, String disposition, String type) {
    return to(presigner, bucket, key, disposition, type, TO_HAND_OVER);
  }

  private static URI to(
      S3Presigner presigner,
      String bucket,
      String key,
      String disposition,
      String type,
      Duration goodFor) {
    return URI.create(
        presigner
            .presignGetObject(
                link ->
                    link.signatureDuration(goodFor)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(key)
                                    .responseContentDisposition(disposition)
                                    .responseContentType(type)
                                    .responseCacheControl("private, max-age=300")))
            .url()
            .toString());
  }

  /// A link that takes one object of this type and size.
  static URI toStore(S3Presigner presigner, String bucket, String key, String type, long size) {
    return URI.create(
        presigner
            .presignPutObject(
                link ->
                    link.signatureDuration(TO_STORE)
                        .putObjectRequest(
                            put ->
                                put.bucket(bucket).key(key).contentType(type).contentLength(size)))
            .url()
            .toString());
  }

  static String attachment(String fileName) {
    return "attachment; " + parameters(fileName);
  }

  static String inline(String fileName) {
    return "inline; " + parameters(fileName);
  }

  /// The name twice: for old readers in ASCII, for the others as RFC 8187 writes it.
  private static String parameters(String fileName) {
    String name = harmless(fileName);
    StringBuilder ascii = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean plain = c > 0x20 && c < 0x7f && "\"\\%'()*;,:<>?@[]{}=/&".indexOf(c) < 0;
      encoded.append(plain ? (char) c + "" : "%%%02X".formatted(c));
    }
    name.codePoints()
        .forEach(
            c -> ascii.append(c >= 0x20 && c < 0x7f && "\"\\%".indexOf(c) < 0 ? (char) c : '_'));
    return "filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded);
  }

  /// A name that is no path, hides no control characters and does not write backwards.
  private static String harmless(String fileName) {
    StringBuilder kept = new StringBuilder();
    fileName
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .map(c -> c == '/' || c == '\\' ? '_' : c)
        .limit(MAX_NAME)
        .forEach(kept::appendCodePoint);
    String name = kept.toString().strip();
    return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? "file" : name;
  }
}
