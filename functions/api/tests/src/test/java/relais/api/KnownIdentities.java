package relais.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// SES with the identities and suppressed addresses a test gives it, over HTTP.
final class KnownIdentities implements AutoCloseable {
  private static final String IDENTITIES = "/v2/email/identities/";
  private static final String SUPPRESSED = "/v2/email/suppression/addresses/";

  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final Set<String> suppressed = ConcurrentHashMap.newKeySet();
  private final HttpServer server;
  private volatile boolean broken;

  KnownIdentities() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /// The variables of a function that asks this one.
  Map<String, String> variables() {
    return Map.of("AWS_ENDPOINT_URL_SESV2", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// @param identity the JSON of its answer
  void know(String domain, String identity) {
    known.put(domain, identity);
  }

  /// Puts an address on the list of those that nothing is sent to.
  void suppress(String address) {
    suppressed.add(address);
  }

  boolean suppresses(String address) {
    return suppressed.contains(address);
  }

  /// From now on every answer is a failure.
  void breakDown() {
    broken = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String found =
          path.startsWith(IDENTITIES)
              ? known.get(path.substring(IDENTITIES.length()))
              : suppressed.remove(path.substring(SUPPRESSED.length())) ? "{}" : null;
      if (broken || found == null) {
        exchange
            .getResponseHeaders()
            .set("x-amzn-ErrorType", broken ? "InternalFailure" : "NotFoundException");
      }
      byte[] body =
          (found == null ? "{\"message\":\"There is none.\"}" : found)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(broken ? 500 : found == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
