package relais.channels.telegram;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.channels.FailureCause;
import relais.channels.FileFailure;
import relais.channels.Piece;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.conversation.FileTrouble;

/// What Telegram answers, in words for an agent. Its codes are few, so some descriptions have to
/// tell the rest; those seem stable.
final class TelegramFailures {
  private TelegramFailures() {}

  /// Reads the answer to a message handed over.
  static SendAnswer answer(int status, byte[] body) {
    Piece json = Piece.of(body);
    if (json == null || !json.flag("ok")) {
      String code = json == null ? null : json.word("error_code");
      String words = json == null ? null : json.word("description");
      Long wait = json == null ? null : json.at("parameters").number("retry_after");
      int number = code != null && code.matches("[0-9]{1,4}") ? Integer.parseInt(code) : status;
      return new SendAnswer.Refused(of(number, words, wait));
    }
    Piece result = json.at("result");
    List<Piece> album = result.each();
    String id = (album.isEmpty() ? result : album.getFirst()).word("message_id");
    return id == null ? SendAnswer.withoutId("Telegram") : new SendAnswer.Accepted(id, "accepted");
  }

  /// What is wrong with a connection, null when nothing is.
  static @Nullable ProviderFailure ofProbe(int status, byte[] body) {
    Piece json = Piece.of(body);
    return json != null && json.flag("ok")
        ? null
        : of(status, json == null ? null : json.word("description"), null);
  }

  /// Why a file is not to be had.
  static FileFailure ofFile(int status, byte[] body) {
    Piece json = Piece.of(body);
    String words = json == null ? null : json.word("description");
    if (words != null && words.toLowerCase(Locale.ROOT).contains("too big")) {
      // Bots are handed files of up to 20 MB.
      return new FileFailure(FileTrouble.TOO_LARGE, "too-large", false);
    }
    ProviderFailure failure = of(status, words, null);
    return FileFailure.of(failure, cause(failure.code()));
  }

  /// @param wait seconds after which to try again, null when Telegram does not say
  // A switch over numbers needs its default: codes are those of HTTP.
  static ProviderFailure of(int code, @Nullable String description, @Nullable Long wait) {
    String words = description == null ? "" : description.toLowerCase(Locale.ROOT);
    return switch (code) {
      case 429 ->
          new ProviderFailure(
              "429",
              wait == null
                  ? "Telegram takes no more messages at this rate; a later try works."
                  : "Telegram takes no more messages at this rate; try again in %d seconds."
                      .formatted(wait),
              true,
              true);
      case 401, 404 ->
          stops(
              Integer.toString(code),
              "Telegram does not know the token of this bot any more. An admin must put a new one"
                  + " in; then send again.",
              true);
      case 403 ->
          stops(
              words.contains("initiate") ? "403/start" : "403",
              words.contains("initiate")
                  ? "A bot cannot write first. The customer has to press Start."
                  : "The customer has blocked the bot or left the chat. They can be reached here"
                      + " again once they write.",
              false);
      case 400 -> badRequest(words, description);
      default -> {
        boolean passing = code >= 500;
        yield new ProviderFailure(
            Integer.toString(code),
            passing
                ? "Telegram has a problem of its own; a later try usually works."
                : unknown(description),
            true,
            passing);
      }
    };
  }

  private static ProviderFailure badRequest(String words, @Nullable String description) {
    if (words.contains("chat not found") || words.contains("peer_id_invalid")) {
      return stops(
          "400/chat",
          "Telegram does not know this chat. The customer has to write to the bot first.",
          false);
    }
    if (words.contains("upgraded to a supergroup")) {
      return stops("400/group", "The group has another id now. Answer its newest message.", false);
    }
    if (words.contains("wrong file")
        || words.contains("file is too big")
        || words.contains("failed to get http url content")) {
      return stops(
          "400/file", "Telegram could not take the file. Send it smaller or another way.", false);
    }
    if (words.contains("message to be replied not found")
        || words.contains("message to reply not found")) {
      return stops(
          "400/answered",
          "The message you answer was deleted. Send it without the reference.",
          false);
    }
    return stops("400", unknown(description), false);
  }

  /// What a code comes to; null when only its words tell. What Telegram tells apart by its words
  /// alone stands behind a slash.
  // A string switch needs its default: codes are those of HTTP.
  static @Nullable FailureCause cause(String code) {
    return switch (code) {
      case "429" -> FailureCause.TOO_FAST;
      case "401", "404" -> FailureCause.SIGN_IN;
      case "403" -> FailureCause.CUSTOMER_GONE;
      case "403/start", "400/chat" -> FailureCause.CUSTOMER_FIRST;
      case "400/file" -> FailureCause.BAD_FILE;
      case "400/answered" -> FailureCause.ANSWERED_GONE;
      default -> code.matches("5..") ? FailureCause.OUTAGE : null;
    };
  }

  private static String unknown(@Nullable String description) {
    return description == null
        ? "Telegram did not take the message."
        : "Telegram did not take the message. Telegram says: " + Piece.brief(description);
  }

  private static ProviderFailure stops(String code, String reason, boolean retryable) {
    return new ProviderFailure(code, reason, retryable, false);
  }
}
