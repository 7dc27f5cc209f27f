package relais.samples;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import relais.embedded.AwsClients;
import relais.embedded.EmbeddedAws;
import relais.embedded.Endpoints;
import relais.embedded.Template;

/// Where the AWS of this JVM's tests answers.
///
/// @param template as it is without a prefix
/// @param embedded whether the tables are in this JVM and asked without HTTP
/// @param stop ends what was started
/// @param lasting whether it goes on when the tests are over, so that they have to clean up
record AwsServers(
    AwsClients clients, Template template, boolean embedded, boolean lasting, Runnable stop)
    implements AutoCloseable {

  private enum Kind {
    EMBEDDED,
    LOCALSTACK,
    ENDPOINT
  }

  /// Starts what fits this machine and says which it is.
  static AwsServers start() {
    Map<String, String> environment = System.getenv();
    Kind kind = kind(environment);
    return switch (kind) {
      case EMBEDDED -> {
        EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful());
        say("the embedded parts in this JVM");
        yield on(aws.clients(), true, false, aws::close);
      }
      case LOCALSTACK -> {
        LocalStack localStack = LocalStack.start();
        say("LocalStack in Docker, at " + localStack.endpoints().sqs());
        yield on(new AwsClients(localStack.endpoints()), false, false, localStack::close);
      }
      case ENDPOINT -> {
        Endpoints endpoints = named(environment);
        say("what AWS_ENDPOINT_URL names: " + endpoints.sqs());
        yield on(new AwsClients(endpoints), false, true, () -> {});
      }
    };
  }

  private static AwsServers on(
      AwsClients clients, boolean embedded, boolean lasting, Runnable stop) {
    Template template =
        Template.read(
            AwsParts.templateFile(), clients.endpoints().places(""), Map.of("WebHosting", "off"));
    return new AwsServers(clients, template, embedded, lasting, stop);
  }

  @Override
  public void close() {
    clients.close();
    stop.run();
  }

  private static Kind kind(Map<String, String> environment) {
    String wanted = System.getProperty("relais.aws", "");
    if (!wanted.isEmpty()) {
      return Kind.valueOf(wanted.toUpperCase(Locale.ROOT));
    }
    if (environment.containsKey("AWS_ENDPOINT_URL")) {
      return Kind.ENDPOINT;
    }
    // Looking for the socket first keeps Testcontainers' classes out of a JVM without Docker.
    boolean mayHaveDocker =
        environment.containsKey("DOCKER_HOST") || Files.exists(Path.of("/var/run/docker.sock"));
    return mayHaveDocker && LocalStack.isPossible() ? Kind.LOCALSTACK : Kind.EMBEDDED;
  }

  private static Endpoints named(Map<String, String> environment) {
    String address = environment.get("AWS_ENDPOINT_URL");
    if (address == null) {
      throw new IllegalStateException("Set AWS_ENDPOINT_URL to where the AWS services answer");
    }
    return Endpoints.all(
        URI.create(address),
        environment.getOrDefault("AWS_REGION", "eu-west-1"),
        environment.getOrDefault("AWS_ACCOUNT_ID", "000000000000"),
        new Endpoints.Login(
            environment.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
            environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test")));
  }

  private static void say(String what) {
    System.out.println("AWS of these tests: " + what);
  }
}
