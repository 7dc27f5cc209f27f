package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation;
import relais.conversation.UserId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Connections;

/// A telephone system asks who is free and who calls.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TelephonyTest {
  private static final String AGENTS = "/v1/telephony/agents";

  private final AwsParts aws;
  private final Desk desk;

  TelephonyTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  @Test
  void a_token_is_shown_once_and_opens_these_questions_alone() {
    Answer made = make("Switchboard");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("secret")).matches("relais_tel_[0-9a-f]{24}_[0-9a-f]{64}");
    assertThat(made.text("token.madeBy")).isEqualTo("Amélie Laurent");

    Answer listed = desk.get("amelie", "/v1/telephone-tokens");
    assertThat(listed.text("tokens.0.name")).isEqualTo("Switchboard");
    assertThat(listed.at("tokens.0.usedAt")).isSameAs(Answer.NONE);
    assertThat(listed.json().toString())
        .doesNotContain(made.text("secret").substring(36))
        .doesNotContain("hash");

    assertThat(ask(made.text("secret"), AGENTS).status()).isEqualTo(200);
    assertThat(desk.get("amelie", "/v1/telephone-tokens").at("tokens.0.usedAt"))
        .isNotSameAs(Answer.NONE);
    for (String path : List.of("/v1/session", "/v1/conversations?view=mine", "/v1/counts")) {
      assertThat(ask(made.text("secret"), path).code()).isEqualTo("not-signed-in");
    }
  }

  @Test
  void what_is_no_token_or_was_revoked_opens_nothing() {
    Answer made = make("Switchboard");
    String secret = made.text("secret");
    String other = secret.substring(0, 36) + "0".repeat(64);
    for (String wrong : List.of("", "nonsense", other, secret + "0")) {
      assertThat(ask(wrong, AGENTS).status()).as(wrong).isEqualTo(401);
    }
    assertThat(desk.ask(null, "GET", AGENTS, null, Map.of()).code()).isEqualTo("not-signed-in");

    String path = "/v1/telephone-tokens/" + made.text("token.id");
    assertThat(desk.ask("amelie", "DELETE", path, null, Map.of()).status()).isEqualTo(204);
    assertThat(ask(secret, AGENTS).code()).isEqualTo("not-signed-in");
    assertThat(desk.get("amelie", "/v1/telephone-tokens").list("tokens")).isEmpty();
  }

  @Test
  void a_token_that_was_made_is_not_made_again() {
    Map<String, String> key = Desk.key(Desk.newKey());
    String body = "{\"name\":\"PBX\"}";
    desk.post("amelie", "/v1/telephone-tokens", body, key);
    Answer again = desk.post("amelie", "/v1/telephone-tokens", body, key);
    assertThat(again.code()).isEqualTo("idempotency-key-reused");
    assertThat(desk.get("amelie", "/v1/telephone-tokens").list("tokens")).hasSize(1);
  }

  @Test
  void who_asks_too_often_is_slowed_down_for_a_while() {
    String secret = make("Switchboard").text("secret");
    for (int i = 0; i < 120; i++) {
      assertThat(ask(secret, AGENTS).status()).isEqualTo(200);
    }
    Answer slowed = ask(secret, AGENTS);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.code()).isEqualTo("too-many-requests");
    assertThat(slowed.headers()).containsEntry("retry-after", "60");
    desk.clock().advance(Duration.ofMinutes(1));
    assertThat(ask(secret, AGENTS).status()).isEqualTo(200);
  }

  @Test
  void agents_are_away_until_they_are_here_and_answering_while_they_write() {
    String secret = make("Switchboard").text("secret");
    assertThat(state(secret, "sanne")).isEqualTo("away");

    desk.part(Connections.class).open("c1", new UserId("sanne"), desk.clock().instant());
    assertThat(state(secret, "sanne")).isEqualTo("free");

    Conversation mail = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    desk.ask(
        "sanne",
        "PUT",
        "/v1/conversations/" + mail.id() + "/drafts/reply",
        "{\"content\":\"Dear Jo\"}",
        Map.of("If-Match", "0"));
    assertThat(state(secret, "sanne")).isEqualTo("answering");
    assertThat(state(secret, "marco")).isEqualTo("away");

    desk.clock().advance(Duration.ofMinutes(3));
    assertThat(state(secret, "sanne")).isEqualTo("free");
    desk.ask("sanne", "PUT", "/v1/me/availability", "{\"available\":false}", Map.of());
    assertThat(state(secret, "sanne")).isEqualTo("away");
  }

  @Test
  void a_number_of_ones_own_is_kept_as_the_world_writes_it() {
    String secret = make("Switchboard").text("secret");
    for (String wrong : List.of("020 555 0144", "+0123456789", "+31 20 call me", "+12345")) {
      assertThat(telephone(wrong).text("field")).as(wrong).isEqualTo("number");
    }
    assertThat(telephone("+31 (6) 1234-5678").text("number")).isEqualTo("+31612345678");
    assertThat(desk.get("sanne", "/v1/session").text("user.telephone")).isEqualTo("+31612345678");
    assertThat(agent(secret, "sanne").get("number")).isEqualTo("+31612345678");
    assertThat(telephone(" ").at("number")).isSameAs(Answer.NONE);
    assertThat(agent(secret, "sanne").get("number")).isNull();
  }

  @Test
  void a_caller_is_known_by_their_number_with_what_is_open() {
    String secret = make("Switchboard").text("secret");
    Conversation chat = desk.chat("Where is my lamp?");
    String number = chat.origin().identity().value();
    Answer found = ask(secret, "/v1/telephony/lookup?number=%2B" + number.substring(1));
    assertThat(found.text("name")).isEqualTo("Ada");
    assertThat(found.number("conversation.caseNumber")).isEqualTo(chat.caseNumber());
    assertThat(found.text("conversation.link")).startsWith("http").endsWith(chat.id().value());
    assertThat(found.at("conversation.assignee")).isSameAs(Answer.NONE);
    assertThat(found.json().toString()).doesNotContain("lamp");

    desk.post(
        "amelie",
        "/v1/conversations/" + chat.id() + "/assign",
        "{\"agent\":\"sanne\",\"team\":null}",
        Desk.seen(desk.now(chat)));
    assertThat(
            ask(secret, "/v1/telephony/lookup?number=%2B" + number.substring(1))
                .text("conversation.assignee.id"))
        .isEqualTo("sanne");
    desk.post(
        "amelie", "/v1/conversations/" + chat.id() + "/close", null, Desk.seen(desk.now(chat)));
    assertThat(
            ask(secret, "/v1/telephony/lookup?number=%2B" + number.substring(1)).at("conversation"))
        .isSameAs(Answer.NONE);
  }

  @Test
  void a_case_is_found_by_its_number_also_when_it_is_closed() {
    String secret = make("Switchboard").text("secret");
    Conversation mail = desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken");
    for (String written : List.of("%23" + mail.caseNumber(), "" + mail.caseNumber())) {
      Answer found = ask(secret, "/v1/telephony/lookup?case=" + written);
      assertThat(found.text("name")).isEqualTo("Jo Customer");
      assertThat(found.text("conversation.status")).isEqualTo("open");
    }
    for (String unknown : List.of("case=999999", "number=%2B31600000000")) {
      assertThat(ask(secret, "/v1/telephony/lookup?" + unknown).code()).isEqualTo("not-found");
    }
    for (String wrong : List.of("case=lamp", "number=12", "number=%2B31612345678&case=1", "x=y")) {
      assertThat(ask(secret, "/v1/telephony/lookup?" + wrong).code()).isEqualTo("invalid-field");
    }
  }

  private Answer make(String name) {
    return desk.post(
        "amelie",
        "/v1/telephone-tokens",
        "{\"name\":\"%s\"}".formatted(name),
        Desk.key(Desk.newKey()));
  }

  private Answer ask(String secret, String path) {
    return desk.ask(null, "GET", path, null, Map.of("Authorization", "Bearer " + secret));
  }

  private Answer telephone(String number) {
    return desk.ask(
        "sanne", "PUT", "/v1/me/telephone", "{\"number\":\"%s\"}".formatted(number), Map.of());
  }

  private String state(String secret, String agent) {
    return String.valueOf(agent(secret, agent).get("state"));
  }

  private Map<?, ?> agent(String secret, String id) {
    return ask(secret, AGENTS).list("agents").stream()
        .map(agent -> (Map<?, ?>) agent)
        .filter(agent -> id.equals(agent.get("id")))
        .findFirst()
        .orElseThrow();
  }
}
