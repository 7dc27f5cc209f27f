package relais.runtime;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import relais.channels.ProviderCall;

/// Calls to providers. A redirection is none of ours to follow: it is the answer.
@Singleton
public final class ProviderHttp {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /// More than any provider says about a message.
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// What a provider answers.
  ///
  /// @param status of HTTP
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Answer(int status, byte[] body) {}

  /// Makes a call.
  ///
  /// @param address that of the call
  /// @param patience how long the answer may take
  public Answer send(ProviderCall call, URI address, Duration patience)
      throws IOException, InterruptedException {
    return send(call, address, patience, MAX_ANSWER_BYTES);
  }

  /// Makes a call whose answer may be long.
  ///
  /// @param most how many bytes of the answer are read
  public Answer send(ProviderCall call, URI address, Duration patience, int most)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return new Answer(response.statusCode(), body.readNBytes(most));
    }
  }
}
