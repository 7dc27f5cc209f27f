package relais.runtime;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/// Makes the client that talks to open browsers, in functions that bring its library along.
@Factory
@Requires(classes = ApiGatewayManagementApiClient.class)
final class LiveClientFactory {
  @Singleton
  @Bean(preDestroy = "close")
  @NeedsVariable("LIVE_ENDPOINT")
  ApiGatewayManagementApiClient live(AwsCalls calls, Environment environment) {
    return calls.quick(ApiGatewayManagementApiClient.builder(), environment.liveEndpoint());
  }
}
