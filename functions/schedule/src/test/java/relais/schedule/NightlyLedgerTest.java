package relais.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.RawStore;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.TestClock;
import relais.table.Ledger;
import relais.table.LedgerRun;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class NightlyLedgerTest {
  private final AwsParts aws;
  private final LocalDate stored;
  private final TestClock clock;
  private final ApplicationContext context;
  private final Ledger ledger;

  NightlyLedgerTest(AwsParts parts) {
    aws = parts.fresh();
    RawStore originals =
        new RawStore(aws.clients().s3(), aws.clients().presigner(), aws.bucket("RawBucket"));
    originals.putIfAbsent("mail/lost", new byte[] {1}, "message/rfc822", Map.of());
    stored =
        originals.page("mail/", "").getFirst().storedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    clock = new TestClock(at(stored.plusDays(1), 1, 59));
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("ScheduleFunction")))
            .singletons(new GivenClock(clock))
            .start();
    ledger = new Ledger(new Table(aws.clients().dynamoDb(), aws.table("Table")));
  }

  @AfterEach
  void close() {
    context.close();
  }

  private static Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).toInstant(ZoneOffset.UTC);
  }

  private String minute() {
    return new MinuteHandler(context).execute(Map.of());
  }

  @Test
  void after_two_the_ledger_of_the_last_week_is_drawn_up_once() {
    assertThat(minute()).endsWith("originals 0");
    assertThat(ledger.findRun()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(minute()).endsWith("originals 1");
    LedgerRun run = ledger.findRun().orElseThrow();
    assertThat(run.isFinished()).isTrue();
    assertThat(run.from()).isEqualTo(stored.minusDays(6));
    assertThat(run.to()).isEqualTo(stored);
    assertThat(run.startedBy()).isNull();
    assertThat(ledger.days(stored, stored).getFirst().balance().missing()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    assertThat(minute()).endsWith("originals 0");
    assertThat(ledger.findRun()).contains(run);
  }

  @Test
  void a_run_that_an_admin_began_is_finished_first() {
    clock.advance(Duration.ofHours(1));
    LocalDate old = stored.minusDays(20);
    ledger.begin(LedgerRun.begin(old, old, clock.instant(), "amelie"));
    minute();
    assertThat(ledger.findRun().map(LedgerRun::to)).contains(old);
    clock.advance(Duration.ofMinutes(1));
    minute();
    assertThat(ledger.findRun().map(LedgerRun::to)).contains(stored);
  }
}
