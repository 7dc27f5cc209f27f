package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import relais.mail.Participation;

/// What an invitation is answered.
@Serdeable
@Schema(name = "InvitationAnswerRequest", requiredProperties = "participation")
record InvitationAnswerRequest(
    @Schema(
            type = "string",
            allowableValues = {"accepted", "tentative", "declined"})
        @Nullable String participation) {
  Participation read() {
    return switch (Fields.required("participation", participation)) {
      case "accepted" -> Participation.ACCEPTED;
      case "tentative" -> Participation.TENTATIVE;
      case "declined" -> Participation.DECLINED;
      default ->
          throw Problem.field(
              "participation", "An invitation is \"accepted\", \"tentative\" or \"declined\".");
    };
  }
}
