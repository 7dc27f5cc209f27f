package relais.runtime;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.table.Standings;
import relais.table.Table;
import relais.table.Templates;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Opens the queues, the store of secrets, and what asks providers with them.
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

  @Singleton
  @NeedsVariable("PARAMETER_PREFIX")
  FetchTemplates templates(
      Table table,
      ChannelSecrets secrets,
      Environment environment,
      ProviderHttp http,
      InstantSource time) {
    return new FetchTemplates(
        new Templates(table), new Standings(table), secrets, environment, http, time);
  }
}
