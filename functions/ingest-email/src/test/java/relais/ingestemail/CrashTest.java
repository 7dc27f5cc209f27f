package relais.ingestemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.blobs.RawStore;
import relais.runtime.Environment;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.Message;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashTest {
  /// Two inboxes, for each a long body and two files; then both items at once.
  private static final int WRITES = 7;

  private static final int NO_CRASH = 0;
  private static final Map<String, Object> RECEIPT =
      Mails.receipt("crash", "support@harbourgoods.example", "sales@harbourgoods.example");

  private final AwsParts aws;

  CrashTest(AwsParts aws) {
    this.aws = aws;
  }

  /// What a run leaves behind.
  private record Left(List<String> items, Map<String, String> objects) {}

  private AwsParts world() {
    AwsParts parts = aws.fresh();
    new SettingsStore(new Table(parts.clients().dynamoDb(), parts.table("Table")))
        .saveAll(HarbourGoods.settings());
    String mail =
        new String(Mails.withFiles(2), StandardCharsets.UTF_8)
            .replace("See the files.", "long ".repeat(3000));
    new RawStore(parts.clients().s3(), parts.clients().presigner(), parts.bucket("RawBucket"))
        .putIfAbsent(
            "mail/crash", mail.getBytes(StandardCharsets.UTF_8), "message/rfc822", Map.of());
    return parts;
  }

  private static CrashAtWrite handle(AwsParts parts, int write, When when) {
    CrashAtWrite crash = new CrashAtWrite(write, when);
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(parts.environment("IngestEmailFunction")))
            .start()) {
      context.registerSingleton(ExecutionInterceptor.class, crash);
      new InboundMailHandler(context).execute(RECEIPT);
    }
    return crash;
  }

  private static Left left(AwsParts parts) {
    Map<String, String> objects = new TreeMap<>();
    String bucket = parts.bucket("FilesBucket");
    parts
        .clients()
        .s3()
        .listObjectsV2Paginator(list -> list.bucket(bucket))
        .contents()
        .forEach(
            object ->
                objects.put(
                    object.key(),
                    parts
                        .clients()
                        .s3()
                        .getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                        .asUtf8String()));
    return new Left(
        parts.take("InboundQueue").stream()
            .map(Message::body)
            // Each world stores its original at a time of its own.
            .map(body -> body.replaceAll("\"storedAt\":\"[^\"]*\"", ""))
            .sorted()
            .toList(),
        objects);
  }

  @Test
  void E14_a_mail_without_a_crash_is_written_in_as_many_steps_as_the_crashes_try() {
    AwsParts calm = world();
    assertThat(handle(calm, NO_CRASH, When.BEFORE).writes()).isEqualTo(WRITES);
    Left left = left(calm);
    assertThat(left.items()).hasSize(2);
    assertThat(left.objects()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "1, BEFORE",
    "2, BEFORE",
    "3, BEFORE",
    "4, BEFORE",
    "5, BEFORE",
    "6, BEFORE",
    "7, BEFORE",
    "7, AFTER"
  })
  void E14_after_a_crash_between_two_writes_the_second_try_leaves_what_one_try_leaves(
      int write, When when) {
    AwsParts calm = world();
    handle(calm, NO_CRASH, When.BEFORE);
    AwsParts broken = world();
    assertThatThrownBy(() -> handle(broken, write, when)).isInstanceOf(CrashAtWrite.Crash.class);
    handle(broken, NO_CRASH, When.BEFORE);
    assertThat(left(broken)).isEqualTo(left(calm));
  }
}
