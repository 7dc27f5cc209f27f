package relais.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.channels.Connection;
import relais.channels.FileFailure;
import relais.channels.InboxChannel;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.FileTrouble;
import relais.conversation.InboxId;
import relais.conversation.StoredFile;
import relais.runtime.Job;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import relais.table.AmendedMessages;
import relais.table.Conversations;

/// Makes a provider's file ours: fetch it, keep it, tell the message.
///
/// Doing a job again is harmless: a file that no longer waits is left alone, and the object has the
/// same key each time.
final class FetchFile {
  private static final Logger LOG = LoggerFactory.getLogger(FetchFile.class);

  private final Conversations conversations;
  private final AmendedMessages amendedMessages;
  private final Lines lines;
  private final ProviderFiles provider;
  private final FileStore files;
  private final Metrics metrics;

  FetchFile(
      Conversations conversations,
      AmendedMessages amendedMessages,
      Lines lines,
      ProviderFiles provider,
      FileStore files,
      Metrics metrics) {
    this.conversations = conversations;
    this.amendedMessages = amendedMessages;
    this.lines = lines;
    this.provider = provider;
    this.files = files;
    this.metrics = metrics;
  }

  /// Does one job.
  ///
  /// @param lastTry whether a failure is final, even one that would pass
  Outcome fetch(Job.Media job, boolean lastTry) {
    Conversation conversation =
        conversations
            .find(job.conversation())
            .orElseThrow(() -> new IllegalStateException("The conversation is not there"));
    Optional<Waiting> waiting = waiting(job);
    if (waiting.isEmpty()) {
      return Outcome.SETTLED;
    }
    Waiting file = waiting.get();
    return switch (download(file, conversation.origin().inbox())) {
      case Download.Done done -> keep(job, file, done, conversation.origin().channel());
      case Download.Failed(FileFailure failure) -> {
        if (failure.passing() && !lastTry) {
          yield Outcome.LATER;
        }
        yield giveUp(job, file, failure, conversation.origin().channel());
      }
    };
  }

  /// A file that has to be fetched.
  private record Waiting(StoredFile file, StoredFile.State.Fetching state) {}

  private Optional<Waiting> waiting(Job.Media job) {
    Entry entry =
        conversations
            .findEntry(job.conversation(), job.message())
            .orElseThrow(() -> new IllegalStateException("The message is not there"));
    List<StoredFile> all = entry.files();
    if (job.file() >= 0
        && job.file() < all.size()
        && all.get(job.file()).state() instanceof StoredFile.State.Fetching fetching) {
      return Optional.of(new Waiting(all.get(job.file()), fetching));
    }
    return Optional.empty();
  }

  private Download download(Waiting file, InboxId inbox) {
    return switch (lines.to(inbox)) {
      case Lines.Line.Open(InboxChannel channel, Connection connection) ->
          provider.fetch(channel, connection, file.state().providerId(), file.file().type());
      case Lines.Line.NoToken() ->
          new Download.Failed(new FileFailure(FileTrouble.SIGN_IN, "no-access-token", true));
      case Lines.Line.NoInbox() ->
          new Download.Failed(new FileFailure(FileTrouble.NO_INBOX, "no-inbox", false));
    };
  }

  private Outcome keep(Job.Media job, Waiting waiting, Download.Done done, Channel channel) {
    String key = BlobKeys.media(job.message(), job.file());
    try {
      try {
        files.put(key, done.file(), done.type());
      } finally {
        Files.deleteIfExists(done.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary file could not be removed", e);
    }
    StoredFile file = waiting.file();
    StoredFile stored =
        new StoredFile(
            file.name(),
            done.type(),
            done.size(),
            file.contentId(),
            file.inline(),
            new StoredFile.State.Stored(key));
    save(job, waiting, stored);
    metrics.count("FileFetched", channel);
    return Outcome.SETTLED;
  }

  private Outcome giveUp(Job.Media job, Waiting waiting, FileFailure failure, Channel channel) {
    save(
        job,
        waiting,
        waiting
            .file()
            .with(
                new StoredFile.State.Failed(
                    waiting.state().providerId(), failure.trouble(), waiting.state().attempt()),
                0));
    metrics.count("FileNotFetched", channel);
    LOG.atWarn()
        .addKeyValue(LogKey.CONVERSATION.field(), job.conversation().value())
        .addKeyValue(LogKey.ENTRY.field(), job.message().value())
        .addKeyValue(LogKey.CODE.field(), failure.code())
        .log("A file could not be fetched; its message says so");
    return Outcome.SETTLED;
  }

  /// Nothing is lost when the file no longer waits: somebody else has settled it in between.
  private void save(Job.Media job, Waiting waiting, StoredFile file) {
    if (!amendedMessages.saveFile(
        job.conversation(), job.message(), job.file(), waiting.state().providerId(), file)) {
      LOG.atInfo()
          .addKeyValue(LogKey.ENTRY.field(), job.message().value())
          .log("The file was settled by somebody else");
    }
  }
}
