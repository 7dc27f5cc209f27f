package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The HTTP API of the template: routes, the JWT authorizer, the size limits.
final class HttpGateway {
  private static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

  private final HttpRoutes routes;
  private final Map<String, LambdaFunction> functions;
  private final TokenCheck tokens;
  private final InstantSource clock;
  private final Journal journal;
  private final Ids ids = new Ids();

  HttpGateway(
      HttpRoutes routes,
      Map<String, LambdaFunction> functions,
      TokenCheck tokens,
      InstantSource clock,
      Journal journal) {
    this.routes = routes;
    this.functions = functions;
    this.tokens = tokens;
    this.clock = clock;
    this.journal = journal;
  }

  /// Answers a request when the API has a route for it.
  ///
  /// @return whether it had one
  boolean serve(Context context) throws IOException {
    Optional<HttpRoutes.Match> match = routes.find(context.method().name(), context.path());
    if (match.isEmpty()) {
      return false;
    }
    @Nullable ObjectNode claims = null;
    if (match.get().route().signedIn()) {
      switch (tokens.check(context.header("Authorization"))) {
        case TokenCheck.Outcome.Accepted(ObjectNode accepted) -> claims = accepted;
        case TokenCheck.Outcome.Refused(String reason) -> {
          context.header(
              "WWW-Authenticate",
              "Bearer scope=\"\" error=\"invalid_token\" error_description=\"%s\""
                  .formatted(reason));
          say(context, 401, "Unauthorized");
          return true;
        }
      }
    }
    byte[] body = context.req().getInputStream().readNBytes(MAX_REQUEST_BYTES + 1);
    if (body.length > MAX_REQUEST_BYTES) {
      say(context, 413, "Request Entity Too Large");
      return true;
    }
    call(context, match.get(), claims, body);
    return true;
  }

  private void call(
      Context context, HttpRoutes.Match match, @Nullable ObjectNode claims, byte[] body) {
    LambdaFunction function = functions.get(match.route().function());
    byte[] event =
        Json.bytes(HttpEvents.event(context, body, match, claims, ids.request(), clock.instant()));
    if (function == null) {
      say(context, 500, "Internal Server Error");
      return;
    }
    if (event.length > MAX_EVENT_BYTES) {
      say(context, 413, "Request Too Long");
      return;
    }
    try {
      HttpEvents.answer(context, function.call(event));
    } catch (FunctionFailed e) {
      journal.failed(match.route().function() + " failed on a request", e);
      say(context, 500, "Internal Server Error");
    }
  }

  private static void say(Context context, int status, String message) {
    context
        .status(status)
        .contentType("application/json")
        .result(Json.bytes(Json.object().put("message", message)));
  }
}
