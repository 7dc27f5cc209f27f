package relais.samples;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import relais.embedded.Endpoints;

/// LocalStack in a container.
final class LocalStack implements AutoCloseable {
  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

  private final LocalStackContainer container;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
  }

  /// Whether Docker answers.
  static boolean isPossible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // Closed by close(): the container is the field.
  static LocalStack start() {
    LocalStackContainer container =
        new LocalStackContainer(IMAGE)
            .withServices("dynamodb", "dynamodbstreams", "s3", "sqs", "ssm");
    container.start();
    return new LocalStack(container);
  }

  Endpoints endpoints() {
    URI address = container.getEndpoint();
    return Endpoints.all(
        address,
        container.getRegion(),
        "000000000000",
        new Endpoints.Login(container.getAccessKey(), container.getSecretKey()));
  }

  @Override
  public void close() {
    container.stop();
  }
}
