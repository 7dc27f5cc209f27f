package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A private note.
///
/// @param text the same as the html; made from it when missing
/// @param draft the version of the caller's draft that these words are, forgotten with it; null
///     where there is none
@Serdeable
@Schema(name = "NoteRequest")
record NoteRequest(@Nullable String html, @Nullable String text, @Nullable Long draft) {}
