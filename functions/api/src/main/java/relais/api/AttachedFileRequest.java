package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A file that goes with a reply.
///
/// @param upload the id under which the caller stored it
/// @param name what the receiver sees
/// @param type as the browser called it; null when it did not know
/// @param inline whether it is a picture of the text, which speaks of it as `cid:` and the upload
@Serdeable
@Schema(
    name = "AttachedFileRequest",
    requiredProperties = {"upload", "name"})
record AttachedFileRequest(
    @Nullable String upload,
    @Nullable String name,
    @Nullable String type,
    @Nullable Boolean inline) {}
