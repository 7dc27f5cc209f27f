package relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.TeamId;

/// The played Instagram: two addresses, each with tokens of its own, and tokens that get more time.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlayedInstagramTest {
  private static final String OF_PAGE = "token-of-the-page";
  private static final String OF_LOGIN = "token-of-the-account";
  private static final String PROLONG =
      MetaEndpoint.PROLONGING_PATH + "?grant_type=ig_refresh_token&access_token=";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path data;
  private Journal journal;
  private ChannelNetwork network;
  private Javalin server;

  private record Answer(int status, JsonNode json) {
    int code() {
      return json.path("error").path("code").asInt();
    }
  }

  @BeforeEach
  void start() {
    journal = new Journal(data.resolve("trouble.log"), Clock.systemUTC(), _ -> {});
    URI nowhere = URI.create("http://127.0.0.1:9");
    PlayedWebhooks webhooks = new PlayedWebhooks(nowhere, journal);
    network =
        new ChannelNetwork(
            data.resolve("channels"),
            () ->
                List.of(
                    account("1784140000001", Map.of(), OF_PAGE),
                    account("1784140000002", Map.of("login", "instagram"), OF_LOGIN)),
            webhooks,
            Clock.systemUTC());
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  new MetaEndpoint(network, new FetchedFiles(network)).addTo(config.routes);
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.stop();
    network.close();
    journal.close();
  }

  private static PlayedWebhooks.Account account(
      String id, Map<String, String> settings, String token) {
    return new PlayedWebhooks.Account(
        new Inbox.Connected(
            new InboxId("inbox-" + id),
            "Shop",
            new TeamId("support"),
            Channel.of("instagram"),
            id,
            "@harbourgoods",
            settings),
        token,
        "secret");
  }

  private Answer get(String path, String token) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), Json.read(answer.body()));
  }

  @Test
  void an_account_of_one_login_is_refused_at_the_address_of_the_other() throws Exception {
    String atInstagram = MetaEndpoint.INSTAGRAM_PATH;
    assertThat(get(atInstagram + "/me?fields=user_id", OF_LOGIN).json().path("user_id").asText())
        .isEqualTo("1784140000002");
    assertThat(get(GraphEndpoint.PATH + "/1784140000001", OF_PAGE).status()).isEqualTo(200);
    assertThat(get(atInstagram + "/1784140000001", OF_PAGE).code()).isEqualTo(190);
    assertThat(get(atInstagram + "/me?fields=user_id", OF_PAGE).code()).isEqualTo(190);
    assertThat(get(GraphEndpoint.PATH + "/1784140000002", OF_LOGIN).code()).isEqualTo(190);
    assertThat(get(GraphEndpoint.PATH + "/debug_token", OF_LOGIN).code()).isEqualTo(190);
    assertThat(get(PROLONG + OF_PAGE, "").code()).isEqualTo(190);
  }

  @Test
  void a_token_is_prolonged_and_the_one_before_goes_on_being_accepted() throws Exception {
    Answer given = get(PROLONG + OF_LOGIN, "");
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.json().path("expires_in").asLong()).isEqualTo(5_184_000);
    String token = given.json().path("access_token").asText();
    assertThat(token).isNotEqualTo(OF_LOGIN);
    String me = MetaEndpoint.INSTAGRAM_PATH + "/me?fields=user_id";
    assertThat(get(me, token).status()).isEqualTo(200);
    assertThat(get(me, OF_LOGIN).status()).isEqualTo(200);
    assertThat(get(me, OF_LOGIN + "x").status()).isNotEqualTo(200);
    assertThat(get(PROLONG + token, "").status()).isEqualTo(200);
  }

  @Test
  void it_refuses_as_it_is_told_to() throws Exception {
    network.decide(PlayedProlonging.TAKEN_BACK);
    assertThat(get(PROLONG + OF_LOGIN, "").code()).isEqualTo(190);
    network.decide(PlayedProlonging.TOO_YOUNG);
    assertThat(get(PROLONG + OF_LOGIN, "").code()).isEqualTo(100);
    network.decide(PlayedProlonging.DOWN);
    Answer down = get(PROLONG + OF_LOGIN, "");
    assertThat(down.status()).isEqualTo(500);
    assertThat(down.code()).isEqualTo(2);
    network.decide(PlayedProlonging.GIVEN);
    assertThat(get(PROLONG + "somebody-elses", "").code()).isEqualTo(190);
    assertThat(get(MetaEndpoint.PROLONGING_PATH + "?access_token=" + OF_LOGIN, "").code())
        .isEqualTo(100);
  }
}
