package relais.api;

import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes in the API's document what a caller gets who is refused: a problem (RFC 9457) that
/// says why.
@ApiResponse(
    responseCode = "4XX",
    description = "Refused, with the reason.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = ProblemJson.class)))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface MayRefuse {}
