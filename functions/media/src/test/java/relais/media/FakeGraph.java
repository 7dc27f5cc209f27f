package relais.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers like the provider's two servers, on a free port of this machine: tells where a file
/// lies, and hands it over.
final class FakeGraph implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer json(int status, String body) {
      return new Answer(status, Map.of(), body.getBytes(UTF_8));
    }

    static Answer bytes(byte[] body) {
      return new Answer(200, Map.of(), body);
    }

    static Answer redirection(String location) {
      return new Answer(302, Map.of("Location", location), new byte[0]);
    }
  }

  FakeGraph() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create(origin() + "/v23.0");
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized FakeGraph with(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  /// What was asked for, each with the token shown.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer;
    synchronized (this) {
      answer = answers.getOrDefault(path, Answer.json(404, ""));
    }
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
