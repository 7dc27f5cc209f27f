package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an inbox and the world of mail say to each other.
///
/// @param testMessage the newest; null when none was sent
/// @param requests providers that ask whether mail may be forwarded here, the newest first
@Serdeable
@Schema(
    name = "Connection",
    requiredProperties = {"testMessage"})
record ConnectionJson(@Nullable TestMessageJson testMessage, List<RequestJson> requests) {

  /// A provider asks whether mail may be forwarded to the inbox.
  ///
  /// @param id of the conversation that the mail began
  /// @param forwards the mailbox that is to be forwarded; null when the mail does not say
  /// @param code to type in at the provider; null without one
  /// @param link that agrees, surely the provider's; null without one
  @Serdeable
  @Schema(
      name = "ForwardingRequest",
      requiredProperties = {"forwards", "code", "link"})
  record RequestJson(
      String id,
      @Schema(
              type = "string",
              allowableValues = {"google", "zoho", "proton"})
          String provider,
      Instant at,
      @Nullable String forwards,
      @Nullable String code,
      @Nullable String link) {}
}
