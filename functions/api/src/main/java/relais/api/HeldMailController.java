package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Automatic mail that is held because there was too much of it. For admins.
@Controller("/v1/held")
@ApiResponse(
    responseCode = "4XX",
    description = "Refused, with the reason.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = ProblemJson.class)))
@Tag(name = "Held mail")
class HeldMailController {
  private final DecideHeldMail held;

  HeldMailController(DecideHeldMail held) {
    this.held = held;
  }

  /// What is held, by inbox.
  @Get
  HeldMailJson showHeldMail(@Parameter(hidden = true) Caller caller) {
    return held.show(caller);
  }

  /// Sends what is held, fifty at a time. Sent twice, each goes out once.
  @Post("/release")
  @Status(HttpStatus.ACCEPTED)
  HeldMailJson.DecidedJson releaseHeldMail(@Parameter(hidden = true) Caller caller) {
    return held.release(caller);
  }

  /// Lets go of what is held, fifty at a time.
  @Post("/discard")
  @Status(HttpStatus.ACCEPTED)
  HeldMailJson.DecidedJson discardHeldMail(@Parameter(hidden = true) Caller caller) {
    return held.discard(caller);
  }
}
