package relais.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.runtime.GivenTables;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.SettingsStore;
import relais.table.Table;

/// The function of each minute on its own clock, with a Graph API that answers everything alike.
final class EachMinute implements AutoCloseable {
  final TestClock clock = new TestClock(Instant.parse("2026-11-24T00:10:00Z"));

  /// How the Graph API answers.
  volatile int status = 200;

  volatile String answer;

  /// What was asked last and by whom; empty when nothing was.
  volatile String asked = "";

  /// Happens between a question and its answer.
  volatile Runnable whileAsked = () -> {};

  private final AwsParts aws;
  private final HttpServer graph;
  private final ApplicationContext context;

  EachMinute(AwsParts parts, String answer) throws IOException {
    this.answer = answer;
    aws = parts.fresh();
    graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    graph.createContext(
        "/",
        exchange -> {
          asked =
              exchange.getRequestURI()
                  + " as "
                  + exchange.getRequestHeaders().getFirst("Authorization");
          whileAsked.run();
          byte[] body = this.answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    graph.start();
    Map<String, String> environment = new HashMap<>(aws.environment("ScheduleFunction"));
    // Parameter Store is one for all tests of this JVM.
    environment.put("PARAMETER_PREFIX", "/" + aws.table("Table"));
    environment.put("GRAPH_API_URL", "http://127.0.0.1:" + graph.getAddress().getPort());
    environment.put(
        "INSTAGRAM_API_URL", "http://127.0.0.1:" + graph.getAddress().getPort() + "/v23.0");
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(environment))
            .singletons(new GivenClock(clock), new GivenTables(aws.tablesForAFunction()))
            .start();
    context.getBean(SettingsStore.class).saveAll(HarbourGoods.settings());
  }

  /// Connects an inbox, or one of the workspace anew.
  void connect(Inbox.Connected inbox, String token) {
    context.getBean(SettingsStore.class).save(inbox);
    token(inbox.id(), token);
  }

  void token(InboxId inbox, String token) {
    context
        .getBean(ChannelSecrets.class)
        .save(inbox, new ChannelSecrets.Secrets("secret", "verify", token));
  }

  ChannelSecrets secrets() {
    return context.getBean(ChannelSecrets.class);
  }

  Table table() {
    return context.getBean(Table.class);
  }

  /// Lets the clock strike.
  String strike() {
    return new MinuteHandler(context).execute(Map.of());
  }

  @Override
  public void close() {
    graph.stop(0);
    context.close();
    aws.close();
  }
}
