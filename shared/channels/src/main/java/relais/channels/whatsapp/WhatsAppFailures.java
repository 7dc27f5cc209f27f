package relais.channels.whatsapp;

import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.FailureCause;
import relais.channels.ProviderFailure;
import relais.channels.meta.GraphError;

/// The error codes of WhatsApp in words for an agent. Codes decide, titles never: WhatsApp rewords
/// them without notice.
final class WhatsAppFailures {
  private WhatsAppFailures() {}

  /// What a code means and what to do.
  ///
  /// @param code as in the answer or the webhook; 0 when it gives none
  /// @param details the finer words that came along, null when there are none; quoted only
  ///     for codes we have no words for
  static ProviderFailure of(int code, @Nullable String details) {
    Kind kind = Kind.of(code);
    String reason =
        kind == Kind.UNKNOWN && details != null
            ? "%s WhatsApp says: %s".formatted(kind.reason, shortened(details))
            : kind.reason;
    return new ProviderFailure(Integer.toString(code), reason, kind.retryable, kind.passing);
  }

  static ProviderFailure of(ChannelEvent.Problem problem) {
    return of(problem.code(), problem.details() != null ? problem.details() : problem.title());
  }

  /// What the answer of the Graph API means.
  ///
  /// @param status of HTTP
  static ProviderFailure ofAnswer(int status, @Nullable GraphError error) {
    if (error == null) {
      return ofStatus(status);
    }
    ProviderFailure failure = of(error.code(), error.details());
    // WhatsApp marks some errors as passing by their status or a flag rather than by their code.
    boolean passing =
        failure.passing()
            || (Kind.of(error.code()) == Kind.UNKNOWN
                && (status == 429 || status >= 500 || error.passing()));
    return new ProviderFailure(failure.code(), failure.reason(), failure.retryable(), passing);
  }

  /// What a code comes to; null when only its words tell.
  static @Nullable FailureCause cause(int code) {
    return switch (Kind.of(code)) {
      case TOO_FAST, TOO_FAST_FOR_PERSON, REGISTRATION_TOO_OFTEN -> FailureCause.TOO_FAST;
      case OUTAGE, MAINTENANCE -> FailureCause.OUTAGE;
      case SIGN_IN -> FailureCause.SIGN_IN;
      case PERMISSION -> FailureCause.PERMISSION;
      case LOCKED -> FailureCause.LOCKED;
      case PAYMENT -> FailureCause.PAYMENT;
      case NOT_REGISTERED, NO_NUMBER, DISPLAY_NAME, NOT_ON_TEST_LIST -> FailureCause.NOT_SET_UP;
      case SPAM -> FailureCause.REPUTATION;
      case NOT_DELIVERED_NOW, EXPERIMENT -> FailureCause.NOT_NOW;
      case UNDELIVERABLE -> FailureCause.CUSTOMER_UNREACHABLE;
      case WINDOW_CLOSED -> FailureCause.WINDOW_CLOSED;
      case TO_ITSELF, NEEDS_PHONE -> FailureCause.BAD_NUMBER;
      case OPTED_OUT -> FailureCause.OPTED_OUT;
      case COUNTRY -> FailureCause.COUNTRY;
      case KIND_NOT_SUPPORTED, BAD_REQUEST -> FailureCause.BAD_REQUEST;
      case MEDIA_FETCH, MEDIA_UPLOAD -> FailureCause.BAD_FILE;
      case TEMPLATE_PARAMETERS,
          TEMPLATE_MISSING,
          TEMPLATE_TOO_LONG,
          TEMPLATE_POLICY,
          TEMPLATE_PAUSED,
          TEMPLATE_DISABLED,
          FLOW,
          UNKNOWN ->
          null;
    };
  }

  private static ProviderFailure ofStatus(int status) {
    boolean passing = status == 429 || status >= 500;
    return new ProviderFailure(
        "http-" + status,
        passing
            ? "WhatsApp has a problem of its own; a later try usually works."
            : "WhatsApp did not take the message (HTTP %d). Tell an admin this code."
                .formatted(status),
        true,
        passing);
  }

  private static String shortened(String details) {
    String line = details.replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 299) + "…";
  }

  /// Codes that ask for the same thing, together.
  private enum Kind {
    // What passes by itself says so without a promise: whether it is tried again depends on where
    // the error came from.
    TOO_FAST("WhatsApp takes no more messages at this rate; a later try works.", true, true),
    TOO_FAST_FOR_PERSON(
        "Too many messages went to this customer in a short time; a later try works.", true, true),
    OUTAGE("WhatsApp has a problem of its own; a later try usually works.", true, true),
    MAINTENANCE("WhatsApp is doing maintenance on this number; a later try works.", true, true),
    REGISTRATION_TOO_OFTEN(
        "The number was registered too often in a short time; a later try works.", true, true),
    SIGN_IN(
        "WhatsApp does not accept the access token of this inbox any more. An admin must put a new"
            + " one in; then send again.",
        true,
        false),
    PERMISSION(
        "The access token of this inbox may not send messages. An admin must grant the permission"
            + " or put in another token; then send again.",
        true,
        false),
    LOCKED(
        "WhatsApp has locked or restricted the business account. An admin must look at it in the"
            + " WhatsApp Manager; then send again.",
        true,
        false),
    PAYMENT(
        "WhatsApp has no working payment method for the business account. An admin must add one in"
            + " the WhatsApp Manager; then send again.",
        true,
        false),
    NOT_REGISTERED(
        "The number of this inbox is not set up for sending. An admin must register it in the"
            + " WhatsApp Manager; then send again.",
        true,
        false),
    NO_NUMBER(
        "WhatsApp does not know the number of this inbox. An admin must check its phone number id;"
            + " then send again.",
        true,
        false),
    DISPLAY_NAME(
        "The display name of the number is not approved yet. An admin must finish that in the"
            + " WhatsApp Manager; then send again.",
        true,
        false),
    SPAM(
        "Customers blocked or reported this number too often, so WhatsApp limits it. Wait a day"
            + " and look at the quality rating in the WhatsApp Manager.",
        true,
        false),
    NOT_DELIVERED_NOW(
        "WhatsApp chose not to deliver this message, to protect the customer from too much mail."
            + " Try again tomorrow at the earliest.",
        true,
        false),
    UNDELIVERABLE(
        "The message cannot be delivered: the number is not on WhatsApp, has blocked you, or uses"
            + " an old version. Ask the customer by another way to update WhatsApp and to write to"
            + " you.",
        true,
        false),
    WINDOW_CLOSED(
        "More than 24 hours have passed since the customer last wrote. WhatsApp now only takes an"
            + " approved template; once the customer writes again you can answer freely.",
        false,
        false),
    TO_ITSELF("The message is addressed to the number it is sent from.", false, false),
    NOT_ON_TEST_LIST(
        "This is a test number, and the customer's number is not on its list. An admin can add it"
            + " in the app's settings.",
        true,
        false),
    NEEDS_PHONE(
        "This kind of message needs the customer's phone number, and only their WhatsApp user id is"
            + " known.",
        false,
        false),
    OPTED_OUT("The customer does not want marketing messages from you.", false, false),
    EXPERIMENT(
        "WhatsApp leaves this customer's number out of marketing messages for an experiment of its"
            + " own.",
        false,
        false),
    COUNTRY("WhatsApp does not let this business write to the customer's country.", false, false),
    KIND_NOT_SUPPORTED("WhatsApp does not support this kind of message.", false, false),
    BAD_REQUEST(
        "WhatsApp did not understand the message. Write it anew; if that fails too, tell an admin"
            + " this code.",
        false,
        false),
    MEDIA_FETCH(
        "WhatsApp could not take the file. It may be too large or of a kind it does not accept;"
            + " send it as another kind of file.",
        false,
        false),
    MEDIA_UPLOAD(
        "WhatsApp could not read the file. Check that it opens and that its kind is one WhatsApp"
            + " accepts.",
        false,
        false),
    TEMPLATE_PARAMETERS(
        "The values for the template do not fit its placeholders. Fill them in again.",
        false,
        false),
    TEMPLATE_MISSING(
        "The template does not exist in this language or is not approved. Choose another one.",
        false,
        false),
    TEMPLATE_TOO_LONG(
        "The template with its values is too long. Shorten the values.", false, false),
    TEMPLATE_POLICY("The template breaks a rule of WhatsApp. Choose another one.", false, false),
    TEMPLATE_PAUSED(
        "The template is paused because customers rated it badly. Choose another one.",
        false,
        false),
    TEMPLATE_DISABLED(
        "The template is switched off for good because customers rated it badly. Choose another"
            + " one.",
        false,
        false),
    FLOW("The form behind this message is blocked or slowed down. Tell an admin.", true, false),
    UNKNOWN("WhatsApp did not take the message.", true, false);

    private final String reason;
    private final boolean retryable;
    private final boolean passing;

    Kind(String reason, boolean retryable, boolean passing) {
      this.reason = reason;
      this.retryable = retryable;
      this.passing = passing;
    }

    // A switch over numbers needs its default: new codes come without notice.
    static Kind of(int code) {
      if (code >= 200 && code <= 299) {
        return PERMISSION;
      }
      return switch (code) {
        case 4, 17, 32, 613, 80007, 130429 -> TOO_FAST;
        case 131056 -> TOO_FAST_FOR_PERSON;
        case 1, 2, 131000, 131016, 133004 -> OUTAGE;
        case 131057 -> MAINTENANCE;
        case 133016 -> REGISTRATION_TOO_OFTEN;
        case 102, 190 -> SIGN_IN;
        case 3, 10, 131005 -> PERMISSION;
        case 368, 131031 -> LOCKED;
        case 131042 -> PAYMENT;
        case 131045, 133000, 133005, 133006, 133008, 133009, 133010, 133015 -> NOT_REGISTERED;
        case 33 -> NO_NUMBER;
        case 131037 -> DISPLAY_NAME;
        case 131048 -> SPAM;
        case 131049 -> NOT_DELIVERED_NOW;
        case 131026 -> UNDELIVERABLE;
        case 131047 -> WINDOW_CLOSED;
        case 131021 -> TO_ITSELF;
        case 131030 -> NOT_ON_TEST_LIST;
        case 131062 -> NEEDS_PHONE;
        case 131050 -> OPTED_OUT;
        case 130472 -> EXPERIMENT;
        case 130497 -> COUNTRY;
        case 131051 -> KIND_NOT_SUPPORTED;
        case 100, 131008, 131009, 135000 -> BAD_REQUEST;
        case 131052 -> MEDIA_FETCH;
        case 131053 -> MEDIA_UPLOAD;
        case 132000, 132012, 132018 -> TEMPLATE_PARAMETERS;
        case 132001 -> TEMPLATE_MISSING;
        case 132005 -> TEMPLATE_TOO_LONG;
        case 132007, 132008 -> TEMPLATE_POLICY;
        case 132015 -> TEMPLATE_PAUSED;
        case 132016 -> TEMPLATE_DISABLED;
        case 132068, 132069 -> FLOW;
        default -> UNKNOWN;
      };
    }
  }
}
