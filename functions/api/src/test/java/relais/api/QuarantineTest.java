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
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.Quarantine;
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
