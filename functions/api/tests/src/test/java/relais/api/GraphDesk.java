package relais.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;

/// A desk whose WhatsApp inbox asks a Graph API that a test plays.
final class GraphDesk implements AutoCloseable {
  static final String ACCOUNT = "102290129340398";

  /// What the API answers to somebody whom it knows.
  @FunctionalInterface
  interface Answers {
    String to(String path, String query);
  }

  private final AwsParts aws;
  private final Desk desk;
  private final HttpServer graph;

  GraphDesk(AwsParts shared, Answers answers) throws IOException {
    aws = shared.fresh();
    Desk.open(aws).close();
    graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    graph.createContext(
        "/",
        exchange -> {
          boolean known =
              "Bearer our-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          String answer =
              known
                  ? answers.to(
                      exchange.getRequestURI().getPath(),
                      String.valueOf(exchange.getRequestURI().getQuery()))
                  : "{\"error\":{\"code\":190,\"message\":\"no\"}}";
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(
              known ? answer.startsWith("{\"error\"") ? 400 : 200 : 401, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    graph.start();
    desk =
        Desk.broken(
            aws, Map.of("GRAPH_API_URL", "http://127.0.0.1:" + graph.getAddress().getPort()));
    SettingsStore settings = desk.part(SettingsStore.class);
    Inbox.Connected before =
        (Inbox.Connected) settings.load().findInbox(HarbourGoods.WHATSAPP_INBOX).orElseThrow();
    settings.save(
        new Inbox.Connected(
            before.id(),
            before.name(),
            before.team(),
            before.channel(),
            before.account(),
            before.address(),
            Map.of("businessAccountId", ACCOUNT)));
    token("our-token");
  }

  Desk desk() {
    return desk;
  }

  void token(String token) {
    desk.part(ChannelSecrets.class)
        .save(HarbourGoods.WHATSAPP_INBOX, new ChannelSecrets.Secrets("secret", "verify", token));
  }

  @Override
  public void close() {
    graph.stop(0);
    desk.close();
    aws.close();
  }
}
