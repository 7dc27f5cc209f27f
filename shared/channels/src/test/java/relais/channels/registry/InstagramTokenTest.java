package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.Connection;
import relais.channels.Golden;
import relais.channels.InboxChannel;
import relais.channels.TokenProlonging;
import relais.channels.TokenProlonging.Answer;
import relais.channels.TokenQuestion;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.TeamId;
import relais.conversation.TokenLife;

/// Access tokens of Instagram, which end after sixty days unless somebody asks for more.
@DisplayNameGeneration(ReplaceUnderscores.class)
class InstagramTokenTest {
  private static final String ANSWERS = "instagram-prolonging";
  private static final String TOKEN = "IGAA|harbourgoods0001";
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final InboxChannel INSTAGRAM =
      Channels.findTakenIn(Channel.of("instagram")).orElseThrow();

  static Stream<String> answers() {
    return Golden.names(ANSWERS);
  }

  @Test
  void P694_more_time_is_asked_for_in_no_version_of_the_address_and_for_no_page() {
    TokenProlonging prolonging = prolonging();
    assertThat(prolonging.call().method()).isEqualTo("GET");
    assertThat(prolonging.call().url())
        .isEqualTo(
            "https://graph.instagram.com/refresh_access_token"
                + "?grant_type=ig_refresh_token&access_token=IGAA%7Charbourgoods0001");
    assertThat(INSTAGRAM.prolongToken(connection("page"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void P695_an_answer_gives_exactly_what_stands_beside_it(String name) throws IOException {
    Golden.compare(
        ANSWERS,
        name,
        Golden.render(answer(200, new String(Golden.payload(ANSWERS, name), UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{\"access_token\":7,\"expires_in\":\"x\"}"})
  void P695_nonsense_is_nothing(String body) {
    assertThat(answer(200, body)).isEqualTo(new Answer.Nothing());
    assertThat(answer(503, body)).isEqualTo(new Answer.Nothing());
  }

  @Test
  void P696_an_error_under_a_status_of_trouble_is_no_refusal() {
    assertThat(answer(500, "{\"error\":{\"code\":100}}")).isEqualTo(new Answer.Nothing());
    assertThat(answer(400, "{\"error\":{\"code\":100}}")).isEqualTo(new Answer.Refused());
    assertThat(answer(400, "{\"error\":{\"code\":190}}")).isEqualTo(new Answer.Over());
  }

  @Test
  void P697_a_token_is_prolonged_when_it_is_a_day_old_and_thirty_days_before_its_end() {
    Instant end = NOW.plus(Duration.ofDays(60));
    assertThat(TokenProlonging.due(NOW, null)).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(TokenProlonging.due(NOW, end)).isEqualTo(NOW.plus(Duration.ofDays(30)));
    assertThat(TokenProlonging.due(NOW, NOW.plus(Duration.ofDays(2))))
        .isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(TokenProlonging.due(null, null)).isBefore(NOW);
  }

  @Test
  void P698_no_token_is_written_out() {
    assertThat(prolonging().toString()).doesNotContain("harbourgoods");
    assertThat(answer(200, new String(Golden.payload(ANSWERS, "prolonged"), UTF_8)).toString())
        .startsWith("Prolonged until 2027")
        .doesNotContain("harbourgoods");
  }

  @Test
  void P699_whether_a_token_is_accepted_is_asked_where_it_is_known() {
    assertThat(question("instagram").call().url())
        .isEqualTo("https://graph.instagram.com/v23.0/me?fields=user_id");
    assertThat(question("page").call().url()).contains("/debug_token?");
    assertThat(life(200, "{\"user_id\":\"17841405550142\"}")).contains(new TokenLife(true, null));
    assertThat(life(200, "{\"data\":[{\"user_id\":\"17841405550142\"}]}"))
        .contains(new TokenLife(true, null));
    assertThat(life(400, "{\"error\":{\"code\":190}}")).contains(new TokenLife(false, null));
    assertThat(life(500, "{\"error\":{\"code\":2}}")).isEmpty();
    assertThat(life(200, "{}")).isEmpty();
    assertThat(life(200, "{\"data\":[]}")).isEmpty();
    assertThat(life(404, "")).isEmpty();
  }

  private static Optional<TokenLife> life(int status, String body) {
    return question("instagram").reading().life(status, body.getBytes(UTF_8));
  }

  private static TokenQuestion question(String login) {
    return INSTAGRAM.askAboutToken(connection(login)).orElseThrow();
  }

  private static TokenProlonging prolonging() {
    return INSTAGRAM.prolongToken(connection("instagram")).orElseThrow();
  }

  private static Answer answer(int status, String body) {
    return prolonging().reading().answer(status, body.getBytes(UTF_8), NOW);
  }

  private static Connection connection(String login) {
    return new Connection(
        new Inbox.Connected(
            new InboxId("inbox"),
            "Shop",
            new TeamId("support"),
            Channel.of("instagram"),
            "17841405550142",
            "@harbourgoods",
            Map.of("login", login)),
        "https://graph.instagram.com/v23.0",
        TOKEN,
        "a-secret");
  }
}
