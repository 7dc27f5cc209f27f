package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The picture that shows the caller.
///
/// @param photo its name: it is seen at `/photos/{name}`; null for none
@Serdeable
@Schema(name = "Photo", requiredProperties = "photo")
record PhotoJson(@Nullable String photo) {}
