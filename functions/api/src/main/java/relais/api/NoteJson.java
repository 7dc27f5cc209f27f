package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A private note.
///
/// @param whole whether text and html are all of it; else the body has the rest
@Serdeable
@Schema(
    name = "Note",
    requiredProperties = {"kind", "html"})
record NoteJson(
    String id, Instant at, AuthorJson author, String text, @Nullable String html, boolean whole)
    implements EntryJson {}
