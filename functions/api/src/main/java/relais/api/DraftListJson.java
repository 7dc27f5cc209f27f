package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// What the caller began to write in a conversation.
@Serdeable
@Schema(name = "DraftList")
record DraftListJson(List<DraftJson> items) {}
