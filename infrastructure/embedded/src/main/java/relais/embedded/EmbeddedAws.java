package relais.embedded;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/// DynamoDB, SQS, S3 and Parameter Store in this JVM, each on a port of the loopback interface.
///
/// They start empty unless a data folder of an earlier run is given; [Provisioning] makes tables,
/// queues and buckets in them.
public final class EmbeddedAws implements AutoCloseable {
  private static final int FIRST_PORT = 15_000;
  private static final int LAST_PORT = 25_000;
  private static final int PORT_TRIES = 100;
  private static final String REGION = "eu-west-1";
  private static final String ACCOUNT = "000000000000";
  private static final Endpoints.Login LOGIN = new Endpoints.Login("local", "localsecret");

  private final Endpoints endpoints;
  private final AwsClients clients;
  private final List<AutoCloseable> servers;

  /// How to run.
  ///
  /// @param folder where everything is kept over a restart, null to keep nothing
  /// @param dynamoDbPort 0 for any free port, as the others
  public record Options(
      @Nullable Path folder, int dynamoDbPort, int sqsPort, int s3Port, int ssmPort) {
    /// Keeps nothing, on free ports: for tests.
    public static Options forgetful() {
      return new Options(null, 0, 0, 0, 0);
    }
  }

  private record Started(URI address, AutoCloseable server) {}

  private EmbeddedAws(Endpoints endpoints, AwsClients clients, List<AutoCloseable> servers) {
    this.endpoints = endpoints;
    this.clients = clients;
    this.servers = List.copyOf(servers);
  }

  /// Starts all of them at once and returns when all answer. Where nothing is kept, SQS waits until
  /// [AwsClients#sqs()] is first asked for: it takes longest to start, and most tests send nothing.
  ///
  /// @throws IllegalStateException when one cannot start, for instance because its port is taken;
  ///     the message names which
  public static EmbeddedAws start(Options options) {
    List<AutoCloseable> running = new ArrayList<>();
    try (ExecutorService starters = Executors.newFixedThreadPool(4)) {
      Future<EmbeddedTables> dynamoDb = starters.submit(() -> dynamoDb(options));
      int sqsPort = options.sqsPort() == 0 ? freePort() : options.sqsPort();
      FutureTask<Started> sqs = new FutureTask<>(() -> sqs(options.folder(), sqsPort));
      running.add(() -> stop(sqs));
      if (options.folder() != null) {
        starters.execute(sqs);
      }
      Future<Started> s3 = starters.submit(() -> s3(options));
      Future<Started> ssm = starters.submit(() -> ssm(options));
      EmbeddedTables tables = finished("DynamoDB", dynamoDb);
      running.add(tables::stop);
      Endpoints endpoints =
          new Endpoints(
              tables.address(),
              address(sqsPort),
              finished("S3", s3, running),
              finished("Parameter Store", ssm, running),
              REGION,
              ACCOUNT,
              LOGIN);
      Runnable queuesAnswer =
          () -> {
            sqs.run(); // does nothing the second time
            finished("SQS", sqs);
          };
      if (options.folder() != null) {
        queuesAnswer.run();
      }
      return new EmbeddedAws(
          endpoints,
          new AwsClients(endpoints, tables.client(), tables.streams(), queuesAnswer),
          running);
    } catch (IllegalStateException e) {
      closeAll(running);
      throw e;
    }
  }

  /// Where they answer.
  public Endpoints endpoints() {
    return endpoints;
  }

  /// Clients for them; closed together with this. Those of the table take no way over HTTP.
  public AwsClients clients() {
    return clients;
  }

  @Override
  public void close() {
    clients.close();
    closeAll(servers);
  }

  private static EmbeddedTables dynamoDb(Options options) throws Exception {
    Path folder = options.folder();
    return EmbeddedTables.start(
        folder == null ? null : folder.resolve("dynamodb"),
        options.dynamoDbPort() == 0 ? freePort() : options.dynamoDbPort());
  }

  private static Started sqs(@Nullable Path folder, int port) throws IOException {
    String storage =
        folder == null
            ? "jdbc:h2:mem:none"
            : "jdbc:h2:" + Files.createDirectories(folder.resolve("sqs")).resolve("messages");
    Connection kept = folder == null ? null : kept(storage, folder);
    ElasticMQServer server =
        new ElasticMQServer(
            new ElasticMQServerConfig(
                ConfigFactory.parseString(
                        """
                        rest-sqs { enabled = true, bind-hostname = "127.0.0.1", sqs-limits = strict }
                        node-address { protocol = http, host = "127.0.0.1", context-path = "" }
                        rest-stats.enabled = false
                        queues {}
                        queues-storage.enabled = false
                        messages-storage { driver-class = "org.h2.Driver", username = "", password = "" }
                        """)
                    .withValue("rest-sqs.bind-port", ConfigValueFactory.fromAnyRef(port))
                    .withValue("node-address.port", ConfigValueFactory.fromAnyRef(port))
                    .withValue("aws.region", ConfigValueFactory.fromAnyRef(REGION))
                    .withValue("aws.accountId", ConfigValueFactory.fromAnyRef(ACCOUNT))
                    .withValue(
                        "messages-storage.enabled", ConfigValueFactory.fromAnyRef(folder != null))
                    .withValue("messages-storage.uri", ConfigValueFactory.fromAnyRef(storage))
                    .withFallback(ConfigFactory.load())));
    scala.Function0<?> stop = server.start();
    return new Started(
        address(port),
        () -> {
          stop.apply();
          if (kept != null) {
            shutDown(kept);
          }
        });
  }

  /// Opens the file of the queues before ElasticMQ does: with a file that somebody else has open,
  /// ElasticMQ would start, take messages and never give them out.
  private static Connection kept(String storage, Path folder) {
    try {
      return DriverManager.getConnection(storage, "", "");
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The data folder %s is in use. Stop the other system, or choose another folder."
              .formatted(folder),
          e);
    }
  }

  /// Closes the file although ElasticMQ's connections to it stay open, so that it can be opened
  /// again by this process or another.
  private static void shutDown(Connection kept) throws SQLException {
    if (kept.isClosed()) {
      return; // the JVM ends, and H2 was told first
    }
    try (kept;
        Statement statement = kept.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  private static Started s3(Options options) throws Exception {
    Path kept = options.folder();
    Path folder =
        kept == null
            ? Files.createTempDirectory("relais-s3")
            : Files.createDirectories(kept.resolve("s3"));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(address(options.s3Port()))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, LOGIN.accessKeyId(), LOGIN.secretAccessKey())
            .ignoreUnknownHeaders(true)
            .corsRules(
                new CrossOriginResourceSharing(
                    List.of("http://localhost:.*", "http://127\\.0\\.0\\.1:.*"),
                    List.of("GET", "HEAD", "PUT"),
                    List.of("content-type", "content-disposition", "x-amz-.*"),
                    List.of("ETag"),
                    "true"))
            .build();
    server.start();
    return new Started(
        address(server.getPort()),
        () -> {
          server.stop();
          if (kept == null) {
            delete(folder);
          }
        });
  }

  private static Started ssm(Options options) throws IOException {
    Path folder = options.folder();
    Path file = folder == null ? null : Files.createDirectories(folder).resolve("parameters.json");
    ParameterServer server = ParameterServer.start(options.ssmPort(), file, REGION, ACCOUNT);
    return new Started(address(server.port()), server);
  }

  private static void stop(Future<Started> started) throws Exception {
    if (started.state() == Future.State.SUCCESS) {
      started.resultNow().server().close();
    }
  }

  private static URI finished(String what, Future<Started> future, List<AutoCloseable> running) {
    Started started = finished(what, future);
    running.add(started.server());
    return started.address();
  }

  private static <T> T finished(String what, Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The embedded %s does not start: %s".formatted(what, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the embedded parts start", e);
    }
  }

  private static void closeAll(List<AutoCloseable> servers) {
    try (ExecutorService stoppers = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (AutoCloseable server : servers) {
        tasks.add(
            () -> {
              server.close();
              return null;
            });
      }
      for (Future<Void> stopped : stoppers.invokeAll(tasks)) {
        stopped.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("An embedded part does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// One below those that the system gives to connections (on Linux from 32768): of these, any
  /// program may have taken it before it is used here.
  private static int freePort() {
    for (int i = 0; i < PORT_TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // The next one, then.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException(
        "No port from %d to %d is free".formatted(FIRST_PORT, LAST_PORT));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }
}
