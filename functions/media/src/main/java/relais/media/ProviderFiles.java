package relais.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.channels.Connection;
import relais.channels.FileFailure;
import relais.channels.FileRoute;
import relais.channels.InboxChannel;
import relais.channels.ProviderCall;
import relais.conversation.FileTrouble;

/// Fetches files from providers: asks where one lies, then takes it over, within limits of hosts,
/// bytes and time.
final class ProviderFiles {
  private static final int MAX_REDIRECTS = 3;
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private final Limits limits;

  /// What a fetch may take.
  ///
  /// @param bytes the largest file
  /// @param silence the longest wait for a connection or for the next bytes
  /// @param whole the longest time for one file
  record Limits(long bytes, Duration silence, Duration whole) {
    /// What the provider's largest file needs, within the function's two minutes.
    static Limits usual() {
      return new Limits(FileStore.MAX_BYTES, Duration.ofSeconds(10), Duration.ofSeconds(90));
    }
  }

  ProviderFiles(Limits limits) {
    this.limits = limits;
  }

  /// Fetches one file into the folder for temporary files.
  ///
  /// @param place the provider's id of the file, or its address
  /// @param declaredType the type the webhook declared
  Download fetch(InboxChannel channel, Connection connection, String place, String declaredType) {
    return new Fetch(
            new TrustedHosts(
                connection.api().isEmpty() ? null : URI.create(connection.api()),
                channel.fileHosts()),
            declaredType,
            System.nanoTime() + limits.whole().toNanos())
        .follow(channel.file(place, connection));
  }

  /// One file on its way.
  private final class Fetch {
    private final TrustedHosts trusted;
    private final String declaredType;
    private final long end;

    Fetch(TrustedHosts trusted, String declaredType, long end) {
      this.trusted = trusted;
      this.declaredType = declaredType;
      this.end = end;
    }

    Download follow(FileRoute route) {
      try {
        return switch (route) {
          case FileRoute.Refused(FileFailure failure) -> new Download.Failed(failure);
          case FileRoute.Ask(ProviderCall call, FileRoute.Answered answered) ->
              follow(ask(call, answered));
          case FileRoute.Take take -> take(take);
        };
      } catch (IllegalArgumentException notAnAddress) {
        return strange();
      } catch (IOException e) {
        return failed(FileTrouble.UNAVAILABLE, "unreachable", true);
      }
    }

    private FileRoute ask(ProviderCall call, FileRoute.Answered answered) throws IOException {
      HttpURLConnection connection = open(URI.create(call.url()), call.headers());
      try {
        int status = connection.getResponseCode();
        return answered.route(status, answer(connection, status));
      } finally {
        connection.disconnect();
      }
    }

    private Download take(FileRoute.Take take) throws IOException {
      if (take.size() > limits.bytes()) {
        return tooLarge();
      }
      URI address = URI.create(take.call().url());
      Map<String, String> headers = take.call().headers();
      for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
        if (!trusted.trusts(address)) {
          return strange();
        }
        HttpURLConnection connection = open(address, headers);
        try {
          int status = connection.getResponseCode();
          if (status == 200) {
            return save(connection, take);
          }
          if (status < 301 || status > 308 || status == 304) {
            return unavailable(status);
          }
          URI next = redirection(address, connection.getHeaderField("Location"));
          if (next == null) {
            return strange();
          }
          if (!TrustedHosts.sameHost(address, next)) {
            // Another host has nothing to do with who we are.
            headers = Map.of();
          }
          address = next;
        } finally {
          connection.disconnect();
        }
      }
      return failed(FileTrouble.STRANGE, "strange-address", true);
    }

    private Download save(HttpURLConnection connection, FileRoute.Take take) throws IOException {
      if (connection.getContentLengthLong() > limits.bytes()) {
        return tooLarge();
      }
      Path file = Files.createTempFile("provider-file", ".part");
      boolean kept = false;
      try {
        Download download = copy(connection, file, take);
        kept = download instanceof Download.Done;
        return download;
      } finally {
        if (!kept) {
          Files.deleteIfExists(file);
        }
      }
    }

    private Download copy(HttpURLConnection connection, Path file, FileRoute.Take take)
        throws IOException {
      MessageDigest digest = sha256();
      byte[] beginning = new byte[0];
      long size = 0;
      try (InputStream in = connection.getInputStream();
          OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.readNBytes(buffer, 0, FileSignature.LENGTH);
            read > 0;
            read = in.read(buffer)) {
          if (size == 0) {
            beginning = Arrays.copyOf(buffer, read);
          }
          size += read;
          if (size > limits.bytes()) {
            return tooLarge();
          }
          if (System.nanoTime() - end > 0) {
            return failed(FileTrouble.UNAVAILABLE, "too-slow", true);
          }
          digest.update(buffer, 0, read);
          out.write(buffer, 0, read);
        }
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      long announced = connection.getContentLengthLong();
      if ((announced >= 0 && announced != size)
          || (take.sha256() != null && !take.sha256().equals(sha256))) {
        return failed(FileTrouble.DAMAGED, "damaged", true);
      }
      return new Download.Done(file, size, FileSignature.type(declaredType, beginning));
    }

    /// An address lives five minutes; the next try asks for a new one.
    private Download unavailable(int status) {
      return status == 410
          ? failed(FileTrouble.GONE, "http-410", false)
          : failed(FileTrouble.UNAVAILABLE, "http-" + status, true);
    }

    private Download strange() {
      return failed(FileTrouble.STRANGE, "strange-address", false);
    }
  }

  private static byte[] answer(HttpURLConnection connection, int status) throws IOException {
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return body == null ? new byte[0] : body.readNBytes(MAX_ANSWER_BYTES);
    }
  }

  private static @Nullable URI redirection(URI from, @Nullable String location) {
    try {
      return location == null ? null : from.resolve(location);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private HttpURLConnection open(URI address, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(Math.toIntExact(limits.silence().toMillis()));
    connection.setReadTimeout(Math.toIntExact(limits.silence().toMillis()));
    headers.forEach(connection::setRequestProperty);
    return connection;
  }

  private static Download tooLarge() {
    return failed(FileTrouble.TOO_LARGE, "too-large", false);
  }

  private static Download failed(FileTrouble trouble, String code, boolean passing) {
    return new Download.Failed(new FileFailure(trouble, code, passing));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
