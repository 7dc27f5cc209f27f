package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Does what the agent app does: signs in by authorization code with PKCE, asks the API, listens.
final class Browser implements AutoCloseable {
  private static final String CLIENT_ID = "relais";

  private final URI origin;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String token;

  Browser(URI origin, String user) {
    this.origin = origin;
    this.token = signIn(user);
  }

  private String signIn(String user) {
    String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
    String redirect = origin + "/";
    HttpResponse<String> chosen =
        form(
            "/oidc/authorize?response_type=code&scope=openid&state=s&nonce=n&client_id="
                + CLIENT_ID
                + "&redirect_uri="
                + encode(redirect)
                + "&code_challenge_method=S256&code_challenge="
                + challenge(verifier),
            "user=" + user);
    String location = chosen.headers().firstValue("location").orElse("");
    int code = location.indexOf("code=");
    if (code < 0) {
      throw new IllegalStateException(
          "Signing in as %s led to %d %s".formatted(user, chosen.statusCode(), location));
    }
    HttpResponse<String> tokens =
        form(
            "/oidc/token",
            "grant_type=authorization_code&client_id=%s&redirect_uri=%s&code_verifier=%s&code=%s"
                .formatted(
                    CLIENT_ID,
                    encode(redirect),
                    verifier,
                    location.substring(code + "code=".length()).replaceFirst("&.*", "")));
    return Json.read(tokens.body()).path("id_token").asText();
  }

  private HttpResponse<String> form(String path, String form) {
    return send(
        HttpRequest.newBuilder(origin.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  /// Asks the API.
  JsonNode get(String path) {
    return answer(request(path).GET().build());
  }

  /// Writes to the API.
  ///
  /// @param version for `If-Match`, null where none is asked for
  JsonNode post(String path, JsonNode body, @Nullable String version) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
    if (version != null) {
      request.header("If-Match", "\"" + version + "\"");
    }
    return answer(request.build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(origin.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private JsonNode answer(HttpRequest request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
    }
    return Json.read(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Opens a live connection.
  ///
  /// @return what comes in, each with the moment it came
  BlockingQueue<Live> listen() {
    JsonNode ticket = post("/v1/live/tickets", Json.object(), null);
    BlockingQueue<Live> incoming = new LinkedBlockingQueue<>();
    client
        .newWebSocketBuilder()
        .buildAsync(
            URI.create(ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText()),
            new Listener(incoming))
        .join();
    return incoming;
  }

  /// A message of the server.
  ///
  /// @param at by System.nanoTime
  record Live(JsonNode message, long at) {}

  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<Live> incoming;
    private final StringBuilder text = new StringBuilder();

    Listener(BlockingQueue<Live> incoming) {
      this.incoming = incoming;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        incoming.add(new Live(Json.read(text.toString()), System.nanoTime()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
