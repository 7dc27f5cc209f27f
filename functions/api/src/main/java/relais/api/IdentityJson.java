package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import relais.conversation.Identity;

/// One address of a person outside.
@Serdeable
@Schema(name = "Identity")
record IdentityJson(String kind, String value) {
  static IdentityJson of(Identity identity) {
    return new IdentityJson(identity.kind(), identity.value());
  }
}
