package relais.channels.twilio;

import org.jspecify.annotations.Nullable;
import relais.channels.FailureCause;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;

/// Why Twilio does not begin a call, in words for an agent. What is the same for messages stands
/// with those.
final class TwilioCallFailures {
  private TwilioCallFailures() {}

  /// Reads the answer to a call that is to be begun. None is begun again by itself.
  static SendAnswer answer(int status, byte[] body) {
    return switch (TwilioFailures.answer(status, body)) {
      case SendAnswer.Accepted accepted -> accepted;
      case SendAnswer.Refused(ProviderFailure failure) -> {
        String words =
            failure.code().matches("[0-9]{1,9}") ? words(Integer.parseInt(failure.code())) : null;
        yield new SendAnswer.Refused(
            new ProviderFailure(
                failure.code(), words == null ? failure.reason() : words, false, false));
      }
    };
  }

  // Switches over numbers need their default: new codes come without notice.
  static @Nullable FailureCause cause(int code) {
    return switch (code) {
      case 21201, 21211, 21214, 21217, 21219, 21220, 21401, 13224 -> FailureCause.AGENT_NUMBER;
      case 21210, 21212, 21213, 21421 -> FailureCause.NOT_SET_UP;
      case 21215, 21216, 32205 -> FailureCause.COUNTRY;
      default -> TwilioFailures.cause(code);
    };
  }

  private static @Nullable String words(int code) {
    FailureCause cause = cause(code);
    if (cause == null) {
      return null;
    }
    return switch (cause) {
      case AGENT_NUMBER ->
          "Twilio cannot ring your own number. Check it under My telephone; then call again.";
      case NOT_SET_UP ->
          "Twilio does not let this inbox call with its number. An admin must look at it there.";
      case COUNTRY ->
          "Calls to this country are not switched on. An admin can do that in Twilio's console.";
      case TOO_FAST -> "Twilio begins no more calls at this rate. Call again in a moment.";
      default -> null;
    };
  }
}
