package relais.portal;

import jakarta.inject.Singleton;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.channels.JsonFields;
import relais.channels.JsonObject;
import relais.conversation.Visitor;
import relais.runtime.Ids;

/// Lets a visitor store one file for their next message.
@Singleton
final class StoreFile {
  /// Enough for a photograph or a scan.
  static final long MAX_BYTES = 10L << 20;

  private static final int NAME_BYTES = 16;

  private final Throttle throttle;
  private final FileStore files;
  private final Ids ids;

  StoreFile(Throttle throttle, FileStore files, Ids ids) {
    this.throttle = throttle;
    this.files = files;
    this.ids = ids;
  }

  PortalAnswer begin(PortalRequest request, Visitor visitor) {
    if (throttle.isTooMuch(Throttle.Deed.UPLOAD, visitor, request.address())) {
      return PortalAnswer.refused(429, "too-often");
    }
    JsonFields file = JsonFields.read(request.body());
    long size = file == null ? 0 : file.number("size");
    if (file == null || size < 1) {
      return PortalAnswer.refused(400, "unreadable");
    }
    if (size > MAX_BYTES) {
      return PortalAnswer.refused(413, "too-large");
    }
    String declared = file.text("type");
    String type = FileStore.uploadType(declared == null ? "" : declared);
    String upload = ids.secret(NAME_BYTES);
    return PortalAnswer.json(
        201,
        new JsonObject()
            .with("upload", upload)
            .with("type", type)
            .with(
                "url", files.uploadLink(BlobKeys.upload(visitor, upload), type, size).toString()));
  }
}
