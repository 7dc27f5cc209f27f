package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// Which rule, in which version, because of which word.
@Serdeable
@Schema(name = "AppliedRule")
record AppliedRuleJson(String id, long version, String name, String matched) {}
