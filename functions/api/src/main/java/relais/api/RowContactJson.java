package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// Whose conversation it is.
@Serdeable
@Schema(name = "RowContact")
record RowContactJson(String id, String name) {}
