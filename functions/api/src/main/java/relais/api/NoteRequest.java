package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A private note.
///
/// @param text the same as the html; made from it when missing
@Serdeable
@Schema(name = "NoteRequest")
record NoteRequest(@Nullable String html, @Nullable String text) {}
