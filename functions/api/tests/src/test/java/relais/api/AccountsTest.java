package relais.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.channels.registry.Channels;
import relais.samples.Aws;
import relais.samples.AwsParts;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsTest {
  private static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
  private static final String BOT =
      """
      {"channel":"telegram","name":"Shop bot","team":"sales",
       "values":{"botName":"@shop_bot","botToken":"%s"}}\
      """
          .formatted(TOKEN);

  private final AwsParts aws;
  private final Desk desk;

  /// What the played provider was asked, by the last word of the address.
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  private final HttpServer provider;

  AccountsTest(AwsParts shared) throws IOException {
    aws = shared.fresh();
    Desk.open(aws).close();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.put(
              path.substring(path.lastIndexOf('/') + 1),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          boolean known = path.startsWith("/bot" + TOKEN + "/");
          byte[] answer =
              (known
                      ? "{\"ok\":true,\"result\":{\"id\":110201543}}"
                      : "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}")
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    provider.start();
    desk =
        Desk.broken(
            aws, Map.of("TELEGRAM_API_URL", "http://127.0.0.1:" + provider.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    provider.stop(0);
    desk.close();
    aws.close();
  }

  @Test
  void an_inbox_is_connected_once_and_its_secrets_are_encrypted_and_never_shown() {
    Map<String, String> key = Desk.key(Desk.newKey());
    Answer made = desk.post("amelie", "/v1/accounts", BOT, key);
    assertThat(made.status()).isEqualTo(201);
    assertThat(desk.post("amelie", "/v1/accounts", BOT, key).json()).isEqualTo(made.json());
    String id = made.text("id");
    assertThat(made.text("webhooks")).endsWith("/webhooks/telegram/" + id);
    assertThat(made.at("verifyToken")).isEqualTo(Answer.NONE);
    assertThat(made.text("secrets.0")).isEqualTo("botToken");
    Answer read = desk.get("amelie", "/v1/inboxes/" + id + "/account");
    assertThat(read.json()).isEqualTo(made.json());
    assertThat(read.json().toString()).doesNotContain("AAHdqTcv");
    Parameter stored = parameter(id);
    assertThat(stored.type()).isEqualTo(ParameterType.SECURE_STRING);
    assertThat(stored.value()).contains(TOKEN);
    assertThat(desk.get("amelie", "/v1/session").json().toString())
        .contains("Shop bot", "@shop_bot")
        .doesNotContain("AAHdqTcv");
  }

  @Test
  void a_secret_that_is_left_out_stays_and_a_new_one_connects_the_same_inbox_anew() {
    String id = desk.post("amelie", "/v1/accounts", BOT, Desk.key(Desk.newKey())).text("id");
    String before = parameter(id).value();
    Answer renamed =
        put(id, BOT.replace("Shop bot", "Our bot").replace("\"" + TOKEN + "\"", "\"\""), 1);
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.text("name")).isEqualTo("Our bot");
    assertThat(parameter(id).value()).isEqualTo(before);
    Answer anew = put(id, BOT.replace("AAHdq", "BBBBB"), 2);
    assertThat(anew.status()).isEqualTo(200);
    assertThat(anew.text("id")).isEqualTo(id);
    assertThat(parameter(id).value()).contains("BBBBB");
    assertThat(put(id, BOT, 1).code()).isEqualTo("inbox-changed");
  }

  @Test
  void a_test_asks_the_provider_and_tells_it_where_we_are() {
    String id = desk.post("amelie", "/v1/accounts", BOT, Desk.key(Desk.newKey())).text("id");
    Answer tried = desk.post("amelie", "/v1/inboxes/" + id + "/account/test", "{}", Map.of());
    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.at("works")).isEqualTo(true);
    assertThat(asked).containsKeys("getMe", "setWebhook");
    assertThat(asked.get("setWebhook")).contains("/webhooks/telegram/" + id, "secret_token");
    put(id, BOT.replace("AAHdq", "BBBBB"), 1);
    Answer failed = desk.post("amelie", "/v1/inboxes/" + id + "/account/test", "{}", Map.of());
    assertThat(failed.at("works")).isEqualTo(false);
    assertThat(failed.text("steps.0.cause")).isEqualTo("sign-in");
    assertThat(failed.list("steps")).hasSize(1);
  }

  @Test
  void an_account_belongs_to_one_inbox() {
    desk.post("amelie", "/v1/accounts", BOT, Desk.key(Desk.newKey()));
    Answer second = desk.post("amelie", "/v1/accounts", BOT, Desk.key(Desk.newKey()));
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.text("field")).isEqualTo("values");
    assertThat(second.text("detail")).contains("Shop bot");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiterString = " => ",
      textBlock =
          """
          "channel":"telegram" => "channel":"telegraph" => channel
          "name":"Shop bot" => "name":" " => name
          "team":"sales" => "team":"nobody" => team
          "botName":"@shop_bot" => "botName":"" => values.botName
          110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw => not a token => values.botToken
          110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw => `` => values.botToken
          """)
  void what_is_wrong_is_named_and_changes_nothing(String right, String wrong, String field) {
    assertThat(BOT).contains(right);
    Answer answer =
        desk.post("amelie", "/v1/accounts", BOT.replace(right, wrong), Desk.key(Desk.newKey()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(desk.get("amelie", "/v1/session").json().toString()).doesNotContain("telegram");
  }

  @Test
  void a_custom_channel_inside_our_network_is_not_asked() {
    String id =
        desk.post(
                "amelie",
                "/v1/accounts",
                """
                {"channel":"custom","name":"App","team":"sales","values":{"account":"app",
                 "deliverTo":"https://169.254.169.254/latest",
                 "secret":"whsec_aGFyYm91ci1nb29kcy1zaG9wLWFwcC1zZWNyZXQ="}}
                """,
                Desk.key(Desk.newKey()))
            .text("id");
    Answer tried = desk.post("amelie", "/v1/inboxes/" + id + "/account/test", "{}", Map.of());
    assertThat(tried.at("works")).isEqualTo(false);
    assertThat(tried.text("steps.0.cause")).isEqualTo("address");
  }

  @Test
  void a_number_that_customers_call_has_the_hours_of_its_team() {
    Answer made = desk.post("amelie", "/v1/accounts", number(HOURS), Desk.key(Desk.newKey()));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("hours.zone")).isEqualTo("Europe/Brussels");
    assertThat(made.list("hours.week")).hasSize(2);
    assertThat(made.text("hours.week.1.from")).isEqualTo("13:00");
    assertThat(made.text("hours.holidays.0")).isEqualTo("2026-12-25");
    String id = made.text("id");
    assertThat(desk.get("amelie", "/v1/inboxes/" + id + "/account").json()).isEqualTo(made.json());
    Answer always = put(id, number("null"), 1);
    assertThat(always.status()).isEqualTo(200);
    assertThat(always.at("hours")).isEqualTo(Answer.NONE);
    Answer wrong = put(id, number(HOURS.replace("13:00", "11:00")), 2);
    assertThat(wrong.text("field")).isEqualTo("hours.week");
  }

  @Test
  void where_nobody_calls_there_are_no_hours() {
    String bot = BOT.replace("\"values\"", "\"hours\":" + HOURS + ",\"values\"");
    Answer answer = desk.post("amelie", "/v1/accounts", bot, Desk.key(Desk.newKey()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("hours");
  }

  private static final String HOURS =
      """
      {"zone":"Europe/Brussels","holidays":["2026-12-25"],"week":[
       {"day":"monday","from":"09:00","until":"12:00"},
       {"day":"monday","from":"13:00","until":"17:00"}]}\
      """;

  private static String number(String hours) {
    return """
    {"channel":"voice","name":"Telephone","team":"sales","hours":%s,
     "values":{"number":"+31205550199","accountSid":"AC%s","authToken":"%s"}}\
    """
        .formatted(hours, "0".repeat(32), "0".repeat(32));
  }

  @Test
  void every_channel_in_the_list_says_what_it_needs() {
    Answer list = desk.get("amelie", "/v1/channels");
    assertThat(list.list("items")).hasSize(7);
    assertThat(list.json().toString())
        .contains("whatsapp", "messenger", "instagram", "telegram", "sms", "voice", "custom");
    assertThat(Channels.all()).hasSizeGreaterThanOrEqualTo(6);
  }

  private Answer put(String id, String body, long version) {
    return desk.ask(
        "amelie",
        "PUT",
        "/v1/inboxes/" + id + "/account",
        body,
        Map.of("If-Match", "\"" + version + "\""));
  }

  private Parameter parameter(String inbox) {
    return aws.clients()
        .ssm()
        .getParameter(
            get ->
                get.name(aws.environment("ApiFunction").get("PARAMETER_PREFIX") + "/" + inbox)
                    .withDecryption(true))
        .parameter();
  }
}
