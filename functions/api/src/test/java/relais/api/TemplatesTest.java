package relais.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.conversation.ChatAct;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;

/// An agent chooses a template, fills it in and sends it; an admin sees what the provider thinks.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplatesTest {
  private static final String ACCOUNT = "102290129340398";
  private static final String LAST =
      """
      {"data": [
        {"id": "2", "name": "code", "language": "nl", "status": "APPROVED",
         "category": "AUTHENTICATION", "components": [{"type": "BODY", "text": "{{1}}"}]}]}\
      """;
  private static final String WISH =
      """
      "template":{"name":"order_ready","language":"nl",
       "values":{"header.1":"HG-1","body.1":"Ada","body.2":"je\\nlamp"}}\
      """;

  private final AwsParts aws;
  private final Desk desk;
  private final HttpServer graph;
  private final AtomicReference<String> status = new AtomicReference<>("APPROVED");
  private final AtomicInteger lists = new AtomicInteger();

  TemplatesTest(AwsParts shared) throws IOException {
    aws = shared.fresh();
    Desk.open(aws).close();
    graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    graph.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String query = String.valueOf(exchange.getRequestURI().getQuery());
          boolean known =
              "Bearer our-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          String answer =
              !known
                  ? "{\"error\":{\"code\":190,\"message\":\"no\"}}"
                  : path.endsWith("/message_templates")
                      ? query.contains("after=Mg") ? LAST : firstPage()
                      : query.contains("messaging_limit_tier")
                          ? "{\"messaging_limit_tier\":\"TIER_1K\"}"
                          : "{\"quality_rating\":\"YELLOW\",\"status\":\"CONNECTED\"}";
          if (path.equals("/" + ACCOUNT + "/message_templates")) {
            lists.incrementAndGet();
          }
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
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

  private String firstPage() {
    return """
    {"data": [
      {"id": "1", "name": "order_ready", "language": "nl", "status": "%s",
       "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Bestelling {{1}}"},
        {"type": "BODY", "text": "Hoi {{1}}, {{2}} ligt klaar."},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Ik kom"}]}]}],
     "paging": {"cursors": {"after": "Mg"}, "next": "https://x"}}\
    """
        .formatted(status.get());
  }

  private void token(String token) {
    desk.part(ChannelSecrets.class)
        .save(HarbourGoods.WHATSAPP_INBOX, new ChannelSecrets.Secrets("secret", "verify", token));
  }

  @AfterEach
  void close() {
    graph.stop(0);
    desk.close();
    aws.close();
  }

  private Conversation late() {
    Conversation chat = desk.chat("Hoi, wanneer is de lamp er? Ik heb het graag voor mijn feest.");
    desk.clock().advance(Duration.ofDays(2));
    return desk.now(chat);
  }

  private Answer fetch(Conversation chat) {
    return desk.post("amelie", Desk.path(chat, "/templates/fetch"), null, Map.of());
  }

  @Test
  void the_list_is_read_whole_with_what_is_known_for_its_gaps() {
    Conversation chat = late();
    assertThat(desk.get("amelie", Desk.path(chat, "/templates")).at("fetchedAt"))
        .isEqualTo(Answer.NONE);
    Answer list = fetch(chat);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.list("items")).hasSize(2);
    assertThat(list.text("items.0.name")).isEqualTo("code");
    assertThat(list.text("items.0.hindrance")).isEqualTo("one-time-code");
    assertThat(list.at("items.1.hindrance")).isEqualTo(Answer.NONE);
    assertThat(list.text("items.1.gaps.1.id")).isEqualTo("body.1");
    assertThat(list.text("items.1.gaps.1.proposed")).isEqualTo("Ada");
    assertThat(list.text("language")).isEqualTo("nl");
    assertThat(list.at("ready")).isEqualTo(true);
    assertThat(desk.get("amelie", Desk.path(chat, "/templates")).json()).isEqualTo(list.json());
    // Asked again at once, the provider is left in peace.
    fetch(chat);
    assertThat(lists).hasValue(2);
  }

  @Test
  void a_template_is_sent_when_the_time_is_over_once_and_is_read_as_the_customer_reads_it() {
    Conversation chat = late();
    fetch(chat);
    String body =
        "{\"sendAt\":\"%s\",%s}".formatted(desk.clock().instant().plus(Duration.ofDays(3)), WISH);
    Map<String, String> headers = Desk.seen(chat, Desk.newKey());
    Answer sent = desk.post("amelie", Desk.path(chat, "/replies"), body, headers);
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("entry.chat.words")).isEqualTo("Hoi Ada, je lamp ligt klaar.");
    assertThat(sent.text("entry.chat.template.header")).isEqualTo("Bestelling HG-1");
    assertThat(sent.text("entry.chat.template.buttons.0")).isEqualTo("Ik kom");
    assertThat(desk.post("amelie", Desk.path(chat, "/replies"), body, headers).json())
        .isEqualTo(sent.json());
    assertThat(desk.timeline(chat).stream().filter(Entry.OutboundMessage.class::isInstance))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(((Entry.OutboundMessage) entry).act())
                    .isInstanceOfSatisfying(
                        ChatAct.Template.class,
                        act ->
                            assertThat(act.values())
                                .containsExactly(
                                    new ChatAct.Template.Value(null, "Ada"),
                                    new ChatAct.Template.Value(null, "je lamp"))));
    // Taken back, it can be sent again as it was.
    Answer back =
        desk.post(
            "amelie",
            Desk.path(chat, "/messages/" + sent.text("entry.id") + "/cancel"),
            null,
            Map.of());
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("words.template.name")).isEqualTo("order_ready");
    assertThat(back.at("words.template.values"))
        .isEqualTo(Map.of("header.1", "HG-1", "body.1", "Ada", "body.2", "je lamp"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"body.1\":\"Ada\" | \"body.1\":\" \" | invalid-field",
        "\"name\":\"order_ready\" | \"name\":\"gone\" | template-gone",
        "\"language\":\"nl\" | \"language\":\"en\" | template-gone",
        "\"name\":\"order_ready\" | \"name\":\"code\" | template-not-sendable"
      })
  void what_cannot_be_sent_is_named_and_nothing_is_written(
      String right, String wrong, String code) {
    Conversation chat = late();
    fetch(chat);
    assertThat(WISH).contains(right);
    Answer answer =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            "{" + WISH.replace(right, wrong) + "}",
            Desk.seen(chat, Desk.newKey()));
    assertThat(answer.code()).isEqualTo(code);
    assertThat(desk.now(chat)).isEqualTo(chat);
  }

  @Test
  void one_that_is_paused_meanwhile_is_not_sent() {
    Conversation chat = late();
    fetch(chat);
    status.set("PAUSED");
    desk.clock().advance(Duration.ofMinutes(1));
    fetch(chat);
    assertThat(
            desk.post(
                    "amelie",
                    Desk.path(chat, "/replies"),
                    "{" + WISH + "}",
                    Desk.seen(chat, Desk.newKey()))
                .code())
        .isEqualTo("template-not-sendable");
  }

  @Test
  void words_of_their_own_do_not_go_with_a_template_nor_alone_when_the_time_is_over() {
    Conversation chat = late();
    fetch(chat);
    assertThat(
            desk.post(
                    "amelie",
                    Desk.path(chat, "/replies"),
                    "{\"text\":\"Hi\"," + WISH + "}",
                    Desk.seen(chat, Desk.newKey()))
                .text("field"))
        .isEqualTo("text");
    assertThat(
            desk.post(
                    "amelie",
                    Desk.path(chat, "/replies"),
                    "{\"text\":\"Hi\"}",
                    Desk.seen(chat, Desk.newKey()))
                .code())
        .isEqualTo("window-closed");
  }

  @Test
  void a_conversation_begins_with_a_template_once_and_not_a_second_time_with_that_number() {
    String inbox = HarbourGoods.WHATSAPP_INBOX.value();
    assertThat(
            desk.post("marco", "/v1/inboxes/" + inbox + "/templates/fetch", null, Map.of())
                .status())
        .isEqualTo(200);
    String body =
        "{\"inbox\":\"%s\",\"number\":\"+31 6 9999 0001\",\"name\":\"Ada L.\",%s}"
            .formatted(inbox, WISH);
    Map<String, String> key = Desk.key(Desk.newKey());
    Answer begun = desk.post("marco", "/v1/conversations", body, key);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.text("conversation.contact.name")).isEqualTo("Ada L.");
    assertThat(begun.text("conversation.channel")).isEqualTo("whatsapp");
    assertThat(begun.at("conversation.windowClosesAt")).isEqualTo(Answer.NONE);
    assertThat(begun.text("conversation.assignee")).isEqualTo("marco");
    assertThat(desk.post("marco", "/v1/conversations", body, key).json()).isEqualTo(begun.json());
    Answer second = desk.post("marco", "/v1/conversations", body, Desk.key(Desk.newKey()));
    assertThat(second.code()).isEqualTo("chat-exists");
    assertThat(second.text("detail")).contains("#" + begun.at("conversation.caseNumber"));
  }

  @Test
  void a_number_without_its_country_is_none() {
    Answer answer =
        desk.post(
            "marco",
            "/v1/conversations",
            "{\"inbox\":\"%s\",\"number\":\"06 1234\",%s}"
                .formatted(HarbourGoods.WHATSAPP_INBOX, WISH),
            Desk.key(Desk.newKey()));
    assertThat(answer.text("field")).isEqualTo("number");
  }

  @Test
  void what_the_provider_refuses_stands_beside_the_list_which_stays() {
    Conversation chat = late();
    fetch(chat);
    token("another");
    desk.clock().advance(Duration.ofMinutes(10));
    Answer refused = fetch(chat);
    assertThat(refused.text("trouble.code")).isEqualTo("190");
    assertThat(refused.list("items")).hasSize(2);
  }

  @Test
  void an_admin_sees_how_the_provider_regards_the_number() {
    String inbox = HarbourGoods.WHATSAPP_INBOX.value();
    desk.post("amelie", "/v1/inboxes/" + inbox + "/templates/fetch", null, Map.of());
    Answer standing = desk.get("amelie", "/v1/inboxes/" + inbox + "/standing");
    assertThat(standing.text("quality")).isEqualTo("medium");
    assertThat(standing.text("limit")).isEqualTo("TIER_1K");
    assertThat(standing.text("status")).isEqualTo("CONNECTED");
    assertThat(standing.list("news")).isEmpty();
  }

  @Test
  void templates_of_another_team_are_not_there() {
    assertThat(
            desk.get("chiara", "/v1/inboxes/" + HarbourGoods.WHATSAPP_INBOX + "/templates")
                .status())
        .isEqualTo(404);
  }
}
