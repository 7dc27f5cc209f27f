package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Whether every mail that was received came to an end somebody can see. For admins.
@Controller("/v1/ledger")
@MayRefuse
@Tag(name = "Ledger")
class LedgerController {
  private final ShowLedger show;
  private final TakeInMissing takeIn;

  LedgerController(ShowLedger show, TakeInMissing takeIn) {
    this.show = show;
    this.takeIn = takeIn;
  }

  /// The balance of each day of a period, and what is missing. Without a period, the last week.
  @Get
  LedgerJson showLedger(
      @Parameter(hidden = true) Caller caller,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    return show.period(caller, from, to);
  }

  /// Compares what was received with what became of it. One run goes on at a time: while one does,
  /// this answers with that one.
  @Post("/runs")
  @Status(HttpStatus.ACCEPTED)
  LedgerRunJson runLedger(@Parameter(hidden = true) Caller caller, @Body LedgerRunRequest request) {
    return show.run(caller, request);
  }

  /// Takes in what is missing: one original, or as many as there is time for. Doing so twice is as
  /// good as once.
  @Post("/missing/retry")
  @Status(HttpStatus.ACCEPTED)
  TakenInJson takeInMissing(@Parameter(hidden = true) Caller caller, @Body TakeInRequest request) {
    return takeIn.takeIn(caller, request);
  }
}
