package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import relais.conversation.Draft;

/// Something the caller began to write.
///
/// @param version of this draft, for the next write
/// @param content as the app that wrote it reads it; empty when it was thrown away
@Serdeable
@Schema(name = "Draft")
record DraftJson(
    @Schema(
            type = "string",
            allowableValues = {"reply", "note", "aside", "first"})
        String kind,
    long version,
    Instant at,
    String content) {
  static DraftJson of(Draft draft) {
    return new DraftJson(draft.place().kind().word(), draft.version(), draft.at(), draft.content());
  }
}
