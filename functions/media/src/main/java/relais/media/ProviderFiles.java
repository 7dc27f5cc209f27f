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
import org.jspecify.annotations.Nullable;
import relais.channels.ProviderFailure;
import relais.channels.whatsapp.WhatsAppMedia;

/// Fetches files from WhatsApp: asks where one lies, then takes it over, within limits of hosts,
/// bytes and time.
final class ProviderFiles {
  private static final int MAX_REDIRECTS = 3;
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private final URI graph;
  private final TrustedHosts trusted;
  private final Limits limits;

  /// What a fetch may take.
  ///
  /// @param bytes the largest file
  /// @param silence the longest wait for a connection or for the next bytes
  /// @param whole the longest time for one file
  record Limits(long bytes, Duration silence, Duration whole) {
    /// What the provider's largest file needs, within the function's two minutes.
    static Limits usual() {
      return new Limits(WhatsAppMedia.MAX_BYTES, Duration.ofSeconds(10), Duration.ofSeconds(90));
    }
  }

  ProviderFiles(URI graph, Limits limits) {
    this.graph = graph;
    this.trusted = new TrustedHosts(graph);
    this.limits = limits;
  }

  /// Fetches one file into the folder for temporary files.
  ///
  /// @param declaredType the type the webhook declared
  Download fetch(String mediaId, String declaredType, String accessToken) {
    long end = System.nanoTime() + limits.whole().toNanos();
    try {
      URI question = URI.create(withoutSlash(graph.toString()) + WhatsAppMedia.path(mediaId));
      return switch (ask(question, accessToken)) {
        case WhatsAppMedia.Lookup.Refused(ProviderFailure failure) -> new Download.Failed(failure);
        case WhatsAppMedia.Lookup.Found found -> take(found, declaredType, accessToken, end);
      };
    } catch (IllegalArgumentException notAnId) {
      return failed("bad-id", "WhatsApp announced the file under an impossible name.", false);
    } catch (IOException e) {
      return failed("unreachable", "WhatsApp could not be reached, or broke off.", true);
    }
  }

  private WhatsAppMedia.Lookup ask(URI question, String accessToken) throws IOException {
    HttpURLConnection connection = open(question, accessToken);
    try {
      int status = connection.getResponseCode();
      return WhatsAppMedia.lookup(status, answer(connection, status));
    } finally {
      connection.disconnect();
    }
  }

  private static byte[] answer(HttpURLConnection connection, int status) throws IOException {
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return body == null ? new byte[0] : body.readNBytes(MAX_ANSWER_BYTES);
    }
  }

  private Download take(
      WhatsAppMedia.Lookup.Found found, String declaredType, String accessToken, long end)
      throws IOException {
    if (found.size() > limits.bytes()) {
      return tooLarge();
    }
    URI address = found.address();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      if (!trusted.trusts(address)) {
        return failed("strange-address", "WhatsApp pointed to a place that is not its own.", false);
      }
      HttpURLConnection connection = open(address, accessToken);
      try {
        int status = connection.getResponseCode();
        if (status == 200) {
          return save(connection, found, declaredType, end);
        }
        if (status < 301 || status > 308 || status == 304) {
          return unavailable(status);
        }
        URI next = redirection(address, connection.getHeaderField("Location"));
        if (next == null || !TrustedHosts.sameHost(address, next)) {
          return failed(
              "strange-address", "WhatsApp pointed to a place that is not its own.", false);
        }
        address = next;
      } finally {
        connection.disconnect();
      }
    }
    return failed("strange-address", "WhatsApp sent us round in circles.", true);
  }

  private static @Nullable URI redirection(URI from, @Nullable String location) {
    try {
      return location == null ? null : from.resolve(location);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private Download save(
      HttpURLConnection connection, WhatsAppMedia.Lookup.Found found, String declaredType, long end)
      throws IOException {
    if (connection.getContentLengthLong() > limits.bytes()) {
      return tooLarge();
    }
    Path file = Files.createTempFile("provider-file", ".part");
    boolean kept = false;
    try {
      Download download = copy(connection, file, found, declaredType, end);
      kept = download instanceof Download.Done;
      return download;
    } finally {
      if (!kept) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Download copy(
      HttpURLConnection connection,
      Path file,
      WhatsAppMedia.Lookup.Found found,
      String declaredType,
      long end)
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
          return failed("too-slow", "WhatsApp handed the file over too slowly.", true);
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    long announced = connection.getContentLengthLong();
    if ((announced >= 0 && announced != size)
        || (found.sha256() != null && !found.sha256().equals(sha256))) {
      return failed("damaged", "The file arrived damaged.", true);
    }
    return new Download.Done(file, size, FileSignature.type(declaredType, beginning));
  }

  private HttpURLConnection open(URI address, String accessToken) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(Math.toIntExact(limits.silence().toMillis()));
    connection.setReadTimeout(Math.toIntExact(limits.silence().toMillis()));
    connection.setRequestProperty("Authorization", "Bearer " + accessToken);
    return connection;
  }

  /// An address lives five minutes; the next try asks for a new one.
  private static Download unavailable(int status) {
    return status == 410
        ? failed(
            "http-410",
            "WhatsApp no longer has the file. Ask the customer to send it again.",
            false)
        : failed("http-" + status, "WhatsApp cannot hand the file over at the moment.", true);
  }

  private Download tooLarge() {
    return failed(
        "too-large",
        "The file is larger than %d MB. Ask the customer to send it another way."
            .formatted(limits.bytes() >> 20),
        false);
  }

  private static Download failed(String code, String reason, boolean passing) {
    return new Download.Failed(new ProviderFailure(code, reason, false, passing));
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
