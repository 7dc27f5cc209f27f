package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.InboundItem;
import relais.conversation.TokenLife;
import relais.runtime.InboundItemJson;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Health;
import relais.table.Table;
import software.amazon.awssdk.core.sync.RequestBody;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerTest {
  private static final String MAIL =
      """
      Return-Path: <jo@example.org>
      Received: by inbound-smtp.example for support@harbourgoods.example;
      X-SES-Spam-Verdict: PASS
      X-SES-Virus-Verdict: PASS
      From: Jo <jo@example.org>
      To: everybody@example.org
      Subject: Hello
      Message-ID: <hello@example.org>

      Is anybody there?
      """;

  private final AwsParts aws;
  private final Desk desk;
  private final String day;

  LedgerTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
    store("lost", MAIL);
    Instant storedAt =
        aws.clients()
            .s3()
            .headObject(head -> head.bucket(aws.bucket("RawBucket")).key("mail/lost"))
            .lastModified();
    day = LocalDate.ofInstant(storedAt, ZoneOffset.UTC).toString();
    // The bucket's clock is the machine's; a run at the desk comes an hour behind it, or later.
    Duration behind = Duration.between(desk.clock().instant(), storedAt.plus(Duration.ofHours(1)));
    if (behind.isPositive()) {
      desk.clock().advance(behind);
    }
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  private void store(String name, String mail) {
    aws.clients()
        .s3()
        .putObject(
            put -> put.bucket(aws.bucket("RawBucket")).key("mail/" + name),
            RequestBody.fromString(mail));
  }

  private Answer run() {
    return desk.post(
        "amelie",
        "/v1/ledger/runs",
        "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(day, day),
        Map.of());
  }

  private Answer ledger() {
    return desk.get("amelie", "/v1/ledger?from=%s&to=%s".formatted(day, day));
  }

  private Answer takeIn(String key) {
    return desk.post(
        "amelie",
        "/v1/ledger/missing/retry",
        "{\"from\":\"%s\",\"to\":\"%s\",\"key\":%s}".formatted(day, day, key),
        Map.of());
  }

  @Test
  void before_the_first_run_there_is_nothing_to_show() {
    Answer answer = ledger();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.list("days")).isEmpty();
    assertThat(answer.at("run")).isEqualTo(Answer.NONE);
  }

  @Test
  void a_run_names_what_is_missing_and_why() {
    Answer run = run();
    assertThat(run.status()).isEqualTo(202);
    assertThat(run.number("listed")).isEqualTo(1);
    assertThat(run.at("finishedAt")).isNotEqualTo(Answer.NONE);
    Answer ledger = ledger();
    assertThat(ledger.number("days.0.received")).isEqualTo(1);
    assertThat(ledger.number("days.0.missing")).isEqualTo(1);
    assertThat(ledger.text("missing.0.key")).isEqualTo("mail/lost");
    assertThat(ledger.text("missing.0.why")).isEqualTo("never-read");
  }

  @Test
  void what_is_missing_is_taken_in_under_the_name_it_would_have_had_and_once() {
    run();
    Answer taken = takeIn("null");
    assertThat(taken.status()).isEqualTo(202);
    assertThat(taken.number("taken")).isEqualTo(1);
    assertThat(taken.number("failed")).isZero();
    assertThat(takeIn("null").number("taken")).isZero();
    assertThat(ledger().list("missing")).isEmpty();
    List<InboundItem> items =
        aws.take("InboundQueue").stream().map(sent -> InboundItemJson.read(sent.body())).toList();
    assertThat(items)
        .singleElement()
        .isInstanceOfSatisfying(
            InboundItem.Received.class,
            item -> {
              assertThat(item.source()).isEqualTo("email/support/lost");
              assertThat(item.inbox()).isEqualTo(HarbourGoods.SUPPORT_INBOX);
              assertThat(item.verdicts()).isNotNull();
              assertThat(item.body().text()).contains("Is anybody there?");
            });
  }

  @Test
  void one_of_them_can_be_taken_in_alone() {
    store("other", MAIL.replace("hello@", "other@"));
    run();
    assertThat(takeIn("\"mail/other\"").number("taken")).isEqualTo(1);
    assertThat(ledger().text("missing.0.key")).isEqualTo("mail/lost");
    assertThat(aws.take("InboundQueue")).hasSize(1);
  }

  @Test
  void a_period_is_checked() {
    assertThat(desk.get("amelie", "/v1/ledger?from=yesterday").text("field")).isEqualTo("from");
    assertThat(desk.get("amelie", "/v1/ledger?from=2026-11-02&to=2026-11-01").text("field"))
        .isEqualTo("from");
    LocalDate first = LocalDate.parse("2026-10-01");
    assertThat(
            desk.get("amelie", "/v1/ledger?from=%s&to=%s".formatted(first, first.plusDays(31)))
                .text("field"))
        .isEqualTo("from");
    assertThat(
            desk.get("amelie", "/v1/ledger?from=%s&to=%s".formatted(first, first.plusDays(30)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void the_inboxes_show_how_they_are_doing() {
    Health health = new Health(desk.part(Table.class));
    health.cameIn(HarbourGoods.SALES_INBOX, desk.clock().instant());
    health.failed(HarbourGoods.SALES_INBOX, desk.clock().instant(), "m1");
    Answer inboxes = desk.get("amelie", "/v1/inboxes");
    for (int i = 0; i < inboxes.list("items").size(); i++) {
      String at = "items." + i + ".";
      boolean sales = inboxes.text(at + "id").equals("sales");
      assertThat(inboxes.number(at + "failures")).isEqualTo(sales ? 1 : 0);
      assertThat(inboxes.at(at + "lastIn").equals(Answer.NONE)).isEqualTo(!sales);
      assertThat(inboxes.at(at + "policy").equals(Answer.NONE))
          .isEqualTo(inboxes.text(at + "channel").equals("whatsapp"));
    }
  }

  @Test
  void an_inbox_shows_what_became_of_prolonging_its_token() {
    Health health = new Health(desk.part(Table.class));
    Instant now = desk.clock().instant();
    Health.TokenDue due =
        health.takeTokenDue(HarbourGoods.WHATSAPP_INBOX, now, now.plusSeconds(60)).orElseThrow();
    assertThat(health.takeTokenDue(HarbourGoods.WHATSAPP_INBOX, now, now.plusSeconds(60)))
        .isEmpty();
    Instant end = now.plus(Duration.ofDays(20));
    tell(health, due, new TokenLife(true, end, new TokenLife.Prolonging(now, true)));
    assertThat(token("state")).isEqualTo("ends-soon");
    assertThat(token("endsAt")).isEqualTo(end.toString());
    assertThat(token("prolonging.refused")).isEqualTo(true);
    assertThat(token("prolonging.lastAt")).isEqualTo(now.toString());
    tell(health, due, new TokenLife(true, null, new TokenLife.Prolonging(null, false)));
    assertThat(token("state")).isEqualTo("lasts");
    assertThat(token("endsAt")).isEqualTo(Answer.NONE);
    assertThat(token("prolonging.lastAt")).isEqualTo(Answer.NONE);
    tell(health, due, new TokenLife(true, null));
    assertThat(token("prolonging")).isEqualTo(Answer.NONE);
  }

  private Object token(String what) {
    Answer inboxes = desk.get("amelie", "/v1/inboxes");
    for (int i = 0; i < inboxes.list("items").size(); i++) {
      if (inboxes.text("items." + i + ".id").equals(HarbourGoods.WHATSAPP_INBOX.value())) {
        return inboxes.at("items." + i + ".token." + what);
      }
    }
    throw new AssertionError("There is no such inbox");
  }

  private static void tell(Health health, Health.TokenDue due, TokenLife life) {
    health.tokenTold(HarbourGoods.WHATSAPP_INBOX, due, life, Instant.EPOCH);
  }
}
