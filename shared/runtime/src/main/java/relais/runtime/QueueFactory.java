package relais.runtime;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Opens the queues and the store of secrets.
@Factory
final class QueueFactory {
  @Singleton
  @NeedsVariable("INBOUND_QUEUE_URL")
  InboundQueue inbound(SqsClient sqs, Environment environment) {
    return new InboundQueue(sqs, environment.inboundQueueUrl());
  }

  @Singleton
  WorkQueues work(SqsClient sqs, Environment environment) {
    return new WorkQueues(sqs, environment);
  }

  @Singleton
  @NeedsVariable("PARAMETER_PREFIX")
  ChannelSecrets secrets(SsmClient ssm, Environment environment, InstantSource time) {
    return new ChannelSecrets(ssm, environment.parameterPrefix(), time);
  }
}
