package relais.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// The inboxes with their settings. For admins.
@Controller("/v1/inboxes")
@ApiResponse(
    responseCode = "4XX",
    description = "Refused, with the reason.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = ProblemJson.class)))
@Tag(name = "Inboxes")
class InboxController {
  private final ShowInboxes show;

  InboxController(ShowInboxes show) {
    this.show = show;
  }

  /// All inboxes and how they are doing.
  @Get
  InboxListJson listInboxes(@Parameter(hidden = true) Caller caller) {
    return show.all(caller);
  }
}
