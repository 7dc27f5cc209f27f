package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each agent is doing.
@Serdeable
@Schema(name = "AgentList")
record AgentListJson(List<AgentJson> agents) {
  /// One of them.
  ///
  /// @param number their own telephone number; null when they gave none
  @Serdeable
  @Schema(
      name = "Agent",
      requiredProperties = {"number"})
  record AgentJson(
      String id,
      String name,
      @Nullable String number,
      List<String> teams,
      @Schema(
              type = "string",
              allowableValues = {"free", "answering", "on-call", "away"})
          String state) {}
}
