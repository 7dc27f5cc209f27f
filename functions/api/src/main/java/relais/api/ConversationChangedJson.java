package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// The conversation after a change.
@Serdeable
@Schema(name = "ConversationChanged")
record ConversationChangedJson(RowJson conversation) {}
