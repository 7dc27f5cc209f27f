package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The tokens of telephone systems.
@Serdeable
@Schema(name = "TelephoneTokenList")
record TelephoneTokenListJson(List<TelephoneTokenJson> tokens) {}
