package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsTest {
  private final AwsParts aws;
  private final Desk desk;

  ProblemsTest(AwsParts aws) {
    this.aws = aws;
    this.desk = Desk.open(aws);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private static void isProblem(Answer answer, int status, String code, String kind) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    assertThat(answer.number("status")).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text("kind")).isEqualTo(kind);
    assertThat(answer.text("title")).isNotBlank();
    assertThat(answer.text("detail")).isNotBlank().doesNotContain("relais.", "Exception", "java");
  }

  @Test
  void an_unknown_address_is_not_found() {
    isProblem(desk.get("tom", "/v1/nothing"), 404, "not-found", "caller");
    isProblem(desk.get("tom", "/v1/conversations/x/y/z"), 404, "not-found", "caller");
  }

  @Test
  void a_wrong_method_says_which_are_right() {
    Answer answer = desk.ask("tom", "DELETE", "/v1/session", null, Map.of());
    isProblem(answer, 405, "method-not-allowed", "caller");
    assertThat(answer.headers().get("allow")).contains("GET");
  }

  @Test
  void a_body_that_is_no_json_says_where() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "Broken");
    Answer answer =
        desk.post(
            "sanne", Desk.path(conversation, "/notes"), "{\"text\":", Desk.key(Desk.newKey()));
    isProblem(answer, 400, "malformed-json", "caller");
    assertThat(answer.text("detail")).contains("line 1");
    isProblem(
        desk.post(
            "sanne",
            Desk.path(conversation, "/notes"),
            "{\"text\":{\"a\":[]}}",
            Desk.key(Desk.newKey())),
        400,
        "malformed-json",
        "caller");
    isProblem(
        desk.post("sanne", Desk.path(conversation, "/notes"), null, Desk.key(Desk.newKey())),
        400,
        "malformed-json",
        "caller");
  }

  @Test
  void a_body_of_another_type_is_refused() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "Broken");
    isProblem(
        desk.post(
            "sanne",
            Desk.path(conversation, "/notes"),
            "text=hello",
            Map.of("Idempotency-Key", Desk.newKey(), "Content-Type", "text/plain")),
        415,
        "unsupported-media-type",
        "caller");
  }

  @Test
  void without_a_token_or_a_user_nobody_comes_in() {
    isProblem(desk.ask(null, "GET", "/v1/session", null, Map.of()), 401, "not-signed-in", "caller");
    isProblem(desk.get("eve", "/v1/session"), 403, "not-a-user", "caller");
    isProblem(
        desk.send("GET", "/v1/session", null, Map.of(), Map.of("email", "no address")),
        403,
        "not-a-user",
        "caller");
    isProblem(
        desk.send(
            "GET",
            "/v1/session",
            null,
            Map.of(),
            Map.of("email", "marco@harbourgoods.example", "email_verified", "false")),
        403,
        "not-a-user",
        "caller");
    assertThat(
            desk.send(
                    "GET",
                    "/v1/session",
                    null,
                    Map.of(),
                    Map.of("email", "Marco@HarbourGoods.example", "email_verified", "true"))
                .text("user.id"))
        .isEqualTo("marco");
  }

  @Test
  void trouble_with_aws_is_said_to_pass() {
    try (Desk broken = Desk.broken(aws, Map.of("TABLE_NAME", "no-such-table"))) {
      Answer answer = broken.get("tom", "/v1/session");
      isProblem(answer, 503, "unavailable", "upstream");
      assertThat(answer.headers()).containsKey("retry-after");
    }
  }

  @Test
  void our_own_mistakes_tell_nothing_of_the_inside() {
    try (Desk broken = Desk.broken(aws, Map.of("LIVE_URL", " "))) {
      isProblem(broken.post("tom", "/v1/live/tickets", "{}", Map.of()), 500, "internal", "ours");
    }
  }
}
