package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.DkimAttributes;
import software.amazon.awssdk.services.sesv2.model.DkimSigningAttributesOrigin;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.MailFromAttributes;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/// What SES knows of the domains that mail leaves from.
@Singleton
final class SendingIdentities {
  private static final Logger LOG = LoggerFactory.getLogger(SendingIdentities.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String USUAL_ZONE = "dkim.amazonses.com";

  private final SesV2Client ses;

  SendingIdentities(SesV2Client ses) {
    this.ses = ses;
  }

  /// What SES says about a domain.
  sealed interface Standing {
    /// It knows the domain, or one above it that speaks for it.
    ///
    /// @param domain the one it knows
    /// @param state verified, pending or failed, as SES has it
    /// @param dkim likewise, for its signatures; off when it does not sign
    /// @param tokens the names of the keys it made; none when the keys are the owner's
    /// @param returnPath the domain in the envelope; null for SES's own
    /// @param returnPathState as SES has it; null without one
    record Known(
        String domain,
        String state,
        String dkim,
        List<String> tokens,
        String zone,
        @Nullable String returnPath,
        @Nullable String returnPathState)
        implements Standing {}

    /// It does not know the domain, nor one above it.
    record Absent() implements Standing {}

    /// It could not be asked.
    record Silent() implements Standing {}
  }

  /// Asks for the domain, then for those above it: a verified domain may send for those below.
  Standing find(String domain) {
    for (String candidate : withThoseAbove(domain)) {
      Standing standing = ask(candidate);
      if (!(standing instanceof Standing.Absent)) {
        return standing;
      }
    }
    return new Standing.Absent();
  }

  private Standing ask(String domain) {
    try {
      return known(
          domain,
          ses.getEmailIdentity(
              request ->
                  request
                      .emailIdentity(domain)
                      .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE))));
    } catch (NotFoundException | BadRequestException _) {
      return new Standing.Absent();
    } catch (SdkException e) {
      LOG.atWarn().setCause(e).log("SES does not say what it knows of a domain");
      return new Standing.Silent();
    }
  }

  private static List<String> withThoseAbove(String domain) {
    List<String> domains = new ArrayList<>(List.of(domain));
    String rest = domain;
    while (rest.indexOf('.') != rest.lastIndexOf('.')) {
      rest = rest.substring(rest.indexOf('.') + 1);
      domains.add(rest);
    }
    return domains;
  }

  private static Standing known(String domain, GetEmailIdentityResponse identity) {
    DkimAttributes dkim = identity.dkimAttributes();
    MailFromAttributes mailFrom = identity.mailFromAttributes();
    String returnPath = mailFrom == null ? null : mailFrom.mailFromDomain();
    boolean ownKeys =
        dkim != null && dkim.signingAttributesOrigin() == DkimSigningAttributesOrigin.EXTERNAL;
    return new Standing.Known(
        domain,
        Boolean.TRUE.equals(identity.verifiedForSendingStatus())
            ? "verified"
            : word(identity.verificationStatusAsString()),
        dkim == null || !Boolean.TRUE.equals(dkim.signingEnabled())
            ? "off"
            : word(dkim.statusAsString()),
        dkim == null || ownKeys ? List.of() : dkim.tokens(),
        dkim == null || dkim.signingHostedZone() == null ? USUAL_ZONE : dkim.signingHostedZone(),
        returnPath,
        returnPath == null ? null : word(mailFrom.mailFromDomainStatusAsString()));
  }

  /// SES's word as ours: what is underway is pending, what it gave up has failed.
  private static String word(@Nullable String status) {
    return switch (status == null ? "" : status.toUpperCase(Locale.ROOT)) {
      case "SUCCESS" -> "verified";
      case "FAILED" -> "failed";
      default -> "pending";
    };
  }
}
