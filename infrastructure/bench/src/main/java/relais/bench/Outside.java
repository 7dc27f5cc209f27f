package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What functions talk to that is not a store: SES, the browsers behind the WebSocket API, and
/// Meta's Graph API with one picture. Keeps what it is told.
final class Outside implements AutoCloseable {
  /// One white dot.
  static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JsonNode> mails = new CopyOnWriteArrayList<>();
  private final List<String> pushes = new CopyOnWriteArrayList<>();

  Outside() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v2/email/outbound-emails", this::send);
    server.createContext("/live/@connections/", this::push);
    server.createContext("/graph/", this::describePicture);
    server.createContext("/picture", exchange -> answer(exchange, "image/png", PICTURE));
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The requests to SES.
  List<JsonNode> mails() {
    return List.copyOf(mails);
  }

  /// The SES message id of the last of them.
  String lastSesId() {
    return "0102019a7f000000-00000000-0000-0000-0000-%012d-000000".formatted(mails.size());
  }

  /// What browsers were told.
  List<String> pushes() {
    return List.copyOf(pushes);
  }

  private void send(HttpExchange exchange) throws IOException {
    mails.add(Json.read(exchange.getRequestBody().readAllBytes()));
    answer(exchange, "application/json", Json.bytes(Json.object().put("MessageId", lastSesId())));
  }

  private void push(HttpExchange exchange) throws IOException {
    pushes.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(exchange, "application/json", new byte[0]);
  }

  private void describePicture(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        "application/json",
        Json.bytes(
            Json.object()
                .put("messaging_product", "whatsapp")
                .put("id", "picture")
                .put("url", address() + "/picture")
                .put("mime_type", "image/png")
                .put("sha256", sha256(PICTURE))
                .put("file_size", PICTURE.length)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
