package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A file that an agent is about to attach.
///
/// @param type as the browser calls it; null when it does not know
/// @param size in bytes
@Serdeable
@Schema(
    name = "UploadRequest",
    requiredProperties = {"name", "size"})
record UploadRequest(@Nullable String name, @Nullable String type, @Nullable Long size) {}
