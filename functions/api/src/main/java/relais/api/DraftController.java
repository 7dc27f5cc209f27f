package relais.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What the caller began to write: theirs alone.
@Controller("/v1")
@ApiResponse(
    responseCode = "4XX",
    description = "Refused, with the reason.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = ProblemJson.class)))
@Tag(name = "Conversations")
class DraftController {
  private final KeepDraft drafts;

  DraftController(KeepDraft drafts) {
    this.drafts = drafts;
  }

  /// What the caller began to write here, on whatever device.
  @Get("/conversations/{id}/drafts")
  DraftListJson listDrafts(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return drafts.list(caller, Fields.conversation(id));
  }

  /// Keeps a draft, over the version of it that the caller knew; 0 where they knew none. Its
  /// content empty, it is thrown away.
  @Put("/conversations/{id}/drafts/{kind}")
  DraftJson keepDraft(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable
          @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"reply", "note", "aside"}))
          String kind,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body DraftRequest request) {
    return drafts.keep(caller, Fields.conversation(id), kind, seen, request);
  }

  /// The first messages of conversations that the caller has begun, on whatever device: one draft
  /// for all of them, of version 0 and empty when there is none.
  @Get("/drafts/first")
  DraftJson readFirstMessages(@Parameter(hidden = true) Caller caller) {
    return drafts.first(caller);
  }

  /// Keeps the first messages that the caller has begun, over the version of them that the caller
  /// knew; 0 where they knew none. Its content empty, they are thrown away.
  @Put("/drafts/first")
  DraftJson keepFirstMessages(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body DraftRequest request) {
    return drafts.keepFirst(caller, seen, request);
  }
}
