package relais.runtime;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/// Whether the function was given the variable that [NeedsVariable] names.
final class VariableGiven implements Condition {
  @Override
  @SuppressWarnings("rawtypes") // as Micronaut's interface has it
  public boolean matches(ConditionContext context) {
    String variable =
        context
            .getComponent()
            .getAnnotationMetadata()
            .stringValue(NeedsVariable.class)
            .orElseThrow();
    if (context.getBean(Environment.class).variables().containsKey(variable)) {
      return true;
    }
    context.fail(
        "The variable %s is not set. Give it to the function in template.yaml."
            .formatted(variable));
    return false;
  }
}
