package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AccountReport;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;
import relais.conversation.MessageTemplate.Quality;
import relais.conversation.MessageTemplate.State;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.Standings;
import relais.table.Table;
import relais.table.Templates;

/// What a provider tells about an account arrives, twice and in the wrong order.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountReportsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final InboxId INBOX = new InboxId("whatsapp-reports");

  private final AwsParts aws;
  private final Table table;

  AccountReportsTest(AwsParts aws) {
    this.aws = aws;
    this.table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
  }

  private static InboundItem report(AccountReport report, int second) {
    return new InboundItem.AccountReported(
        "whatsapp/account/reports/0123456789abcdef" + second,
        NOON.plusSeconds(600),
        INBOX,
        Channel.WHATSAPP,
        NOON.plusSeconds(second),
        report,
        "webhook/whatsapp/1");
  }

  @Test
  void reports_come_to_the_same_in_any_order_and_however_often() {
    Templates templates = new Templates(table);
    templates.replace(
        INBOX,
        List.of(
            new MessageTemplate(
                "7",
                "order_ready",
                "nl",
                "utility",
                State.APPROVED,
                Quality.HIGH,
                null,
                "Hoi",
                null,
                List.of(),
                Map.of(),
                null)),
        NOON);
    InboundItem paused =
        report(
            new AccountReport.TemplateChanged("7", "order_ready", "nl", State.PAUSED, null, null),
            20);
    InboundItem approved =
        report(
            new AccountReport.TemplateChanged("7", "order_ready", "nl", State.APPROVED, null, null),
            10);
    InboundItem rated = report(new AccountReport.NumberChanged(Quality.LOW, "TIER_250"), 5);
    InboundItem news =
        report(new AccountReport.News("account_update", "ACCOUNT_RESTRICTION", "x: y"), 6);
    assertThat(
            RulesFunction.handle(aws, List.of(paused, approved, paused, rated, news, rated, news))
                .getBatchItemFailures())
        .isEmpty();
    assertThat(templates.load(INBOX).templates().getFirst().state()).isEqualTo(State.PAUSED);
    Standings.Known known = new Standings(table).load(INBOX);
    assertThat(known.standing().quality()).isEqualTo(Quality.LOW);
    assertThat(known.standing().limit()).isEqualTo("TIER_250");
    assertThat(known.news()).hasSize(1);
  }
}
