package relais.channels.meta;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.FailureCause;
import relais.channels.ProviderFailure;

/// The errors of Messenger and Instagram in words for an agent. Code and subcode decide, messages
/// never.
public final class MessagingFailures {
  private static final Pattern CODE = Pattern.compile("([0-9]{1,9})(?:/([0-9]{1,9}))?");

  private MessagingFailures() {}

  /// What an answer means and what to do.
  ///
  /// @param label what people call the channel
  /// @param status of HTTP
  /// @param error null when the body holds none
  public static ProviderFailure of(String label, int status, @Nullable GraphError error) {
    if (error == null) {
      boolean passing = status == 429 || status >= 500;
      return new ProviderFailure(
          "http-" + status,
          passing
              ? "%s has a problem of its own; a later try usually works.".formatted(label)
              : "%s did not take the message (HTTP %d). Tell an admin this code."
                  .formatted(label, status),
          true,
          passing);
    }
    ProviderFailure failure = of(label, error.code(), error.subcode(), error.details());
    boolean passing = failure.passing() || error.passing();
    return new ProviderFailure(failure.code(), failure.reason(), failure.retryable(), passing);
  }

  /// What a code means.
  ///
  /// @param subcode 0 when there is none
  public static ProviderFailure of(String label, int code, int subcode, @Nullable String details) {
    Kind kind = Kind.of(code, subcode);
    String words = kind.words.formatted(label);
    String reason =
        kind == Kind.UNKNOWN && details != null
            ? "%s %s says: %s".formatted(words, label, shortened(details))
            : words;
    return new ProviderFailure(
        subcode == 0 ? Integer.toString(code) : code + "/" + subcode,
        reason,
        kind.retryable,
        kind.passing);
  }

  /// What a code comes to; null when only its words tell.
  ///
  /// @param code with its subcode behind a slash, where it has one
  static @Nullable FailureCause cause(String code) {
    Matcher numbers = CODE.matcher(code);
    if (!numbers.matches()) {
      return null;
    }
    int subcode = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
    return switch (Kind.of(Integer.parseInt(numbers.group(1)), subcode)) {
      case TOO_FAST -> FailureCause.TOO_FAST;
      case OUTAGE -> FailureCause.OUTAGE;
      case SIGN_IN -> FailureCause.SIGN_IN;
      case PERMISSION -> FailureCause.PERMISSION;
      case WINDOW_CLOSED -> FailureCause.WINDOW_CLOSED;
      case GONE -> FailureCause.CUSTOMER_GONE;
      case NOT_OURS -> FailureCause.ELSEWHERE;
      case BAD_FILE -> FailureCause.BAD_FILE;
      case LOCKED -> FailureCause.LOCKED;
      case BAD_REQUEST -> FailureCause.BAD_REQUEST;
      case UNKNOWN -> null;
    };
  }

  private static String shortened(String details) {
    String line = details.replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 299) + "…";
  }

  /// Codes that ask for the same thing, together.
  private enum Kind {
    TOO_FAST("%s takes no more messages at this rate; a later try works.", true, true),
    OUTAGE("%s has a problem of its own; a later try usually works.", true, true),
    SIGN_IN(
        "%s does not accept the access token of this inbox any more. An admin must connect it"
            + " again; then send again.",
        true, false),
    PERMISSION(
        "This inbox may not send on %s. An admin must grant the permission or connect it again.",
        true, false),
    WINDOW_CLOSED(
        "Too much time has passed since the customer last wrote. %s takes an answer again once they"
            + " write.",
        false, false),
    GONE(
        "The customer cannot be reached on %s: they blocked you, closed their account or do not"
            + " take messages.",
        false, false),
    NOT_OURS(
        "Another application has this conversation on %s at the moment. Answer there, or ask an"
            + " admin to take it over.",
        true, false),
    BAD_FILE(
        "%s could not take the file. Send it smaller or as another kind of file.", false, false),
    LOCKED(
        "%s has restricted this page or account. An admin must look at it in the Business Suite.",
        true, false),
    BAD_REQUEST(
        "%s did not understand the message. Write it anew; if that fails too, tell an admin this"
            + " code.",
        false, false),
    UNKNOWN("%s did not take the message.", true, false);

    private final String words;
    private final boolean retryable;
    private final boolean passing;

    Kind(String words, boolean retryable, boolean passing) {
      this.words = words;
      this.retryable = retryable;
      this.passing = passing;
    }

    // Switches over numbers need their defaults: new codes come without notice.
    static Kind of(int code, int subcode) {
      return switch (subcode) {
        case 2018278, 2534022, 2018065 -> WINDOW_CLOSED;
        case 1545041, 2018001, 2534014, 2018108 -> GONE;
        case 2018300, 2534037 -> NOT_OURS;
        case 2018007, 2018008, 2018047, 2018074, 2018294 -> BAD_FILE;
        case 1893063 -> LOCKED;
        default -> of(code);
      };
    }

    private static Kind of(int code) {
      return switch (code) {
        case 4, 17, 32, 613, 80006 -> TOO_FAST;
        case 1, 2, 1200 -> OUTAGE;
        case 102, 190 -> SIGN_IN;
        case 3, 10, 200, 210, 230, 299 -> PERMISSION;
        case 551 -> GONE;
        case 368 -> LOCKED;
        case 100 -> BAD_REQUEST;
        default -> UNKNOWN;
      };
    }
  }
}
