package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// What was written, and the conversation after it.
@Serdeable
@Schema(name = "EntryWritten")
record EntryWrittenJson(EntryJson entry, RowJson conversation) {}
