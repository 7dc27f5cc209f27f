package relais.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Inbox;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// What a customer's provider hears beside replies.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignalsTest {
  private final AwsParts aws;
  private final Desk desk;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HttpServer provider;

  SignalsTest(AwsParts shared) throws IOException {
    aws = shared.fresh();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    provider.start();
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name(
                        aws.environment("ApiFunction").get("PARAMETER_PREFIX")
                            + "/"
                            + HarbourGoods.WHATSAPP_INBOX)
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value("{\"appSecret\":\"s\",\"verifyToken\":\"v\",\"accessToken\":\"t\"}"));
    desk =
        Desk.open(
            aws, Map.of("GRAPH_API_URL", "http://127.0.0.1:" + provider.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    provider.stop(0);
    desk.close();
    aws.close();
  }

  @Test
  void a_message_is_seen_once_however_often_it_is_looked_at() {
    Conversation chat = desk.chat("Hello");
    assertThat(seen(chat).status()).isEqualTo(204);
    assertThat(seen(chat).status()).isEqualTo(204);
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst()).contains("\"status\":\"read\"").doesNotContain("typing");
  }

  @Test
  void that_somebody_writes_is_told_every_few_seconds_at_most() {
    Conversation chat = desk.chat("Hello");
    types(chat);
    types(chat);
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst()).contains("\"typing_indicator\":{\"type\":\"text\"}");
    desk.clock().advance(Duration.ofSeconds(6));
    types(chat);
    assertThat(heard).hasSize(2);
  }

  @Test
  void a_private_note_is_told_to_nobody() {
    Conversation chat = desk.chat("Hello");
    assertThat(
            desk.post(
                    "sanne",
                    Desk.path(chat, "/notes"),
                    "{\"text\":\"Strange customer\"}",
                    Desk.key(Desk.newKey()))
                .status())
        .isEqualTo(201);
    assertThat(heard).isEmpty();
  }

  @Test
  void an_inbox_without_read_marks_tells_nothing() {
    Inbox.Connected inbox =
        (Inbox.Connected)
            HarbourGoods.settings().findInbox(HarbourGoods.WHATSAPP_INBOX).orElseThrow();
    desk.part(SettingsStore.class)
        .save(
            new Inbox.Connected(
                inbox.id(),
                inbox.name(),
                inbox.team(),
                Channel.WHATSAPP,
                inbox.account(),
                inbox.address(),
                Map.of("readMarks", "off")));
    Conversation chat = desk.chat("Hello");
    assertThat(seen(chat).status()).isEqualTo(204);
    types(chat);
    assertThat(heard).isEmpty();
  }

  private Answer seen(Conversation chat) {
    return desk.post("sanne", Desk.path(chat, "/seen"), "", Map.of());
  }

  private void types(Conversation chat) {
    assertThat(
            desk.post("sanne", Desk.path(chat, "/typing"), "{\"typing\":true}", Map.of()).status())
        .isEqualTo(204);
  }
}
