package relais.media;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import relais.blobs.FileStore;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.Metrics;
import relais.table.Conversations;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts the parts of this function together.
@Factory
final class MediaFactory {
  @Singleton
  MediaTries tries(
      Table table,
      ChannelSecrets secrets,
      FileStore files,
      Metrics metrics,
      SqsClient sqs,
      Environment environment) {
    FetchFile fetchFile =
        new FetchFile(
            new Conversations(table),
            new SettingsStore(table),
            secrets,
            environment,
            new ProviderFiles(ProviderFiles.Limits.usual()),
            files,
            metrics);
    return new MediaTries(fetchFile, sqs, environment.mediaQueueUrl(), MediaTries.USUAL_PAUSES);
  }
}
