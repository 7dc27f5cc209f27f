package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// What the answers of all providers that are played have in common.
final class ProviderAnswers {
  /// A trouble that is played: the customer's provider does not like the file.
  static final String BAD_FILE = "bad-file";

  private ProviderAnswers() {}

  /// Answers, unless the answer is to be lost on its way.
  ///
  /// @param trouble that is played with this request, null for none
  static void finish(Context context, @Nullable String trouble, int status, ObjectNode answer) {
    if ("lost-answer".equals(trouble)) {
      Connections.drop(context);
    } else {
      answer(context, status, answer);
    }
  }

  static void answer(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.bytes(body));
  }
}
