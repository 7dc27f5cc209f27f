package relais.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;

/// Lambda's context is no bean of ours: nobody asks for it, and to register one at each call makes
/// Micronaut look up anew what it knew about all others.
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
final class NoContextBeans implements LambdaContextFactory {
  @Override
  public void registerSingletons(Context context) {}
}
