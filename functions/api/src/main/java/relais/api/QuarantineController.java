package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What nobody could read or place. For admins.
@Controller("/v1/quarantine")
@MayRefuse
@Tag(name = "Quarantine")
class QuarantineController {
  private final ShowQuarantine show;
  private final RetryQuarantined retry;

  QuarantineController(ShowQuarantine show, RetryQuarantined retry) {
    this.show = show;
    this.retry = retry;
  }

  /// One page, newest first.
  @Get
  QuarantinePageJson listQuarantine(
      @Parameter(hidden = true) Caller caller, @QueryValue @Nullable String cursor) {
    return show.page(caller, Fields.cursor(cursor));
  }

  /// A link to the untouched original, to be downloaded.
  @Get("/{id}/original")
  LinkJson linkQuarantined(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return show.original(caller, Fields.entry(id));
  }

  /// Reads the original once more and takes it in.
  @Post("/{id}/retry")
  @Status(HttpStatus.ACCEPTED)
  void retryQuarantined(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body QuarantineRetryRequest request) {
    retry.retry(caller, Fields.entry(id), key, request);
  }

  /// Takes an item off the list. Its original stays where it is.
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void dismissQuarantined(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    show.dismiss(caller, Fields.entry(id));
  }
}
