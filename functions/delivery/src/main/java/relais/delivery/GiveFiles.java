package relais.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.Outgoing;
import relais.channels.Outgoing.File.Source;
import relais.channels.Part;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.conversation.StoredFile;
import relais.runtime.Ids;
import relais.runtime.ProviderHttp;

/// Gives a provider the files of a message, in the way its channel wants them. Nothing is sent by
/// it: whatever goes wrong here may be done again.
@Singleton
class GiveFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BOUNDARY_BYTES = 16;

  private final FileStore files;
  private final ProviderHttp http;
  private final Ids ids;

  GiveFiles(FileStore files, ProviderHttp http, Ids ids) {
    this.files = files;
    this.http = http;
    this.ids = ids;
  }

  /// What came of it.
  sealed interface Given {
    /// The provider has them, or gets them with the message.
    record Ready(List<Outgoing.File> files) implements Given {
      public Ready {
        files = List.copyOf(files);
      }
    }

    /// It does not get them.
    record Not(HandedOver outcome) implements Given {}
  }

  /// Who is to get them.
  record To(
      SendingChannel channel,
      Connection connection,
      Envelope envelope,
      Connection.Occasion occasion) {}

  /// @param words stand with the first of them; null for none
  Given give(To to, List<StoredFile> stored, @Nullable String words) {
    List<Outgoing.File> given = new ArrayList<>();
    for (StoredFile file : stored) {
      Optional<Part.File.Kind> kind = to.channel().fileLimits().findKind(sending(file));
      if (kind.isEmpty() || !(file.state() instanceof StoredFile.State.Stored(String key))) {
        return new Given.Not(
            new HandedOver.Refused(
                "file-not-taken",
                "%s does not take the file %s.".formatted(to.channel().label(), file.name()),
                false));
      }
      switch (source(to, file, key)) {
        case Placed.At(Source source) ->
            given.add(
                new Outgoing.File(kind.get(), source, given.isEmpty() ? words : null, file.name()));
        case Placed.Nowhere(HandedOver outcome) -> {
          return new Given.Not(outcome);
        }
      }
    }
    return new Given.Ready(given);
  }

  /// A file as the limits of a channel look at it.
  static FileLimits.Sending sending(StoredFile file) {
    return new FileLimits.Sending(file.type(), file.size());
  }

  private sealed interface Placed {
    record At(Source source) implements Placed {}

    record Nowhere(HandedOver outcome) implements Placed {}
  }

  private Placed source(To to, StoredFile file, String key) {
    return switch (to.channel().filePassage()) {
      case BY_LINK ->
          new Placed.At(
              new Source.Link(files.handOverLink(key, file.name(), file.type()).toString()));
      case WITHIN -> new Placed.At(new Source.Content(file.type(), content(key)));
      case BEFOREHAND -> upload(to, file, content(key));
    };
  }

  private Placed upload(To to, StoredFile file, byte[] content) {
    SendingChannel channel = to.channel();
    try {
      ProviderCall call =
          channel.call(
              channel.upload(
                  to.envelope(), file.name(), file.type(), content, ids.secret(BOUNDARY_BYTES)),
              to.connection(),
              to.occasion());
      ProviderHttp.Answer answer = http.send(call, URI.create(call.url()), PATIENCE);
      return switch (channel.uploaded(answer.status(), answer.body())) {
        case SendAnswer.Accepted(String id, String _) -> new Placed.At(new Source.Uploaded(id));
        case SendAnswer.Refused(ProviderFailure failure) ->
            new Placed.Nowhere(ChannelProvider.notTaken(channel, failure));
      };
    } catch (IOException e) {
      return new Placed.Nowhere(
          new HandedOver.Postponed(
              "unreachable", "%s cannot be reached for the moment.".formatted(channel.label())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Placed.Nowhere(new HandedOver.Unknown(e));
    }
  }

  private byte[] content(String key) {
    try (InputStream content =
        files.findFile(key).orElseThrow(() -> new IllegalStateException("No file at " + key))) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the file " + key + " broke off", e);
    }
  }
}
