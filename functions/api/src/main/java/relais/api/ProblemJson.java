package relais.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request was refused (RFC 9457).
///
/// @param detail what happened and what to do, for the person at the screen
/// @param code stable, for the app
/// @param kind whose turn it is: caller, conflict, ours, upstream
/// @param field the field or header that is not right
/// @param crossedBy who wrote in between, oldest first
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem")
record ProblemJson(
    String title,
    int status,
    String detail,
    String code,
    @Schema(
            type = "string",
            allowableValues = {"caller", "conflict", "ours", "upstream"})
        String kind,
    @Nullable String field,
    @Nullable List<CrossingJson> crossedBy) {

  static ProblemJson of(ProblemCode code, String detail) {
    return new ProblemJson(
        code.title(), code.status(), detail, code.word(), code.kind().word(), null, null);
  }

  ProblemJson withField(String field) {
    return new ProblemJson(title, status, detail, code, kind, field, crossedBy);
  }

  ProblemJson withCrossedBy(List<CrossingJson> crossings) {
    return new ProblemJson(title, status, detail, code, kind, field, crossings);
  }
}
