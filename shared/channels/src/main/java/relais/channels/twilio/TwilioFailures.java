package relais.channels.twilio;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.FailureCause;
import relais.channels.Piece;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;

/// The error codes of Twilio in words for an agent.
final class TwilioFailures {
  private static final Set<Integer> STATUS_SENT = Set.of(200, 201);

  private TwilioFailures() {}

  /// Reads the answer to a message handed over.
  static SendAnswer answer(int status, byte[] body) {
    Piece json = Piece.of(body);
    String code = json == null ? null : json.word("code");
    if (!STATUS_SENT.contains(status)) {
      int number = code != null && code.matches("[0-9]{1,9}") ? Integer.parseInt(code) : status;
      return new SendAnswer.Refused(of(number, json == null ? null : json.word("message")));
    }
    String id = json == null ? null : json.word("sid");
    if (json == null || id == null) {
      return SendAnswer.withoutId("Twilio");
    }
    String state = json.word("status");
    return new SendAnswer.Accepted(id, state == null ? "accepted" : state);
  }

  /// What a code means and what to do.
  ///
  /// @param code Twilio's own, else the status of HTTP; 0 when there is none
  /// @param details quoted only for codes we have no words for
  static ProviderFailure of(int code, @Nullable String details) {
    Kind kind = Kind.of(code);
    String reason =
        kind == Kind.UNKNOWN && details != null
            ? "%s Twilio says: %s".formatted(kind.words, Piece.brief(details))
            : kind.words;
    return new ProviderFailure(Integer.toString(code), reason, kind.retryable, kind.passing);
  }

  /// What a code comes to; null when only its words tell.
  static @Nullable FailureCause cause(int code) {
    return switch (Kind.of(code)) {
      case TOO_FAST, QUEUE_FULL -> FailureCause.TOO_FAST;
      case OUTAGE -> FailureCause.OUTAGE;
      case SIGN_IN -> FailureCause.SIGN_IN;
      case SUSPENDED -> FailureCause.PAYMENT;
      case OPTED_OUT -> FailureCause.OPTED_OUT;
      case BAD_NUMBER, LANDLINE -> FailureCause.BAD_NUMBER;
      case UNREACHABLE -> FailureCause.CUSTOMER_UNREACHABLE;
      case BLOCKED -> FailureCause.CUSTOMER_GONE;
      case FILTERED -> FailureCause.REPUTATION;
      case COUNTRY -> FailureCause.COUNTRY;
      case NOT_REGISTERED, BAD_SENDER -> FailureCause.NOT_SET_UP;
      case TOO_LONG -> FailureCause.TOO_LONG;
      case BAD_FILE -> FailureCause.BAD_FILE;
      case WINDOW_CLOSED -> FailureCause.WINDOW_CLOSED;
      case UNDELIVERED -> FailureCause.UNDELIVERED;
      case UNKNOWN -> null;
    };
  }

  /// Codes that ask for the same thing, together.
  private enum Kind {
    TOO_FAST("Twilio takes no more messages at this rate; a later try works.", true, true),
    OUTAGE("Twilio has a problem of its own; a later try usually works.", true, true),
    QUEUE_FULL("Too many messages wait to be sent; a later try works.", true, true),
    SIGN_IN(
        "Twilio does not accept the auth token of this inbox any more. An admin must put a new one"
            + " in; then send again.",
        true,
        false),
    SUSPENDED(
        "The account at Twilio is suspended or has no money left. An admin must look at it there.",
        true,
        false),
    OPTED_OUT(
        "The customer answered STOP and gets no messages from this number until they write START.",
        false,
        false),
    BAD_NUMBER("This is no number that can get messages. Check it.", false, false),
    LANDLINE("This number is a landline or cannot get text messages.", false, false),
    UNREACHABLE(
        "The phone is switched off or out of reach. Try again later or another way.", true, false),
    BLOCKED("The carrier or the customer blocks messages from this number.", true, false),
    FILTERED(
        "The carrier took the message for spam. Write it in other words, without short links.",
        true,
        false),
    COUNTRY(
        "Messages to this country are not switched on. An admin can do that in Twilio's console.",
        true,
        false),
    NOT_REGISTERED(
        "This number is not registered with the carriers (A2P 10DLC or toll-free). An admin must"
            + " finish that in Twilio's console.",
        true,
        false),
    BAD_SENDER(
        "The number of this inbox cannot send such a message. An admin must look at it in Twilio's"
            + " console.",
        true,
        false),
    TOO_LONG("The text is longer than 1600 characters. Send it in parts.", false, false),
    BAD_FILE(
        "The file could not be sent. Send it smaller or as another kind of file.", false, false),
    WINDOW_CLOSED(
        "More than 24 hours have passed since the customer last wrote on WhatsApp. Only a template"
            + " can be sent.",
        false,
        false),
    UNDELIVERED("The carrier could not deliver the message and does not say why.", true, false),
    UNKNOWN("Twilio did not take the message.", true, false);

    private final String words;
    private final boolean retryable;
    private final boolean passing;

    Kind(String words, boolean retryable, boolean passing) {
      this.words = words;
      this.retryable = retryable;
      this.passing = passing;
    }

    // A switch over numbers needs its default: new codes come without notice.
    static Kind of(int code) {
      if (code >= 500 && code <= 599) {
        return OUTAGE;
      }
      return switch (code) {
        case 429, 14107, 20429, 63018, 63038 -> TOO_FAST;
        case 20500, 20503, 30017 -> OUTAGE;
        case 21611, 30001, 30022 -> QUEUE_FULL;
        case 401, 20003, 20404 -> SIGN_IN;
        case 20005, 21621, 30002 -> SUSPENDED;
        case 21610 -> OPTED_OUT;
        case 21211, 21217, 21219, 21604 -> BAD_NUMBER;
        case 21614, 30006 -> LANDLINE;
        case 30003, 30005, 63024 -> UNREACHABLE;
        case 30004, 30023 -> BLOCKED;
        case 30007, 30038 -> FILTERED;
        case 21408, 21612, 30450 -> COUNTRY;
        case 30024, 30032, 30033, 30034, 30035 -> NOT_REGISTERED;
        case 21212, 21603, 21606, 21659, 21660, 21703, 63007 -> BAD_SENDER;
        case 21605, 21617 -> TOO_LONG;
        case 11751, 12300, 21620, 21623, 30019, 63019 -> BAD_FILE;
        case 63016 -> WINDOW_CLOSED;
        case 30008, 30010 -> UNDELIVERED;
        default -> UNKNOWN;
      };
    }
  }
}
