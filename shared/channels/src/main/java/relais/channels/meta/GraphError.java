package relais.channels.meta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.Problem;
import relais.channels.Piece;

/// An error object of the Graph API.
///
/// @param code 0 when it has none that is a number
/// @param subcode 0 when it has none
/// @param details the finer words, else the message; null when there are neither
/// @param passing whether the API itself marks it as one that passes
public record GraphError(int code, int subcode, @Nullable String details, boolean passing) {
  /// Reads the error of an answer.
  ///
  /// @return null when the body holds none
  public static @Nullable GraphError of(byte[] body) {
    Piece json = Piece.of(body);
    Piece error = json == null ? null : json.at("error");
    if (error == null || !error.isObject()) {
      return null;
    }
    String details = error.at("error_data").word("details");
    return new GraphError(
        code(error, "code"),
        code(error, "error_subcode"),
        details != null ? details : error.word("message"),
        error.flag("is_transient"));
  }

  /// The errors of a webhook.
  public static List<Problem> problems(Piece errors) {
    List<Problem> problems = new ArrayList<>();
    for (Piece error : errors.each()) {
      String details = error.at("error_data").word("details");
      problems.add(
          new Problem(
              code(error, "code"),
              error.wordOf("title", "message"),
              details != null ? details : error.word("details")));
    }
    return problems;
  }

  private static int code(Piece error, String field) {
    String code = error.word(field);
    try {
      return code == null ? 0 : Integer.parseInt(code);
    } catch (NumberFormatException notCode) {
      return 0;
    }
  }
}
