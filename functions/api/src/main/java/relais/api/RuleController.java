package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;

/// The rules that incoming messages set going.
@Controller("/v1/rules")
@MayRefuse
@Tag(name = "Rules")
class RuleController {
  private final EditRules rules;

  RuleController(EditRules rules) {
    this.rules = rules;
  }

  /// All rules, in the order they run.
  @Get
  RuleListJson listRules(@Parameter(hidden = true) Caller caller) {
    return rules.list(caller);
  }

  /// Creates a rule.
  @Post
  @Status(HttpStatus.CREATED)
  RuleJson createRule(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body RuleRequest request) {
    return rules.create(caller, key, request);
  }

  /// Changes a rule.
  @Put("/{id}")
  RuleJson changeRule(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body RuleRequest request) {
    return rules.change(caller, Fields.rule(id), seen, request);
  }

  /// Deletes a rule.
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void deleteRule(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen) {
    rules.delete(caller, Fields.rule(id), seen);
  }
}
