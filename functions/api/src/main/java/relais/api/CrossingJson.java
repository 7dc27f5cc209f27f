package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// A message that somebody wrote in between.
@Serdeable
@Schema(name = "Crossing")
record CrossingJson(AuthorJson author, Instant at) {}
