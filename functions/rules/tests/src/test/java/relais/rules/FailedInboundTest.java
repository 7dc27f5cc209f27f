package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.RawStore;
import relais.conversation.InboundItem;
import relais.conversation.Postmark;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Health;
import relais.table.Quarantine;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailedInboundTest {
  private final AwsParts aws;
  private final Table table;

  FailedInboundTest(AwsParts parts) {
    aws = parts.fresh();
    table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
  }

  private void handle(SQSEvent event) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("QuarantineFunction")))
            .singletons(new GivenClock(new TestClock()))
            .start()) {
      assertThat(
              new FailedInboundHandler(context).handleRequest(event, null).getBatchItemFailures())
          .isEmpty();
    }
  }

  private List<InboundItem.Quarantined> kept() {
    return new Quarantine(table).page(null, 10).stream().map(Quarantine.Kept::item).toList();
  }

  @Test
  void a_mail_that_failed_again_and_again_is_kept_with_its_postmark_and_counts_as_a_failure() {
    InboundItem.Received mail =
        RulesFunction.mail("email/support/1", "jo@example.org", "A lamp", null, TestClock.START)
            .with(new Postmark(TestClock.START, 1, null));
    handle(RulesFunction.event(List.of(mail)));
    assertThat(kept())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.reason()).isEqualTo(InboundItem.Reason.PROCESSING_FAILED);
              assertThat(item.postmark()).isEqualTo(mail.postmark());
            });
    assertThat(new Health(table).load(TestClock.START))
        .isEqualTo(Map.of(HarbourGoods.SUPPORT_INBOX, new Health.Line(null, null, 1, null)));
  }

  @Test
  void what_is_no_item_at_all_is_stored_as_it_came_and_kept_once() {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("0a1b-2c3d");
    message.setBody("{\"kind\":\"of-next-year\"}");
    message.setAttributes(Map.of("MessageGroupId", "x"));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    handle(event);
    handle(event);
    assertThat(kept())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.reason()).isEqualTo(InboundItem.Reason.PROCESSING_FAILED);
              assertThat(item.rawKey()).isEqualTo("undelivered/0a1b-2c3d");
            });
    RawStore originals =
        new RawStore(aws.clients().s3(), aws.clients().presigner(), aws.bucket("RawBucket"));
    assertThat(originals.get("undelivered/0a1b-2c3d", 1000))
        .isInstanceOfSatisfying(
            RawStore.Original.Found.class,
            found ->
                assertThat(new String(found.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo(message.getBody()));
  }
}
