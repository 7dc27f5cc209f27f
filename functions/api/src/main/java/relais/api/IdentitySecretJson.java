package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// What a site signs the names of its users with. It is never shown again.
@Serdeable
@Schema(name = "IdentitySecret")
record IdentitySecretJson(String secret) {
  /// Says nothing of it.
  @Override
  public String toString() {
    return "IdentitySecret[…]";
  }
}
