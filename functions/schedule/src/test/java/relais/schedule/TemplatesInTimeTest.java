package relais.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.SettingsStore;
import relais.table.Table;
import relais.table.Templates;

/// The clock strikes, and lists of templates are read when it is time.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplatesInTimeTest {
  private static final InboxId INBOX = new InboxId("whatsapp");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-24T00:10:00Z"));
  private final AtomicBoolean answers = new AtomicBoolean(true);
  private final AwsParts aws;
  private final HttpServer graph;
  private final ApplicationContext context;
  private final Templates templates;

  TemplatesInTimeTest(AwsParts parts) throws IOException {
    aws = parts.fresh();
    graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    graph.createContext(
        "/",
        exchange -> {
          byte[] answer =
              "{\"data\":[{\"name\":\"hello\",\"language\":\"nl\",\"status\":\"APPROVED\"}]}"
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(answers.get() ? 200 : 500, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    graph.start();
    Map<String, String> environment = new HashMap<>(aws.environment("ScheduleFunction"));
    environment.put("GRAPH_API_URL", "http://127.0.0.1:" + graph.getAddress().getPort());
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(environment))
            .singletons(new GivenClock(clock))
            .start();
    SettingsStore settings = context.getBean(SettingsStore.class);
    settings.saveAll(HarbourGoods.settings());
    settings.save(
        new Inbox.Connected(
            INBOX,
            "WhatsApp",
            HarbourGoods.SUPPORT,
            Channel.WHATSAPP,
            "106540352242922",
            "+31 20 555 0142",
            Map.of("businessAccountId", "102290129340398")));
    context
        .getBean(ChannelSecrets.class)
        .save(INBOX, new ChannelSecrets.Secrets("secret", "verify", "token"));
    templates = new Templates(context.getBean(Table.class));
  }

  @AfterEach
  void close() {
    graph.stop(0);
    context.close();
    aws.close();
  }

  private String minute() {
    return new MinuteHandler(context).execute(Map.of());
  }

  @Test
  void a_list_is_read_at_first_and_every_six_hours() {
    assertThat(minute()).contains("templates 1");
    assertThat(templates.load(INBOX).templates()).hasSize(1);
    clock.advance(Duration.ofHours(5));
    assertThat(minute()).contains("templates 0");
    clock.advance(Duration.ofHours(1));
    assertThat(minute()).contains("templates 1");
  }

  @Test
  void a_provider_that_fails_is_asked_again_in_half_an_hour() {
    answers.set(false);
    assertThat(minute()).contains("templates 0");
    assertThat(templates.load(INBOX).trouble()).isNotNull();
    answers.set(true);
    clock.advance(Duration.ofMinutes(29));
    assertThat(minute()).contains("templates 0");
    clock.advance(Duration.ofMinutes(1));
    assertThat(minute()).contains("templates 1");
    assertThat(templates.load(INBOX).trouble()).isNull();
  }
}
