package relais.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.runtime.LogKey;
import software.amazon.awssdk.core.exception.SdkException;

/// What was thrown becomes an answer: a [Problem] as it is, trouble with AWS as 503, and what
/// nobody expected as 500. Only the last two are logged, once, here.
@Singleton
@Produces(MediaType.APPLICATION_JSON_PROBLEM)
final class ProblemHandler implements ExceptionHandler<Throwable, HttpResponse<ProblemJson>> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final String RETRY_AFTER_SECONDS = "2";
  private static final String A_MINUTE = "60";

  @Override
  @SuppressWarnings("rawtypes") // As the interface has it.
  public HttpResponse<ProblemJson> handle(HttpRequest request, Throwable thrown) {
    return switch (thrown) {
      case Problem problem ->
          problem.code() == ProblemCode.TOO_MANY_REQUESTS
              ? answer(problem.json()).header("Retry-After", A_MINUTE)
              : answer(problem.json());
      case SdkException e -> {
        log(request, ProblemCode.UNAVAILABLE, e);
        yield answer(
                ProblemJson.of(
                    ProblemCode.UNAVAILABLE,
                    "A service behind this one does not answer. What you asked for may not have"
                        + " happened; send the same request again in a moment."))
            .header("Retry-After", RETRY_AFTER_SECONDS);
      }
      default -> {
        log(request, ProblemCode.INTERNAL, thrown);
        yield answer(
            ProblemJson.of(
                ProblemCode.INTERNAL,
                "Something went wrong on our side, and it has been noted. Try again; if it stays,"
                    + " tell your admin when it happened."));
      }
    };
  }

  static MutableHttpResponse<ProblemJson> answer(ProblemJson problem) {
    return HttpResponse.<ProblemJson>status(HttpStatus.valueOf(problem.status()))
        .body(problem)
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  private static void log(HttpRequest<?> request, ProblemCode code, Throwable thrown) {
    LOG.atError()
        .setCause(thrown)
        .addKeyValue(LogKey.CODE.field(), code.word())
        .addKeyValue(LogKey.REQUEST_ID.field(), GatewayRequest.of(request).requestId())
        .log("A request failed");
  }
}
