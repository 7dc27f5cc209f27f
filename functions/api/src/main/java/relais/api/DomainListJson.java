package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/// The domains of an inbox as they were when it was asked.
@Serdeable
@Schema(name = "DomainList")
record DomainListJson(Instant checkedAt, List<DomainJson> items) {}
