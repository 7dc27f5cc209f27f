package relais.api;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the framework itself refuses, in our words: unknown routes, wrong methods, bodies that are
/// no JSON. Its own messages name classes and are not passed on.
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class FrameworkProblems implements ErrorResponseProcessor<ProblemJson> {
  private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

  @Override
  public MutableHttpResponse<ProblemJson> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ProblemJson problem = problem(response.status(), context.getRootCause().orElse(null));
    return response
        .status(HttpStatus.valueOf(problem.status()))
        .body(problem)
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  private static ProblemJson problem(HttpStatus status, @Nullable Throwable cause) {
    return switch (status) {
      case NOT_FOUND ->
          ProblemJson.of(
              ProblemCode.NOT_FOUND, "There is nothing under this address. Check it for typos.");
      case METHOD_NOT_ALLOWED ->
          ProblemJson.of(
              ProblemCode.METHOD_NOT_ALLOWED,
              "This address does not take that method. The header Allow says which it takes.");
      case UNSUPPORTED_MEDIA_TYPE ->
          ProblemJson.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as JSON, with Content-Type: application/json.");
      case REQUEST_ENTITY_TOO_LARGE ->
          ProblemJson.of(ProblemCode.TOO_LARGE, "The body is too large. Shorten it.");
      case BAD_REQUEST -> ProblemJson.of(ProblemCode.MALFORMED_JSON, malformed(cause));
      default ->
          status.getCode() < 500
              ? ProblemJson.of(
                  ProblemCode.BAD_REQUEST, "The request cannot be read. Check it for typos.")
              : ProblemJson.of(
                  ProblemCode.INTERNAL,
                  "Something went wrong on our side. Try again; if it stays, tell your admin.");
    };
  }

  private static String malformed(@Nullable Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      Matcher place = PLACE.matcher(String.valueOf(at.getMessage()));
      if (place.find()) {
        return "The body is not JSON from line %s, column %s on. Correct it there."
            .formatted(place.group(1), place.group(2));
      }
    }
    return "The body is missing or not the JSON object that belongs here. Compare it with the API's"
        + " description.";
  }
}
