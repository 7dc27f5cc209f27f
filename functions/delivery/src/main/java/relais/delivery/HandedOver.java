package relais.delivery;

import org.jspecify.annotations.Nullable;
import relais.mail.MimeMessageId;

/// What came of handing a message to a provider.
sealed interface HandedOver {
  /// The provider has it.
  ///
  /// @param providerId the provider's name for it
  /// @param mimeMessageId the Message-ID it travels under, null for everything but mail
  record Accepted(String providerId, @Nullable MimeMessageId mimeMessageId) implements HandedOver {}

  /// The provider will not take it.
  ///
  /// @param code stable, for the app and for reports
  /// @param reason what happened and what to do, for the agent
  /// @param retryable whether the same message may be sent once more by hand
  record Refused(String code, String reason, boolean retryable) implements HandedOver {}

  /// The provider does not take it now.
  ///
  /// @param code stable, for the app
  /// @param trouble what happened, for the agent
  record Postponed(String code, String trouble) implements HandedOver {}

  /// No answer came, or none that says whether the provider has it. The message may have left.
  record Unknown(Throwable cause) implements HandedOver {}
}
