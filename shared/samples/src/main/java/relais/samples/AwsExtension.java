package relais.samples;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives test classes their [AwsParts]: the servers once a JVM, the parts once a class.
final class AwsExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(AwsExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(AwsParts.class);
  }

  @Override
  public AwsParts resolveParameter(ParameterContext parameter, ExtensionContext context) {
    AwsServers servers =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                AwsServers.class, ignored -> AwsServers.start(), AwsServers.class);
    return ofClass(context)
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getRequiredTestClass(), ignored -> AwsParts.on(servers), AwsParts.class);
  }

  /// The context of the test class: what is kept there lives as long as its tests run.
  private static ExtensionContext ofClass(ExtensionContext context) {
    ExtensionContext found = context;
    while (found.getTestMethod().isPresent() && found.getParent().isPresent()) {
      found = found.getParent().get();
    }
    return found;
  }
}
