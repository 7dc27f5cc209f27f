package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.conversation.InboxId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.Chats;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SitesTest {
  private static final String CHAT =
      """
      {"name":"Chat","team":"support","origins":["https://shop.example"],"accent":"#224466",
       "fallback":"en","texts":[{"language":"en","title":"Shop","greeting":"Hello","away":"Later"}],
       "asksName":"required","asksEmail":"optional","hours":null,"mail":"support"}\
      """;
  private static final String FORM =
      """
      {"name":"Form","mail":"sales","origins":[],"accent":"#224466","fallback":"en",
       "texts":[{"language":"en","title":"Write","intro":"","thanks":"Thanks"}],
       "fields":[{"name":"about","label":"About","kind":"choice","required":true,"options":["a","b"]}],
       "takesFiles":true}\
      """;

  private final AwsParts aws;
  private final Desk desk;

  SitesTest(AwsParts parts) {
    aws = parts.fresh();
    desk = Desk.open(aws);
  }

  @AfterAll
  void close() {
    desk.close();
    aws.close();
  }

  @Test
  void a_chat_is_created_once_changed_as_it_was_read_and_shown_as_it_was_saved() {
    Map<String, String> key = Desk.key(Desk.newKey());
    String wish = "{\"name\":\"Shop chat\",\"team\":\"support\",\"mail\":\"support\"}";
    String id = desk.post("amelie", "/v1/inboxes/chats", wish, key).text("id");
    assertThat(desk.post("amelie", "/v1/inboxes/chats", wish, key).text("id")).isEqualTo(id);
    String path = "/v1/inboxes/" + id + "/chat";
    Answer saved = desk.ask("amelie", "PUT", path, CHAT, Map.of("If-Match", "1"));
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.text("ink")).isEqualTo("#ffffff");
    Answer shown = desk.get("amelie", path);
    assertThat(shown.text("version")).isEqualTo("2");
    assertThat(shown.text("origins.0")).isEqualTo("https://shop.example");
    assertThat(shown.text("asksName")).isEqualTo("required");
    assertThat(shown.text("mail")).isEqualTo("support");
    assertThat(desk.ask("amelie", "PUT", path, CHAT, Map.of("If-Match", "1")).status())
        .isEqualTo(409);
  }

  @Test
  void a_form_works_in_the_team_of_its_inbox_for_mail() {
    String id =
        desk.post(
                "amelie",
                "/v1/inboxes/forms",
                "{\"name\":\"Form\",\"team\":\"support\",\"mail\":\"support\"}",
                Desk.key(Desk.newKey()))
            .text("id");
    String path = "/v1/inboxes/" + id + "/form";
    assertThat(desk.ask("amelie", "PUT", path, FORM, Map.of("If-Match", "1")).status())
        .isEqualTo(200);
    assertThat(desk.get("amelie", path).text("fields.0.options.1")).isEqualTo("b");
    assertThat(
            desk.part(relais.table.SettingsStore.class)
                .load()
                .findForm(new InboxId(id))
                .orElseThrow()
                .team()
                .value())
        .isEqualTo("sales");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://shop.example | * | origins[0]",
        "https://shop.example | http://shop.example | origins[0]",
        "#224466 | #ffff00 | accent",
        "#224466 | red;} | accent",
        "\"fallback\":\"en\" | \"fallback\":\"fr\" | fallback",
        "\"mail\":\"support\" | \"mail\":\"whatsapp\" | mail",
        "\"required\" | \"always\" | asksName"
      })
  void what_is_wrong_is_named(String right, String wrong, String field) {
    String id =
        desk.post(
                "amelie",
                "/v1/inboxes/chats",
                "{\"name\":\"Chat\",\"team\":\"support\"}",
                Desk.key(Desk.newKey()))
            .text("id");
    Answer refused =
        desk.ask(
            "amelie",
            "PUT",
            "/v1/inboxes/" + id + "/chat",
            CHAT.replace(right, wrong),
            Map.of("If-Match", "1"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo(field);
  }

  @Test
  void the_secret_for_the_site_is_another_each_time_and_shown_nowhere_else() {
    String id =
        desk.post(
                "amelie",
                "/v1/inboxes/chats",
                "{\"name\":\"Chat\",\"team\":\"support\"}",
                Desk.key(Desk.newKey()))
            .text("id");
    String path = "/v1/inboxes/" + id + "/chat";
    String first = desk.post("amelie", path + "/secret", "{}", Map.of()).text("secret");
    String tokenKey = desk.part(Chats.class).findKeys(new InboxId(id)).orElseThrow().tokenKey();
    String second = desk.post("amelie", path + "/secret", "{}", Map.of()).text("secret");
    assertThat(first).hasSize(64).isNotEqualTo(second);
    assertThat(desk.part(Chats.class).findKeys(new InboxId(id)))
        .hasValueSatisfying(
            keys -> {
              assertThat(keys.identitySecret()).isEqualTo(second);
              assertThat(keys.tokenKey()).as("visitors stay known").isEqualTo(tokenKey);
            });
    assertThat(desk.get("amelie", path).toString()).doesNotContain(second);
  }
}
