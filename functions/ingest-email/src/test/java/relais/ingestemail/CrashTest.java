package relais.ingestemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.runtime.Fields;
import relais.runtime.InboundQueue;
import relais.runtime.Metrics;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.model.Message;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashTest {
  /// Two inboxes, each with a long body and two files: three writes each, then the queue.
  private static final int WRITES = 6;

  private static final List<SesReceipt> RECEIPTS =
      SesReceipt.allOf(
          Fields.of(
              Mails.receipt(
                  "crash", "support@harbourgoods.example", "sales@harbourgoods.example")));

  private final AwsParts aws;

  CrashTest(AwsParts aws) {
    this.aws = aws;
  }

  private record World(AwsParts parts) {
    static World with(AwsParts parts) {
      new SettingsStore(new Table(parts.clients().dynamoDb(), parts.table("Table")))
          .saveAll(HarbourGoods.settings());
      String large = "long ".repeat(3000);
      String mail =
          new String(Mails.withFiles(2), StandardCharsets.UTF_8).replace("See the files.", large);
      new RawStore(parts.clients().s3(), parts.clients().presigner(), parts.bucket("RawBucket"))
          .putIfAbsent(
              "mail/crash", mail.getBytes(StandardCharsets.UTF_8), "message/rfc822", Map.of());
      return new World(parts);
    }

    void ingest(int writes, String queueUrl) {
      S3Client s3 = new FailingS3(parts.clients().s3(), writes);
      IngestMail ingestMail =
          new IngestMail(
              new SettingsStore(new Table(parts.clients().dynamoDb(), parts.table("Table"))),
              new RawStore(s3, parts.clients().presigner(), parts.bucket("RawBucket")),
              new FileStore(s3, parts.clients().presigner(), parts.bucket("FilesBucket")),
              new InboundQueue(parts.clients().sqs(), queueUrl),
              new Metrics(InstantSource.system(), line -> {}));
      RECEIPTS.forEach(ingestMail::ingest);
    }

    String queueUrl() {
      return parts.queueUrl("InboundQueue");
    }

    List<String> items() {
      return parts.take("InboundQueue").stream().map(Message::body).sorted().toList();
    }

    Map<String, String> objects() {
      Map<String, String> objects = new TreeMap<>();
      parts
          .clients()
          .s3()
          .listObjectsV2Paginator(list -> list.bucket(parts.bucket("FilesBucket")))
          .contents()
          .forEach(
              object ->
                  objects.put(
                      object.key(),
                      parts
                          .clients()
                          .s3()
                          .getObjectAsBytes(
                              get -> get.bucket(parts.bucket("FilesBucket")).key(object.key()))
                          .asUtf8String()));
      return objects;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void E14_after_a_crash_between_two_writes_the_second_try_leaves_what_one_try_leaves(int writes) {
    World calm = World.with(aws.fresh());
    calm.ingest(WRITES, calm.queueUrl());
    World broken = World.with(aws.fresh());
    assertThatThrownBy(() -> broken.ingest(writes, broken.queueUrl()))
        .isInstanceOf(SdkClientException.class);
    assertThat(broken.items()).isEmpty();
    broken.ingest(WRITES, broken.queueUrl());

    assertThat(broken.objects()).hasSize(WRITES).isEqualTo(calm.objects());
    assertThat(broken.items()).hasSize(2).isEqualTo(calm.items());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void E14_after_a_crash_before_or_behind_the_queue_the_second_try_leaves_what_one_try_leaves(
      int tries) {
    World calm = World.with(aws.fresh());
    calm.ingest(WRITES, calm.queueUrl());
    World broken = World.with(aws.fresh());
    assertThatThrownBy(() -> broken.ingest(WRITES, broken.queueUrl() + "-gone"))
        .isInstanceOf(RuntimeException.class);
    for (int i = 0; i < tries; i++) {
      broken.ingest(WRITES, broken.queueUrl());
    }
    assertThat(broken.objects()).isEqualTo(calm.objects());
    assertThat(broken.items()).hasSize(2).isEqualTo(calm.items());
  }
}
