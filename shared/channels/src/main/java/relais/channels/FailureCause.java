package relais.channels;

import org.jspecify.annotations.Nullable;

/// Why a message did not leave or did not arrive, as far as it decides what a person can do. Each
/// has a text in every language of the app; what has no cause is shown in the provider's own words.
public enum FailureCause {
  /// Where messages of the inbox go is no address that may be called.
  ADDRESS("address"),
  /// The number of the agent's own cannot be rung.
  AGENT_NUMBER("agent-number"),
  /// The message it answers is no longer there.
  ANSWERED_GONE("answered-gone"),
  /// A file is not what the provider takes.
  BAD_FILE("bad-file"),
  /// Nobody can be reached under the number.
  BAD_NUMBER("bad-number"),
  /// The provider does not understand the message.
  BAD_REQUEST("bad-request"),
  /// Not to this country.
  COUNTRY("country"),
  /// The customer has to write first.
  CUSTOMER_FIRST("customer-first"),
  /// The customer blocked us or left.
  CUSTOMER_GONE("customer-gone"),
  /// The customer is out of reach for now.
  CUSTOMER_UNREACHABLE("customer-unreachable"),
  /// Another application has the conversation.
  ELSEWHERE("elsewhere"),
  /// The account is locked or restricted.
  LOCKED("locked"),
  /// The inbox is no longer connected.
  NO_INBOX("no-inbox"),
  /// The secrets of the inbox are missing.
  NO_SECRETS("no-secrets"),
  /// The provider protects the customer from too much.
  NOT_NOW("not-now"),
  /// The account at the provider does not have the number of the inbox.
  NOT_OURS("not-ours"),
  /// The sender is not fully set up at the provider.
  NOT_SET_UP("not-set-up"),
  /// The customer does not want such messages.
  OPTED_OUT("opted-out"),
  /// The provider has a problem of its own.
  OUTAGE("outage"),
  /// The account cannot pay.
  PAYMENT("payment"),
  /// The inbox may not send such messages.
  PERMISSION("permission"),
  /// The sender is limited for how it wrote before.
  REPUTATION("reputation"),
  /// The provider does not accept our token any more.
  SIGN_IN("sign-in"),
  /// Too many messages in a short time.
  TOO_FAST("too-fast"),
  /// It was held up until it made no sense any more.
  TOO_LATE("too-late"),
  /// The text is too long.
  TOO_LONG("too-long"),
  /// It did not arrive, and nobody says why.
  UNDELIVERED("undelivered"),
  /// Nobody knows whether it arrived.
  UNKNOWN_OUTCOME("unknown-outcome"),
  /// The provider does not answer.
  UNREACHABLE("unreachable"),
  /// The time for free answers is over.
  WINDOW_CLOSED("window-closed");

  private final String word;

  FailureCause(String word) {
    this.word = word;
  }

  /// The word for it in the API.
  public String word() {
    return word;
  }

  /// Of a code of Amazon SES; null when it says nothing that everybody understands.
  // A string switch needs its default: SES has many more.
  public static @Nullable FailureCause ofMail(String code) {
    return switch (code) {
      case "TooManyRequestsException", "LimitExceededException", "ThrottlingException" -> TOO_FAST;
      case "SendingPausedException", "AccountSuspendedException" -> LOCKED;
      case "MailFromDomainNotVerifiedException" -> NOT_SET_UP;
      case "AccessDeniedException" -> PERMISSION;
      default -> null;
    };
  }

  /// Of a code that is ours and no provider's; null when it is none.
  // A string switch needs its default: the rest are providers' codes.
  public static @Nullable FailureCause ofOurs(String code) {
    return switch (code) {
      case "no-inbox" -> NO_INBOX;
      case "no-secrets" -> NO_SECRETS;
      case "not-ours" -> NOT_OURS;
      case "no-token" -> SIGN_IN;
      case "no-address", "strange-address" -> ADDRESS;
      case "file-not-taken" -> BAD_FILE;
      case "outcome-unknown", "no-message-id" -> UNKNOWN_OUTCOME;
      case "unreachable" -> UNREACHABLE;
      case "too-late" -> TOO_LATE;
      default -> code.matches("http-(5..|429)") ? OUTAGE : null;
    };
  }
}
