package relais.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What telephone systems ask before they ring somebody. They bring a token that opens nothing
/// else; a user's does not open this.
@Controller("/v1/telephony")
@MayRefuse
@SecurityRequirement(name = "telephone-token")
@Tag(name = "Telephone systems")
class TelephonyController {
  private final ShowAgents agents;
  private final LookUpCaller lookUp;

  TelephonyController(ShowAgents agents, LookUpCaller lookUp) {
    this.agents = agents;
    this.lookUp = lookUp;
  }

  /// What each agent is doing, so that nobody is rung who answers a customer or is in a call.
  @Get("/agents")
  AgentListJson showAgents(@Parameter(hidden = true) TelephoneSystem system) {
    return agents.show(system);
  }

  /// Who has this telephone number or case number: the name, and the newest conversation that is
  /// open.
  @Get("/lookup")
  FoundCallerJson lookUpCaller(
      @Parameter(hidden = true) TelephoneSystem system,
      @QueryValue
          @Parameter(description = "A telephone number with its country (E.164). Or say a case.")
          @Nullable String number,
      @QueryValue(value = "case")
          @Parameter(description = "The number of a case, with # or without.")
          @Nullable String caseNumber) {
    return lookUp.find(system, number, caseNumber);
  }
}
