package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an inbox is connected to its provider. Secrets are not among it.
///
/// @param version counts the changes of the inbox
/// @param values what was said, by the fields of the channel, without secrets
/// @param hours when the team takes calls; null when always, and where nobody calls
/// @param secrets the fields that hold a secret
/// @param webhooks the address that the provider is to send webhooks to
/// @param verifyToken the word that the provider asks for first; null where none does
@Serdeable
@Schema(
    name = "ProviderAccount",
    requiredProperties = {"hours", "verifyToken"})
record AccountJson(
    String id,
    long version,
    String channel,
    String name,
    String team,
    Map<String, String> values,
    InboxSettingsJson.@Nullable HoursJson hours,
    List<String> secrets,
    String webhooks,
    @Nullable String verifyToken) {
  /// What came of trying a connection.
  ///
  /// @param works whether every step did
  @Serdeable
  @Schema(name = "AccountTest")
  record TestJson(boolean works, List<StepJson> steps) {}

  /// One step of it.
  ///
  /// @param step names it: account, webhook
  /// @param cause what is wrong, where that is known: the words of `DeliveryStatus.cause`, and
  ///     `no-secrets`, `not-ours`; null when it is not, and when nothing is wrong
  /// @param trouble what is wrong, as an English sentence; null when nothing is
  @Serdeable
  @Schema(
      name = "AccountTestStep",
      requiredProperties = {"cause", "trouble"})
  record StepJson(String step, @Nullable String cause, @Nullable String trouble) {}
}
