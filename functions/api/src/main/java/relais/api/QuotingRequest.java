package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whether the mail that is answered follows below replies of agents who say nothing else.
@Serdeable
@Schema(name = "QuotingRequest", requiredProperties = "quotes")
record QuotingRequest(@Nullable Boolean quotes) {}
