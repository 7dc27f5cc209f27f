package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import relais.conversation.Verdicts;

/// What the receiving mail server found out about a mail.
///
/// @param dmarcPolicy what the domain in From wants done with mail that fails; null when it
///     says nothing
@Serdeable
@Schema(
    name = "Verdicts",
    requiredProperties = {"dmarcPolicy"})
record VerdictsJson(
    @Schema(
            type = "string",
            allowableValues = {"pass", "fail", "gray", "unchecked"})
        String spf,
    @Schema(
            type = "string",
            allowableValues = {"pass", "fail", "gray", "unchecked"})
        String dkim,
    @Schema(
            type = "string",
            allowableValues = {"pass", "fail", "gray", "unchecked"})
        String dmarc,
    @Nullable String dmarcPolicy,
    @Schema(
            type = "string",
            allowableValues = {"pass", "fail", "gray", "unchecked"})
        String spam,
    @Schema(
            type = "string",
            allowableValues = {"pass", "fail", "gray", "unchecked"})
        String virus) {

  static @Nullable VerdictsJson of(@Nullable Verdicts verdicts) {
    return verdicts == null
        ? null
        : new VerdictsJson(
            verdicts.spf().word(),
            verdicts.dkim().word(),
            verdicts.dmarc().word(),
            verdicts.dmarcPolicy(),
            verdicts.spam().word(),
            verdicts.virus().word());
  }
}
