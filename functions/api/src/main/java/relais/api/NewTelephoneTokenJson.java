package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// A token that was just made.
///
/// @param secret the token itself, as it is sent with each question; it is shown this once
@Serdeable
@Schema(name = "NewTelephoneToken")
record NewTelephoneTokenJson(TelephoneTokenJson token, String secret) {}
