package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import relais.conversation.AddressMark;
import relais.conversation.Identity;

/// What is known against writing to a recipient.
///
/// @param kind mail to the address came back for good; the provider sends nothing to it; or its
///     owner called a mail of ours spam
@Serdeable
@Schema(name = "RecipientWarning")
record RecipientWarningJson(
    String address,
    @Schema(
            type = "string",
            allowableValues = {"bouncing", "suppressed", "complained"})
        String kind,
    Instant since,
    String reason) {
  static RecipientWarningJson of(Identity identity, AddressMark mark) {
    return new RecipientWarningJson(
        identity.value(), mark.kind().word(), mark.since(), mark.reason());
  }
}
