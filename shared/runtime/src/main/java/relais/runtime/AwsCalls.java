package relais.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/// How this function calls AWS: where, as whom, how long it waits and how often it tries.
///
/// Limits: two seconds to connect; five seconds for the next byte of an answer, thirty for
/// services that move large bodies; the SDK's standard retries with back-off.
final class AwsCalls implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final Environment environment;
  private final List<ExecutionInterceptor> observers;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient quick = http(Duration.ofSeconds(5));
  private final SdkHttpClient patient = http(Duration.ofSeconds(30));

  /// @param observers see every call: they measure and, in tests, interrupt
  AwsCalls(Environment environment, List<ExecutionInterceptor> observers) {
    this.environment = environment;
    this.observers = List.copyOf(observers);
    this.credentials = credentials(environment);
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  @Nullable URI endpoint(String service) {
    return environment.endpoint(service);
  }

  /// A client for small questions.
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C quick(
      B builder, @Nullable URI endpoint) {
    return made(builder.httpClient(quick), endpoint, AwsRetryStrategy.standardRetryStrategy());
  }

  /// A client for what must not happen twice: large bodies, and never a second try by itself. A
  /// lost answer may have been a yes, so the caller has to decide.
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C once(
      B builder, @Nullable URI endpoint) {
    return made(builder.httpClient(patient), endpoint, AwsRetryStrategy.doNotRetry());
  }

  /// A client for large bodies.
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C patient(
      B builder, @Nullable URI endpoint) {
    return made(builder.httpClient(patient), endpoint, AwsRetryStrategy.standardRetryStrategy());
  }

  @Override
  public void close() {
    quick.close();
    patient.close();
  }

  private <B extends AwsClientBuilder<B, C>, C> C made(
      B builder, @Nullable URI endpoint, RetryStrategy retries) {
    builder
        .region(Region.of(environment.region()))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(retries).executionInterceptors(observers));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(Environment environment) {
    return environment.given()
        ? StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                environment.required("AWS_ACCESS_KEY_ID"),
                environment.required("AWS_SECRET_ACCESS_KEY")))
        : DefaultCredentialsProvider.builder().build();
  }

  private static SdkHttpClient http(Duration forTheNextByte) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(forTheNextByte)
        .build();
  }
}
