package relais.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// One line of a timeline.
@Serdeable
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MessageJson.class, name = "message"),
  @JsonSubTypes.Type(value = NoteJson.class, name = "note"),
  @JsonSubTypes.Type(value = EventJson.class, name = "event")
})
@Schema(name = "Entry")
sealed interface EntryJson permits MessageJson, NoteJson, EventJson {
  /// Its name; the timeline sorts by it.
  String id();

  /// When it happened.
  Instant at();

  /// Who did it.
  AuthorJson author();
}
