package relais.runtime;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Makes the clients of AWS that most functions use. Each is made when first asked for.
@Factory
final class AwsClientFactory {
  @Singleton
  AwsCalls calls(Environment environment, List<ExecutionInterceptor> observers) {
    return new AwsCalls(environment, observers);
  }

  @Singleton
  @Bean(preDestroy = "close")
  DynamoDbClient dynamoDb(AwsCalls calls, @Nullable GivenTables given) {
    return given == null
        ? calls.quick(DynamoDbClient.builder(), calls.endpoint("DYNAMODB"))
        : given.client();
  }

  @Singleton
  @Bean(preDestroy = "close")
  SqsClient sqs(AwsCalls calls) {
    return calls.quick(SqsClient.builder(), calls.endpoint("SQS"));
  }

  @Singleton
  @Bean(preDestroy = "close")
  SsmClient ssm(AwsCalls calls) {
    return calls.quick(SsmClient.builder(), calls.endpoint("SSM"));
  }

  @Singleton
  @Bean(preDestroy = "close")
  S3Client s3(AwsCalls calls) {
    URI endpoint = calls.endpoint("S3");
    return calls.patient(S3Client.builder().forcePathStyle(endpoint != null), endpoint);
  }

  @Singleton
  @Bean(preDestroy = "close")
  S3Presigner presigner(AwsCalls calls, Environment environment) {
    URI endpoint = calls.endpoint("S3");
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(environment.region()))
            .credentialsProvider(calls.credentials())
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(endpoint != null).build());
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }

  @Singleton
  @NeedsVariable("RAW_BUCKET")
  RawStore rawStore(S3Client s3, S3Presigner presigner, Environment environment) {
    return new RawStore(s3, presigner, environment.rawBucket());
  }

  @Singleton
  @NeedsVariable("FILES_BUCKET")
  FileStore fileStore(S3Client s3, S3Presigner presigner, Environment environment) {
    return new FileStore(s3, presigner, environment.filesBucket());
  }
}
