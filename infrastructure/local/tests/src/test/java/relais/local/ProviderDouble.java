package relais.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import relais.conversation.InboundItem.MessageReference;

/// SES and the Graph API as far as sending goes: counts which message it took how often, and
/// misbehaves on demand.
final class ProviderDouble implements AutoCloseable {
  /// Its name for every file it is given.
  static final String FILE = "4711";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> requests = new ConcurrentHashMap<>();
  private final AtomicInteger loseAnswer = new AtomicInteger();
  private final AtomicBoolean refuseForNow = new AtomicBoolean();

  private ProviderDouble(HttpServer server) {
    this.server = server;
  }

  static ProviderDouble start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ProviderDouble provider = new ProviderDouble(server);
      server.createContext("/", provider::answer);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// How often it took a message, or a portion of it.
  int taken(MessageReference.Ours message) {
    return taken.getOrDefault(name(message), 0);
  }

  /// What it was last asked to send as that message.
  JsonNode request(MessageReference.Ours message) {
    return requests.getOrDefault(name(message), JSON.missingNode());
  }

  /// Its name for a message, or for a portion of it.
  static String providerId(MessageReference.Ours message) {
    return "provider-" + name(message);
  }

  private static String name(MessageReference.Ours message) {
    String whole = message.message().value();
    return message.portion() == 0 ? whole : whole + "/" + message.portion();
  }

  /// Takes the next message and breaks the connection instead of answering.
  void loseNextAnswer() {
    loseAnswer(1);
  }

  /// Takes the messages up to one of the next and breaks the connection instead of answering it.
  ///
  /// @param which from 1
  void loseAnswer(int which) {
    loseAnswer.set(which);
  }

  /// Refuses the next message with "not now".
  void refuseNextForNow() {
    refuseForNow.set(true);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("/media")) {
        exchange.getRequestBody().readAllBytes();
        send(exchange, 200, "{\"id\":\"%s\"}".formatted(FILE));
        return;
      }
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      boolean mail = exchange.getRequestURI().getPath().startsWith("/v2/email");
      if (refuseForNow.getAndSet(false)) {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", "TooManyRequestsException");
        send(
            exchange,
            429,
            "{\"message\":\"slow down\",\"error\":{\"code\":130429,\"message\":\"rate\"}}");
        return;
      }
      String message = mail ? tag(request) : callback(request);
      taken.merge(message, 1, Integer::sum);
      requests.put(message, request);
      if (loseAnswer.get() > 0 && loseAnswer.decrementAndGet() == 0) {
        return;
      }
      send(
          exchange,
          200,
          mail
              ? "{\"MessageId\":\"%s\"}".formatted("provider-" + message)
              : "{\"messages\":[{\"id\":\"%s\"}]}".formatted("provider-" + message));
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String tag(JsonNode request) {
    for (JsonNode tag : request.path("EmailTags")) {
      if (tag.path("Name").asText().equals("relais-message")) {
        return tag.path("Value").asText();
      }
    }
    throw new IllegalArgumentException("No tag names the message");
  }

  private static String callback(JsonNode request) {
    String data = request.path("biz_opaque_callback_data").asText();
    return data.substring(data.indexOf('/') + 1);
  }
}
