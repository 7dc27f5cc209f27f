package relais.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Replies that have not gone out: they can go at once, at another time, or not at all.
@Controller("/v1/conversations/{id}/messages/{entry}")
@ApiResponse(
    responseCode = "4XX",
    description = "Refused, with the reason.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = ProblemJson.class)))
@Tag(name = "Conversations")
class WaitingReplyController {
  private final ChangeWaitingReply replies;

  WaitingReplyController(ChangeWaitingReply replies) {
    this.replies = replies;
  }

  /// Sends a reply now that waits for its time or is held. Refused when somebody wrote since the
  /// caller looked.
  @Post("/send")
  EntryWrittenJson sendNow(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen) {
    return replies.sendNow(caller, Fields.conversation(id), Fields.entry(entry), seen);
  }

  /// Gives a reply that waits another time.
  @Post("/schedule")
  EntryWrittenJson schedule(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @Body ScheduleRequest request) {
    return replies.move(caller, Fields.conversation(id), Fields.entry(entry), request);
  }

  /// Takes a reply back that has not gone out, and gives its author the words to go on with. Asked
  /// again, it answers the same.
  @Post("/cancel")
  CancelledReplyJson cancel(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry) {
    return replies.cancel(caller, Fields.conversation(id), Fields.entry(entry));
  }
}
