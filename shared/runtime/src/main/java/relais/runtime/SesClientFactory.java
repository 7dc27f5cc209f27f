package relais.runtime;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// Makes the client that sends mail, in functions that bring its library along.
///
/// It never sends twice by itself: an answer that does not come says nothing about the mail
/// (decision 5).
@Factory
@Requires(classes = SesV2Client.class)
final class SesClientFactory {
  @Singleton
  @Bean(preDestroy = "close")
  SesV2Client ses(AwsCalls calls) {
    return calls.once(SesV2Client.builder(), calls.endpoint("SESV2"));
  }
}
