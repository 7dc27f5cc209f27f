package relais.runtime;

import io.micronaut.context.annotation.Requires;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What this makes exists only in functions that are given this variable.
///
/// On Lambda everything is made before the first event, so that the snapshot holds it: what a
/// function has no use for must then not ask for what the function was not given.
@Requires(condition = VariableGiven.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface NeedsVariable {
  /// The variable's name in template.yaml.
  String value();
}
