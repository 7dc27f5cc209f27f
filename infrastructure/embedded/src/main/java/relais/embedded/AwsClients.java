package relais.embedded;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// SDK clients for one set of endpoints, each made when first asked for. Closing closes them.
public final class AwsClients implements AutoCloseable {
  private final Endpoints endpoints;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final Lazy<DynamoDbClient> dynamoDb;
  private final Lazy<DynamoDbStreamsClient> streams;
  private final Lazy<SqsClient> sqs;
  private final Lazy<S3Client> s3;
  private final Lazy<S3Presigner> presigner;
  private final Lazy<SsmClient> ssm;

  /// Clients that call these endpoints.
  public AwsClients(Endpoints endpoints) {
    this(endpoints, null, null, () -> {});
  }

  /// Clients that call these endpoints, except where a client is given.
  ///
  /// @param queuesAnswer returns when the queues can be asked
  AwsClients(
      Endpoints endpoints,
      @Nullable DynamoDbClient givenDynamoDb,
      @Nullable DynamoDbStreamsClient givenStreams,
      Runnable queuesAnswer) {
    this.endpoints = endpoints;
    dynamoDb =
        new Lazy<>(
            () ->
                givenDynamoDb == null
                    ? made(DynamoDbClient.builder(), endpoints.dynamoDb())
                    : givenDynamoDb);
    streams =
        new Lazy<>(
            () ->
                givenStreams == null
                    ? made(DynamoDbStreamsClient.builder(), endpoints.dynamoDb())
                    : givenStreams);
    sqs =
        new Lazy<>(
            () -> {
              queuesAnswer.run();
              return made(SqsClient.builder(), endpoints.sqs());
            });
    s3 = new Lazy<>(() -> made(S3Client.builder().forcePathStyle(true), endpoints.s3()));
    ssm = new Lazy<>(() -> made(SsmClient.builder(), endpoints.ssm()));
    presigner = new Lazy<>(this::makePresigner);
  }

  /// Where they call.
  public Endpoints endpoints() {
    return endpoints;
  }

  /// The table's client.
  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  /// The client for what changed in the table.
  public DynamoDbStreamsClient streams() {
    return streams.get();
  }

  /// The queues' client.
  public SqsClient sqs() {
    return sqs.get();
  }

  /// The buckets' client.
  public S3Client s3() {
    return s3.get();
  }

  /// Makes links to objects.
  public S3Presigner presigner() {
    return presigner.get();
  }

  /// The parameters' client.
  public SsmClient ssm() {
    return ssm.get();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C made(
      B builder, URI endpoint) {
    return builder
        .httpClient(http)
        .region(Region.of(endpoints.region()))
        .endpointOverride(endpoint)
        .credentialsProvider(credentials())
        .build();
  }

  private S3Presigner makePresigner() {
    return S3Presigner.builder()
        .region(Region.of(endpoints.region()))
        .endpointOverride(endpoints.s3())
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private AwsCredentialsProvider credentials() {
    Endpoints.Login login = endpoints.login();
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(login.accessKeyId(), login.secretAccessKey()));
  }

  @Override
  public void close() {
    dynamoDb.close();
    streams.close();
    sqs.close();
    s3.close();
    presigner.close();
    ssm.close();
    http.close();
  }

  private static final class Lazy<T extends SdkAutoCloseable> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
      this.maker = maker;
    }

    synchronized T get() {
      T client = made;
      if (client == null) {
        client = maker.get();
        made = client;
      }
      return client;
    }

    synchronized void close() {
      if (made != null) {
        made.close();
      }
    }
  }
}
