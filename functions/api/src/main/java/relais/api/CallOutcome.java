package relais.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes in the API's document what can come of a call: one that came in, or one of ours with
/// what came of beginning it.
@Schema(
    type = "string",
    allowableValues = {
      "ringing",
      "answered",
      "voicemail",
      "missed",
      "calling",
      "not-answered",
      "agent-not-reached",
      "failed",
      "unknown"
    })
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.PARAMETER,
  ElementType.FIELD,
  ElementType.METHOD
})
@interface CallOutcome {}
