package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// A link that is good for some minutes.
@Serdeable
@Schema(name = "Link")
record LinkJson(String url) {}
