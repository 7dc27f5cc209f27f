package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.samples.Aws;
import relais.samples.AwsParts;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class InboxSettingsTest {
  private static final String PATH = "/v1/inboxes/support/settings";

  /// Everything changed at once; a test breaks one thing of it.
  private static final String SETTINGS =
      """
      {"name":"Help desk","team":"finance",
       "addresses":{"main":"desk@harbourgoods.example","aliases":["help@harbourgoods.example"]},
       "outgoing":{"senderName":"Harbour Goods Desk","replyAddresses":false,
         "signature":"<p onclick=\\"x()\\">Kind regards</p><script>x()</script>"},
       "policy":{"spam":"close","spamLabel":"urgent","admitsInfected":true},
       "hours":{"zone":"Europe/Amsterdam","holidays":["2026-12-25"],"week":[
         {"day":"monday","from":"09:00","until":"12:30"},
         {"day":"monday","from":"13:00","until":"00:00"}]},
       "acknowledgement":{"on":true,"fallback":"nl","perRecipient":3,"perInbox":50,
         "wordings":[{"language":"nl","open":"Dank u","closed":"Tot morgen"},
           {"language":"fr","open":"Merci","closed":null}]}}\
      """;

  private final AwsParts aws;
  private final Desk desk;

  InboxSettingsTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  private Answer put(String body, long version) {
    return desk.ask("amelie", "PUT", PATH, body, Map.of("If-Match", "\"" + version + "\""));
  }

  @Test
  void an_inbox_nobody_changed_says_what_it_does() {
    Answer answer = desk.get("amelie", PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.number("version")).isEqualTo(1);
    assertThat(answer.text("addresses.main")).isEqualTo("support@harbourgoods.example");
    assertThat(answer.list("addresses.aliases")).isEqualTo(List.of("help@harbourgoods.example"));
    assertThat(answer.at("hours")).isEqualTo(Answer.NONE);
    assertThat(answer.at("outgoing.signature")).isEqualTo(Answer.NONE);
    assertThat(answer.at("acknowledgement.on")).isEqualTo(false);
    assertThat(desk.get("amelie", "/v1/inboxes/whatsapp/settings").status()).isEqualTo(404);
    assertThat(desk.get("amelie", "/v1/inboxes/none/settings").status()).isEqualTo(404);
  }

  @Test
  void everything_can_be_set_and_what_could_do_harm_is_taken_out() {
    Answer answer = put(SETTINGS, 1);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.number("version")).isEqualTo(2);
    assertThat(answer.text("outgoing.signature")).isEqualTo("<p>Kind regards</p>");
    Map<String, Object> read = new HashMap<>(desk.get("amelie", PATH).json());
    assertThat(read).isEqualTo(answer.json());
    assertThat(answer.text("hours.week.1.until")).isEqualTo("00:00");
    assertThat(answer.text("acknowledgement.wordings.1.closed")).isEqualTo("Tot morgen");
  }

  @Test
  void what_was_read_before_somebody_elses_change_changes_nothing() {
    put(SETTINGS, 1);
    Answer answer = put(SETTINGS.replace("Help desk", "Mine"), 1);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("inbox-changed");
    assertThat(desk.get("amelie", PATH).text("name")).isEqualTo("Help desk");
  }

  @Test
  void an_address_belongs_to_one_inbox() {
    Answer taken = put(SETTINGS.replace("desk@harbour", "Sales@harbour"), 1);
    assertThat(taken.status()).isEqualTo(400);
    assertThat(taken.text("field")).isEqualTo("addresses.main");
    assertThat(taken.text("detail")).contains("\"Sales\"");
    Answer twice =
        desk.post(
            "amelie",
            "/v1/inboxes",
            "{\"name\":\"Two\",\"team\":\"sales\",\"address\":\"HELP@harbourgoods.example\"}",
            Desk.key(Desk.newKey()));
    assertThat(twice.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          "name":"Help desk" => "name":" " => name
          "team":"finance" => "team":"none" => team
          desk@harbourgoods.example => desk => addresses.main
          desk@harbourgoods.example => desk+1@harbourgoods.example => addresses.main
          help@harbourgoods.example => Desk@harbourgoods.example => addresses.aliases[0]
          "spamLabel":"urgent" => "spamLabel":"none" => policy.spamLabel
          "spam":"close" => "spam":"burn" => policy.spam
          Europe/Amsterdam => Europe/Atlantis => hours.zone
          "from":"13:00" => "from":"12:00" => hours.week
          "until":"12:30" => "until":"09:00" => hours.week[0].until
          "day":"monday","from":"09 => "day":"lundi","from":"09 => hours.week[0].day
          2026-12-25 => 25 December => hours.holidays[0]
          "fallback":"nl" => "fallback":"it" => acknowledgement.wordings
          "perRecipient":3 => "perRecipient":0 => acknowledgement.perRecipient
          "language":"fr" => "language":"nl" => acknowledgement.wordings[1].language
          "open":"Merci" => "open":" " => acknowledgement.wordings[1].open
          "open":"Merci" => "open":"{{agent.name}}" => acknowledgement.wordings[1].open
          "closed":"Tot morgen" => "closed":"{{kees}}" => acknowledgement.wordings[0].closed
          """)
  void what_is_not_right_is_named(String right, String wrong, String field) {
    assertThat(SETTINGS).contains(right);
    Answer answer = put(SETTINGS.replace(right, wrong), 1);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(desk.get("amelie", PATH).number("version")).isEqualTo(1);
  }

  @Test
  void a_new_inbox_is_created_once_and_receives() {
    String body =
        "{\"name\":\"Billing\",\"team\":\"finance\",\"address\":\"billing@harbourgoods.example\"}";
    Map<String, String> key = Desk.key(Desk.newKey());
    Answer created = desk.post("amelie", "/v1/inboxes", body, key);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("outgoing.senderName")).isEqualTo("Billing");
    assertThat(desk.post("amelie", "/v1/inboxes", body, key).json()).isEqualTo(created.json());
    assertThat(desk.get("amelie", "/v1/session").json().toString())
        .contains("billing@harbourgoods.example");
  }
}
