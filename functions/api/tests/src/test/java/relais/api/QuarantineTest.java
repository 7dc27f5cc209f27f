package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AccentColour;
import relais.conversation.Channel;
import relais.conversation.FormSettings;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.TeamId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.Quarantine;
import relais.table.SettingsStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuarantineTest {
  private static final String MAIL =
      """
      From: Jo <jo@example.org>
      To: nobody@harbourgoods.example
      Subject: Hello
      Message-ID: <hello@example.org>

      Is anybody there?
      """;

  private final AwsParts aws;
  private final Desk desk;

  QuarantineTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  private String keep(String name, String mail, @Nullable String to) {
    return keep("quarantine/mail/" + name, name, mail, to);
  }

  private String keep(String source, String name, String mail, @Nullable String to) {
    aws.clients()
        .s3()
        .putObject(
            put -> put.bucket(aws.bucket("RawBucket")).key("mail/" + name),
            RequestBody.fromString(mail));
    desk.part(Quarantine.class)
        .keep(
            new InboundItem.Quarantined(
                source,
                desk.clock().instant(),
                Channel.EMAIL,
                InboundItem.Reason.UNROUTED,
                "No inbox has this address.",
                (InboxId) null,
                "jo@example.org",
                to,
                "mail/" + name,
                mail.getBytes(StandardCharsets.UTF_8).length));
    return desk.get("amelie", "/v1/quarantine").text("items.0.id");
  }

  private String keep(Channel channel, InboxId inbox, String rawKey, String original) {
    aws.clients()
        .s3()
        .putObject(
            put -> put.bucket(aws.bucket("RawBucket")).key(rawKey),
            RequestBody.fromString(original));
    desk.part(Quarantine.class)
        .keep(
            new InboundItem.Quarantined(
                "quarantine/" + rawKey,
                desk.clock().instant(),
                channel,
                InboundItem.Reason.SPAM,
                "It was set aside.",
                inbox,
                null,
                null,
                rawKey,
                original.length()));
    return desk.get("amelie", "/v1/quarantine").text("items.0.id");
  }

  private Answer retry(String id, String key, String body) {
    return desk.post("amelie", "/v1/quarantine/" + id + "/retry", body, Desk.key(key));
  }

  @Test
  void an_item_is_listed_with_its_reason() {
    keep("one", MAIL, "nobody@harbourgoods.example");
    Answer page = desk.get("amelie", "/v1/quarantine");
    assertThat(page.text("items.0.reason")).isEqualTo("unrouted");
    assertThat(page.text("items.0.to")).isEqualTo("nobody@harbourgoods.example");
    assertThat(page.at("items.0.inbox")).isEqualTo(Answer.NONE);
    assertThat(page.at("next")).isEqualTo(Answer.NONE);
    assertThat(desk.get("amelie", "/v1/counts").number("quarantine")).isEqualTo(1);
    assertThat(desk.get("marco", "/v1/counts").number("quarantine")).isEqualTo(0);
  }

  @Test
  void a_retry_sends_the_mail_into_the_chosen_inbox_once() {
    String id = keep("two", MAIL, "nobody@harbourgoods.example");
    assertThat(retry(id, "k0", "{\"inbox\":null}").text("field")).isEqualTo("inbox");
    assertThat(retry(id, "k1", "{\"inbox\":\"sales\"}").status()).isEqualTo(202);
    assertThat(retry(id, "k1", "{\"inbox\":\"sales\"}").status()).isEqualTo(202);
    assertThat(retry(id, "k2", "{\"inbox\":\"sales\"}").status()).isEqualTo(404);
    List<Message> queued = aws.take("InboundQueue");
    assertThat(queued).hasSize(1);
    assertThat(queued.getFirst().body())
        .contains("email/sales/two", "Is anybody there?", "jo@example.org");
    assertThat(desk.get("amelie", "/v1/quarantine").list("items")).isEmpty();
    assertThat(desk.get("amelie", "/v1/counts").number("quarantine")).isEqualTo(0);
  }

  @Test
  void without_a_choice_the_address_decides_as_it_is_now() {
    String id = keep("three", MAIL, "help@harbourgoods.example");
    assertThat(retry(id, "k", "{\"inbox\":null}").status()).isEqualTo(202);
    assertThat(aws.take("InboundQueue").getFirst().body()).contains("email/support/three");
  }

  @Test
  void what_comes_out_is_not_taken_for_what_went_in() {
    String id = keep("email/support/six", "six", MAIL, "help@harbourgoods.example");
    assertThat(retry(id, "k", "{\"inbox\":null}").status()).isEqualTo(202);
    assertThat(aws.take("InboundQueue").getFirst().body()).contains("again/email/support/six");
  }

  @Test
  void a_mail_with_a_virus_stays() {
    String id = keep("seven", "X-SES-Virus-Verdict: FAIL\n" + MAIL, "help@harbourgoods.example");
    assertThat(retry(id, "k", "{\"inbox\":null}").code()).isEqualTo("not-repeatable");
    assertThat(aws.take("InboundQueue")).isEmpty();
  }

  @Test
  void what_still_cannot_be_read_stays() {
    String id = keep("four", " \n", "help@harbourgoods.example");
    Answer answer = retry(id, "k", "{\"inbox\":null}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("not-repeatable");
    assertThat(desk.get("amelie", "/v1/quarantine").list("items")).hasSize(1);
    assertThat(aws.take("InboundQueue")).isEmpty();
  }

  @Test
  void what_a_bot_was_told_goes_to_the_inbox_at_whose_address_it_came() {
    InboxId bot = new InboxId("bot");
    desk.part(SettingsStore.class)
        .save(
            new Inbox.Connected(
                bot, "Bot", new TeamId("support"), Channel.of("telegram"), "42", "@harbour"));
    String id =
        keep(
            Channel.of("telegram"),
            bot,
            "webhook/telegram/2026-11-24/x",
            """
            {"update_id":7,"message":{"message_id":8,"date":1764000000,"text":"Ahoy",
             "from":{"id":5,"is_bot":false,"first_name":"Jo"},"chat":{"id":5,"type":"private"}}}
            """);
    assertThat(retry(id, "k", "{\"inbox\":null}").status()).isEqualTo(202);
    assertThat(aws.take("InboundQueue").getFirst().body()).contains("Ahoy", "\"bot\"");
  }

  @Test
  void a_form_that_no_machine_filled_in_comes_with_its_files() {
    InboxId contact = new InboxId("contact");
    desk.part(SettingsStore.class)
        .save(
            new Inbox.Form(
                contact,
                "Contact",
                new TeamId("support"),
                new FormSettings(
                    new InboxId("support"),
                    List.of(),
                    AccentColour.USUAL,
                    Language.ENGLISH,
                    Map.of(),
                    List.of(),
                    true)));
    StringBuilder body = new StringBuilder();
    Map.of(
            "submission", "0a".repeat(16),
            "website", "https://jo.example",
            "name", "Jo",
            "email", "jo@example.org",
            "subject", "Lamp",
            "message", "It is broken.")
        .forEach(
            (name, value) ->
                body.append(
                    "--xyz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(name, value)));
    body.append("--xyz\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n")
        .append("Content-Type: text/plain\r\n\r\nhi\r\n--xyz--\r\n");
    String entity =
        "Content-Type: multipart/form-data; boundary=xyz\r\n\r\n".concat(body.toString());
    String id = keep(Channel.FORM, contact, "form/contact/2026-11-24/x", entity);
    assertThat(retry(id, "k", "{\"inbox\":null}").status()).isEqualTo(202);
    assertThat(aws.take("InboundQueue").getFirst().body()).contains("It is broken.", "a.txt");
    assertThat(
            aws.clients()
                .s3()
                .listObjectsV2(
                    list -> list.bucket(aws.bucket("FilesBucket")).prefix("attachments/"))
                .contents())
        .singleElement()
        .satisfies(file -> assertThat(file.size()).isEqualTo(2));
  }

  @Test
  void dismissing_takes_it_off_the_list_and_leaves_the_original() {
    String id = keep("five", MAIL, null);
    assertThat(desk.ask("amelie", "DELETE", "/v1/quarantine/" + id, null, Map.of()).status())
        .isEqualTo(204);
    assertThat(desk.get("amelie", "/v1/quarantine").list("items")).isEmpty();
    assertThat(
            aws.clients()
                .s3()
                .headObject(head -> head.bucket(aws.bucket("RawBucket")).key("mail/five"))
                .contentLength())
        .isPositive();
  }
}
