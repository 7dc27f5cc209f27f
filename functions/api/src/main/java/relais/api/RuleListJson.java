package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// All rules, in the order they run.
@Serdeable
@Schema(name = "RuleList")
record RuleListJson(List<RuleJson> items) {}
