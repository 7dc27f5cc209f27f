package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
class ChangingTest {
  private static final String RULE =
      """
      {"name":"%s","enabled":true,"position":5,
       "condition":{"places":["subject","body"],"words":["lamp"]},
       "actions":{"labels":["urgent"],"team":"finance","close":false}}\
      """;

  private final Desk desk;

  ChangingTest(AwsParts aws) {
    desk = Desk.open(aws);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Conversation lamp() {
    return desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
  }

  private Answer change(String user, Conversation seen, String what, String body) {
    return desk.post(user, Desk.path(seen, what), body, Desk.seen(seen));
  }

  @Test
  void assigning_crossed_by_another_owner_is_refused() {
    Conversation seen = lamp();
    Answer first = change("marco", seen, "/assign", "{\"agent\":\"sanne\",\"team\":null}");
    assertThat(first.text("conversation.assignee")).isEqualTo("sanne");
    Answer second = change("amelie", seen, "/assign", "{\"agent\":\"marco\",\"team\":null}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("owner-changed");
    Answer again =
        change("amelie", desk.now(seen), "/assign", "{\"agent\":null,\"team\":\"sales\"}");
    assertThat(again.text("conversation.team")).isEqualTo("sales");
    assertThat(again.at("conversation.assignee")).isEqualTo(Answer.NONE);
    assertThat(desk.get("sanne", Desk.path(seen, "")).status()).isEqualTo(404);
    assertThat(desk.get("tom", Desk.path(seen, "")).status()).isEqualTo(200);
  }

  @Test
  void nobody_is_assigned_who_does_not_exist() {
    Conversation seen = lamp();
    assertThat(change("marco", seen, "/assign", "{\"agent\":\"eve\"}").text("field"))
        .isEqualTo("agent");
    assertThat(change("marco", seen, "/assign", "{\"team\":\"no such\"}").text("field"))
        .isEqualTo("team");
  }

  @Test
  void labels_of_two_people_at_once_do_not_disturb_each_other() {
    Conversation seen = lamp();
    change("marco", seen, "/labels", "{\"add\":[\"urgent\"],\"remove\":[]}");
    Answer second = change("sanne", seen, "/labels", "{\"add\":[\"delivery\"]}");
    assertThat(second.at("conversation.labels")).isEqualTo(List.of("delivery", "urgent"));
    Answer unknown = change("sanne", desk.now(seen), "/labels", "{\"add\":[\"nope\"]}");
    assertThat(unknown.text("field")).isEqualTo("add");
    Answer twice = change("marco", desk.now(seen), "/labels", "{\"add\":[\"urgent\"]}");
    assertThat(twice.number("conversation.version"))
        .isEqualTo(second.number("conversation.version"));
  }

  @Test
  void closing_crossed_by_the_customer_is_refused_and_names_them() {
    Conversation seen = lamp();
    desk.more(seen, "One more thing");
    Answer refused = change("marco", seen, "/close", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("message-crossed");
    assertThat(refused.text("crossedBy.0.author.kind")).isEqualTo("contact");
    Answer closed = change("marco", desk.now(seen), "/close", "{}");
    assertThat(closed.text("conversation.status")).isEqualTo("closed");
    assertThat(change("marco", desk.now(seen), "/close", "{}").status()).isEqualTo(200);
    Answer reopened = change("marco", desk.now(seen), "/reopen", "{}");
    assertThat(reopened.text("conversation.status")).isEqualTo("open");
  }

  @Test
  void availability_is_stored() {
    assertThat(
            desk.ask("tom", "PUT", "/v1/me/availability", "{\"available\":false}", Map.of())
                .at("available"))
        .isEqualTo(false);
    assertThat(desk.get("tom", "/v1/session").at("user.available")).isEqualTo(false);
    assertThat(desk.ask("tom", "PUT", "/v1/me/availability", "{}", Map.of()).text("field"))
        .isEqualTo("available");
  }

  @Test
  void a_rule_is_created_once_for_each_key_changed_and_deleted() {
    Map<String, String> key = Desk.key(Desk.newKey());
    Answer created = desk.post("amelie", "/v1/rules", RULE.formatted("Lamps"), key);
    Answer again = desk.post("amelie", "/v1/rules", RULE.formatted("Lamps"), key);
    assertThat(created.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(created.json());
    String path = "/v1/rules/" + created.text("id");
    Map<String, String> seen = Map.of("If-Match", created.text("version"));
    Answer changed = desk.ask("amelie", "PUT", path, RULE.formatted("All lamps"), seen);
    assertThat(changed.text("name")).isEqualTo("All lamps");
    Answer crossed = desk.ask("amelie", "PUT", path, RULE.formatted("No lamps"), seen);
    assertThat(crossed.status()).isEqualTo(409);
    assertThat(crossed.code()).isEqualTo("rule-changed");
    assertThat(desk.get("marco", "/v1/rules").json().toString()).contains("All lamps");
    assertThat(desk.ask("amelie", "DELETE", path, null, seen).code()).isEqualTo("rule-changed");
    Map<String, String> now = Map.of("If-Match", changed.text("version"));
    assertThat(desk.ask("amelie", "DELETE", path, null, now).status()).isEqualTo(204);
    assertThat(desk.ask("amelie", "DELETE", path, null, now).status()).isEqualTo(404);
  }

  @Test
  void a_rule_that_makes_no_sense_is_refused_with_its_field() {
    assertThat(
            rule("{\"name\":\"\",\"enabled\":true,\"position\":1,\"condition\":{},\"actions\":{}}"))
        .isEqualTo("name");
    assertThat(rule(RULE.formatted("x").replace("lamp", " "))).isEqualTo("condition.words");
    assertThat(rule(RULE.formatted("x").replace("subject", "sender")))
        .isEqualTo("condition.places");
    assertThat(rule(RULE.formatted("x").replace("urgent", "nope"))).isEqualTo("actions.labels");
    assertThat(rule(RULE.formatted("x").replace("finance", "nope"))).isEqualTo("actions.team");
    assertThat(rule(RULE.formatted("x").replace("\"position\":5", "\"position\":-1")))
        .isEqualTo("position");
  }

  private String rule(String body) {
    Answer answer = desk.post("amelie", "/v1/rules", body, Desk.key(Desk.newKey()));
    assertThat(answer.status()).isEqualTo(400);
    return answer.text("field");
  }
}
