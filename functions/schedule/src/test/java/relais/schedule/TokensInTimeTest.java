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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.TokenLife;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Health;
import relais.table.SettingsStore;
import relais.table.Table;

/// The clock strikes, and providers are asked about access tokens when it is time.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TokensInTimeTest {
  private static final InboxId INBOX = HarbourGoods.WHATSAPP_INBOX;
  private static final InboxId BOT = new InboxId("bot");
  private static final Instant END = Instant.parse("2026-12-04T00:00:00Z");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-24T00:10:00Z"));
  private final AtomicReference<String> answer =
      new AtomicReference<>(
          """
          {"data":{"app_id":"1","is_valid":true,"expires_at":0,"data_access_expires_at":%d}}\
          """
              .formatted(END.getEpochSecond()));
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final AtomicInteger status = new AtomicInteger(200);
  private final AwsParts aws;
  private final HttpServer graph;
  private final ApplicationContext context;
  private final Health health;

  TokensInTimeTest(AwsParts parts) throws IOException {
    aws = parts.fresh();
    graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    graph.createContext(
        "/",
        exchange -> {
          asked.set(
              exchange.getRequestURI()
                  + " as "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = answer.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
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
            BOT, "Bot", HarbourGoods.SUPPORT, Channel.of("telegram"), "110201543", "@shop_bot"));
    for (InboxId id : List.of(INBOX, BOT)) {
      context
          .getBean(ChannelSecrets.class)
          .save(id, new ChannelSecrets.Secrets("secret", "verify", "to|ken"));
    }
    health = new Health(context.getBean(Table.class));
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

  private @Nullable TokenLife known() {
    return health.load(clock.instant()).getOrDefault(INBOX, Health.Line.UNKNOWN).token();
  }

  @Test
  void a_token_is_asked_about_by_itself_once_a_day() {
    assertThat(minute()).contains("tokens 1");
    assertThat(asked.getAndSet("")).isEqualTo("/debug_token?input_token=to%7Cken as Bearer to|ken");
    assertThat(known()).isEqualTo(new TokenLife(true, END));
    clock.advance(Duration.ofHours(23));
    assertThat(minute()).contains("tokens 0");
    assertThat(asked).hasValue("");
    clock.advance(Duration.ofHours(1));
    answer.set("{\"data\":{\"is_valid\":true,\"expires_at\":0}}");
    assertThat(minute()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(true, null));
  }

  @Test
  void a_token_that_is_over_is_told_by_a_refusal_too() {
    status.set(401);
    answer.set("{\"error\":{\"code\":190,\"message\":\"Session has expired\"}}");
    assertThat(minute()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(false, null));
  }

  @Test
  void who_tells_nothing_is_asked_again_in_an_hour_and_what_was_known_stays() {
    minute();
    clock.advance(Duration.ofDays(1));
    status.set(500);
    answer.set("");
    assertThat(minute()).contains("tokens 0");
    assertThat(known()).isEqualTo(new TokenLife(true, END));
    status.set(200);
    answer.set("{\"data\":{\"is_valid\":false}}");
    clock.advance(Duration.ofMinutes(59));
    assertThat(minute()).contains("tokens 0");
    clock.advance(Duration.ofMinutes(1));
    assertThat(minute()).contains("tokens 1");
    assertThat(known()).isEqualTo(new TokenLife(false, null));
  }

  @Test
  void another_token_is_asked_about_at_once() {
    minute();
    health.tokenChanged(INBOX);
    assertThat(known()).isNull();
    assertThat(minute()).contains("tokens 1");
  }
}
