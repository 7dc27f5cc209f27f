package relais.runtime;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// Makes the client that sends mail, in functions that bring its library along.
@Factory
@Requires(classes = SesV2Client.class)
final class SesClientFactory {
  @Singleton
  @Bean(preDestroy = "close")
  SesV2Client ses(AwsCalls calls) {
    return calls.once(SesV2Client.builder(), calls.endpoint("SESV2"));
  }
}
