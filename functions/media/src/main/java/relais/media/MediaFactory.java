package relais.media;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.blobs.FileStore;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.Metrics;
import relais.runtime.ProviderHttp;
import relais.table.AmendedMessages;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;
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
      ProviderHttp http,
      InstantSource time,
      Environment environment) {
    Conversations conversations = new Conversations(table);
    Lines lines = new Lines(new SettingsStore(table), secrets, environment);
    FetchFile fetchFile =
        new FetchFile(
            conversations,
            new AmendedMessages(table),
            lines,
            new ProviderFiles(ProviderFiles.Limits.usual()),
            files,
            metrics);
    FetchName fetchName =
        new FetchName(
            conversations, new Decisions(table), new Contacts(table), lines, http, metrics, time);
    return new MediaTries(
        fetchFile, fetchName, sqs, environment.mediaQueueUrl(), MediaTries.USUAL_PAUSES);
  }
}
