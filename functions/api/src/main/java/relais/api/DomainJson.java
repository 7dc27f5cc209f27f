package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.DomainRecord;

/// One domain: what SES says of it, and its records.
@Serdeable
@Schema(name = "Domain")
record DomainJson(String name, IdentityStateJson identity, List<RecordJson> records) {

  /// What SES says of a domain.
  ///
  /// @param state absent when SES does not know it, unknown when SES could not be asked
  /// @param domain the domain that SES knows: this one or one above; null when none
  /// @param dkim whether it signs; null when it does not know the domain
  /// @param ownKeys whether the keys are not SES's, so that it cannot say which records they need
  /// @param returnPath the domain in the envelope; null for SES's own
  /// @param returnPathState null without one
  @Serdeable
  @Schema(
      name = "DomainIdentity",
      requiredProperties = {"domain", "dkim", "returnPath", "returnPathState"})
  record IdentityStateJson(
      @Schema(
              type = "string",
              allowableValues = {"verified", "pending", "failed", "absent", "unknown"})
          String state,
      @Nullable String domain,
      @Schema(
              type = "string",
              nullable = true,
              allowableValues = {"verified", "pending", "failed", "off"})
          @Nullable String dkim,
      boolean ownKeys,
      @Nullable String returnPath,
      @Schema(
              type = "string",
              nullable = true,
              allowableValues = {"verified", "pending", "failed"})
          @Nullable String returnPathState) {

    static IdentityStateJson of(SendingIdentities.Standing standing) {
      return switch (standing) {
        case SendingIdentities.Standing.Known known ->
            new IdentityStateJson(
                known.state(),
                known.domain(),
                known.dkim(),
                known.tokens().isEmpty() && !known.dkim().equals("off"),
                known.returnPath(),
                known.returnPathState());
        case SendingIdentities.Standing.Absent() ->
            new IdentityStateJson("absent", null, null, false, null, null);
        case SendingIdentities.Standing.Silent() ->
            new IdentityStateJson("unknown", null, null, false, null, null);
      };
    }
  }

  /// A record the domain should have.
  ///
  /// @param name the full name it stands at
  /// @param value what should stand there
  /// @param found what stands there
  /// @param at where that was found: at a domain above when it is inherited
  @Serdeable
  @Schema(name = "DomainRecord")
  record RecordJson(
      @Schema(
              type = "string",
              allowableValues = {"receiving", "dkim", "return-path", "spf", "dmarc"})
          String purpose,
      @Schema(
              type = "string",
              allowableValues = {"MX", "CNAME", "TXT"})
          String type,
      String name,
      String value,
      @Schema(
              type = "string",
              allowableValues = {
                "found",
                "inherited",
                "elsewhere",
                "differs",
                "missing",
                "unknown"
              })
          String state,
      List<String> found,
      String at) {

    static RecordJson of(DomainRecord record, DomainRecord.Check check) {
      return new RecordJson(
          record.purpose().word(),
          record.purpose().type(),
          record.name(),
          record.value(),
          check.state().word(),
          check.found(),
          check.at());
    }
  }

  static DomainJson of(String name, SendingIdentities.Standing standing, List<RecordJson> records) {
    return new DomainJson(name, IdentityStateJson.of(standing), records);
  }
}
