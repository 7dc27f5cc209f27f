package relais.delivery;

import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What an error of SES means for the message (API reference, SES v2 `SendEmail`, Errors).
final class SesFailures {
  private SesFailures() {}

  // A string switch needs its default: AWS adds codes without notice.
  static HandedOver of(AwsServiceException error) {
    String code = error.awsErrorDetails() == null ? "" : error.awsErrorDetails().errorCode();
    return switch (code) {
      case "TooManyRequestsException", "LimitExceededException", "ThrottlingException" ->
          new HandedOver.Postponed(code, "Amazon SES takes no more mail for the moment.");
      case "SendingPausedException", "AccountSuspendedException" ->
          new HandedOver.Refused(
              code,
              "Amazon SES has paused sending for this account. An admin has to settle it with"
                  + " Amazon; then send again.",
              true);
      case "MailFromDomainNotVerifiedException" ->
          new HandedOver.Refused(
              code,
              "The domain of this inbox is not verified with Amazon SES. An admin has to set its"
                  + " DNS records; then send again.",
              true);
      case "MessageRejected" ->
          new HandedOver.Refused(
              code,
              "Amazon SES refused this mail: an address is not verified, or the content is not"
                  + " accepted. Check the recipients, then send again.",
              true);
      case "BadRequestException", "NotFoundException", "AccessDeniedException" ->
          new HandedOver.Refused(
              code,
              "Amazon SES refused this mail because of how this workspace is set up (%s). Tell an"
                      .formatted(code)
                  + " admin; then send again.",
              true);
      default ->
          error.statusCode() >= 500
              ? new HandedOver.Unknown(error)
              : new HandedOver.Refused(
                  code.isEmpty() ? "ses-" + error.statusCode() : code,
                  "Amazon SES refused this mail. Tell an admin this code: %s.".formatted(code),
                  true);
    };
  }

  /// Without a connection nothing was sent; with one, nobody knows.
  static HandedOver of(SdkClientException error) {
    Throwable cause = error.getCause();
    return cause instanceof ConnectException || cause instanceof UnknownHostException
        ? new HandedOver.Postponed("unreachable", "Amazon SES cannot be reached for the moment.")
        : new HandedOver.Unknown(error);
  }
}
