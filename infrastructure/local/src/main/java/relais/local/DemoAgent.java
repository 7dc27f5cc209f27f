package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import relais.conversation.Settings;
import relais.conversation.User;
import relais.conversation.UserId;

/// The demo team at the HTTP API, each signed in as themselves.
final class DemoAgent implements AutoCloseable {
  /// What the API said.
  record Answer(int status, JsonNode body) {
    boolean done() {
      return status >= 200 && status < 300;
    }
  }

  private final URI api;
  private final SignIn signIn;
  private final Supplier<Settings> settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  DemoAgent(URI api, SignIn signIn, Supplier<Settings> settings) {
    this.api = api;
    this.signIn = signIn;
    this.settings = settings;
  }

  /// Every conversation an admin sees, open and closed.
  List<JsonNode> conversations() {
    Settings known = settings.get();
    String admin =
        known.users().stream()
            .filter(user -> user.role() == User.Role.ADMIN)
            .findFirst()
            .orElseThrow()
            .id()
            .value();
    List<JsonNode> rows = new ArrayList<>();
    List<String> views = new ArrayList<>(List.of("view=closed"));
    known.teams().forEach(team -> views.add("view=team&team=" + team.id().value()));
    for (String view : views) {
      String cursor = "";
      do {
        Answer page =
            call(admin, "GET", "/v1/conversations?limit=100&" + view + cursor, "", "", "");
        page.body().path("items").forEach(rows::add);
        String next = page.body().path("next").asText("");
        cursor = next.isEmpty() || next.equals("null") ? "" : "&cursor=" + next;
      } while (!cursor.isEmpty());
    }
    return rows;
  }

  /// Whether the newest part of a conversation has these words.
  boolean shows(String conversation, String words) {
    String admin = settings.get().users().getFirst().id().value();
    for (JsonNode entry :
        call(admin, "GET", "/v1/conversations/" + conversation, "", "", "")
            .body()
            .path("timeline")) {
      if (entry.path("text").asText().contains(words)) {
        return true;
      }
    }
    return false;
  }

  /// Writes to a conversation with the version it has now.
  ///
  /// @param what the last part of the path: replies, notes, labels, assign, close
  Answer write(String user, String conversation, String what, ObjectNode body, String name) {
    String path = "/v1/conversations/" + conversation;
    Answer read = call(user, "GET", path, "", "", "");
    if (!read.done()) {
      return read;
    }
    String version = read.body().path("conversation").path("version").asText();
    return call(user, "POST", path + "/" + what, body.toString(), version, "demo-" + name);
  }

  private Answer call(
      String user, String method, String path, String body, String version, String key) {
    User agent = settings.get().findUser(new UserId(user)).orElseThrow();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + signIn.tokenFor(agent))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!version.isEmpty()) {
      request.header("If-Match", "\"" + version + "\"");
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), tree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.read(body);
    } catch (UncheckedIOException e) {
      return Json.of(new String(body, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
