package relais.local;

import java.net.URI;
import java.util.Map;
import relais.blobs.RawStore;
import relais.embedded.Places;
import relais.embedded.Template;
import relais.table.Table;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The table and the originals of a system that runs, here or in AWS. Only read from.
final class RunningStores implements AutoCloseable {
  private static final String LOCAL_REGION = "eu-west-1";
  private static final String LOCAL_ACCOUNT = "000000000000";

  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private final S3Presigner presigner;
  private final Table table;
  private final RawStore originals;

  private RunningStores(
      DynamoDbClient dynamoDb, S3Client s3, S3Presigner presigner, String table, String bucket) {
    this.dynamoDb = dynamoDb;
    this.s3 = s3;
    this.presigner = presigner;
    this.table = new Table(dynamoDb, table);
    this.originals = new RawStore(s3, presigner, bucket);
  }

  /// @param variables the process environment
  static RunningStores open(StoresOptions options, Map<String, String> variables) {
    Region region = Region.of(variables.getOrDefault("AWS_REGION", LOCAL_REGION));
    AwsCredentialsProvider credentials = credentials(options, variables);
    URI dynamoDbAddress = options.dynamoDb();
    URI s3Address = options.s3();
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(region)
            .credentialsProvider(credentials)
            .applyMutation(
                builder -> {
                  if (dynamoDbAddress != null) {
                    builder.endpointOverride(dynamoDbAddress);
                  }
                })
            .build();
    S3Client s3 =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(region)
            .credentialsProvider(credentials)
            .forcePathStyle(s3Address != null)
            .applyMutation(
                builder -> {
                  if (s3Address != null) {
                    builder.endpointOverride(s3Address);
                  }
                })
            .build();
    S3Presigner presigner =
        S3Presigner.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(s3Address != null).build())
            .build();
    String table = options.table();
    String bucket = options.rawBucket();
    return new RunningStores(
        dynamoDb,
        s3,
        presigner,
        table == null ? template(options).tables().getFirst().name() : table,
        bucket == null ? rawBucket(template(options)) : bucket);
  }

  Table table() {
    return table;
  }

  RawStore originals() {
    return originals;
  }

  private static AwsCredentialsProvider credentials(
      StoresOptions options, Map<String, String> variables) {
    boolean here = options.dynamoDb() != null && !variables.containsKey("AWS_ACCESS_KEY_ID");
    return here
        ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "localsecret"))
        : DefaultCredentialsProvider.builder().build();
  }

  private static Template template(StoresOptions options) {
    return Template.read(
        options.checkout().resolve("template.yaml"),
        new Places("", LOCAL_REGION, LOCAL_ACCOUNT, URI.create("http://127.0.0.1")),
        Map.of("WebHosting", "off"));
  }

  private static String rawBucket(Template template) {
    return template.buckets().stream()
        .filter(bucket -> bucket.logicalId().equals("RawBucket"))
        .findFirst()
        .orElseThrow()
        .name();
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
    dynamoDb.close();
  }
}
