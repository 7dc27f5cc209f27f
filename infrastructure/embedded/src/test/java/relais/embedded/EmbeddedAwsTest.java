package relais.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedAwsTest {
  private static final Map<String, AttributeValue> ITEM =
      Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

  private static Template provisioned(EmbeddedAws aws) {
    Template template =
        Template.read(
            SmallTemplateTest.file(),
            aws.endpoints().places("t-"),
            Map.of("Domain", "relais.example"));
    Provisioning.everything(template, aws.clients());
    return template;
  }

  private static EmbeddedAws.Options keptIn(Path folder) {
    return new EmbeddedAws.Options(folder, 0, 0, 0, 0);
  }

  @Test
  void what_the_template_describes_is_there() {
    try (EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful())) {
      Template template = provisioned(aws);
      DescribeTableResponse table =
          aws.clients().dynamoDb().describeTable(request -> request.tableName("t-Table"));
      assertThat(table.table().globalSecondaryIndexes().getFirst().projection().nonKeyAttributes())
          .containsExactly("subject");
      assertThat(table.table().latestStreamArn()).contains("/stream/");
      assertThat(
              aws.clients()
                  .dynamoDb()
                  .describeTimeToLive(request -> request.tableName("t-Table"))
                  .timeToLiveDescription()
                  .timeToLiveStatus())
          .isEqualTo(TimeToLiveStatus.ENABLED);
      for (QueueDefinition queue : template.queues()) {
        assertThat(
                aws.clients()
                    .sqs()
                    .getQueueUrl(request -> request.queueName(queue.name()))
                    .queueUrl())
            .isEqualTo(queue.url());
      }
      assertThat(aws.clients().s3().listBuckets().buckets())
          .extracting("name")
          .contains("t-raw-bucket", "t-side-bucket");
    }
  }

  @Test
  void what_was_made_can_be_made_again_and_removed() {
    try (EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful())) {
      Template template = provisioned(aws);
      aws.clients().dynamoDb().putItem(request -> request.tableName("t-Table").item(ITEM));
      aws.clients()
          .s3()
          .putObject(
              request -> request.bucket("t-raw-bucket").key("mail/x"), RequestBody.fromString("x"));
      Provisioning.everything(template, aws.clients());
      assertThat(
              aws.clients()
                  .dynamoDb()
                  .getItem(request -> request.tableName("t-Table").key(ITEM))
                  .item())
          .isEqualTo(ITEM);
      Provisioning.nothing(template, aws.clients());
      assertThat(aws.clients().dynamoDb().listTables().tableNames()).isEmpty();
      assertThat(aws.clients().sqs().listQueues().queueUrls()).isEmpty();
      assertThat(aws.clients().s3().listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void an_object_is_written_only_once_when_that_is_asked() {
    try (EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful())) {
      provisioned(aws);
      aws.clients()
          .s3()
          .putObject(
              request -> request.bucket("t-raw-bucket").key("k").ifNoneMatch("*"),
              RequestBody.fromString("first"));
      assertThatThrownBy(
              () ->
                  aws.clients()
                      .s3()
                      .putObject(
                          request -> request.bucket("t-raw-bucket").key("k").ifNoneMatch("*"),
                          RequestBody.fromString("second")))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(412));
    }
  }

  @Test
  void a_message_without_group_is_refused_by_a_queue_that_keeps_order() {
    try (EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful())) {
      Template template = provisioned(aws);
      assertThatThrownBy(
              () ->
                  aws.clients()
                      .sqs()
                      .sendMessage(
                          request ->
                              request
                                  .queueUrl(template.queue("WorkQueue").url())
                                  .messageBody("{}")))
          .isInstanceOf(SqsException.class);
    }
  }

  @Test
  void everything_survives_a_restart_in_the_same_folder(@TempDir Path folder) {
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      Template template = provisioned(aws);
      aws.clients().dynamoDb().putItem(request -> request.tableName("t-Table").item(ITEM));
      aws.clients()
          .s3()
          .putObject(
              request -> request.bucket("t-raw-bucket").key("mail/x"), RequestBody.fromString("x"));
      aws.clients()
          .sqs()
          .sendMessage(
              request ->
                  request
                      .queueUrl(template.queue("WorkQueue").url())
                      .messageGroupId("g")
                      .messageDeduplicationId("d")
                      .messageBody("{}"));
      aws.clients()
          .ssm()
          .putParameter(
              request ->
                  request
                      .name("/relais/channels/whatsapp")
                      .type(ParameterType.SECURE_STRING)
                      .value("secret"));
    }
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      Template template = provisioned(aws);
      assertThat(
              aws.clients()
                  .dynamoDb()
                  .getItem(request -> request.tableName("t-Table").key(ITEM))
                  .item())
          .isEqualTo(ITEM);
      assertThat(
              aws.clients()
                  .s3()
                  .getObjectAsBytes(request -> request.bucket("t-raw-bucket").key("mail/x"))
                  .asUtf8String())
          .isEqualTo("x");
      assertThat(
              aws.clients()
                  .sqs()
                  .receiveMessage(
                      request ->
                          request.queueUrl(template.queue("WorkQueue").url()).waitTimeSeconds(5))
                  .messages())
          .extracting(Message::body)
          .containsExactly("{}");
      assertThat(
              aws.clients()
                  .ssm()
                  .getParametersByPath(request -> request.path("/relais/channels"))
                  .parameters())
          .extracting("name", "value")
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("/relais/channels/whatsapp", "secret"));
      assertThatThrownBy(
              () -> aws.clients().ssm().getParameter(request -> request.name("/relais/none")))
          .isInstanceOf(ParameterNotFoundException.class);
    }
  }

  @Test
  void the_ends_of_streams_and_shards_are_found_by_an_index(@TempDir Path folder) throws Exception {
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      provisioned(aws);
    }
    SQLiteConnection database =
        new SQLiteConnection(
            folder.resolve("dynamodb").resolve("shared-local-instance.db").toFile());
    try {
      database.openReadonly();
      assertThat(plan(database, "SELECT MIN(SequenceNumber) FROM us WHERE StreamID = ?"))
          .contains("us_by_stream");
      assertThat(
              plan(
                  database,
                  "SELECT SequenceNumber FROM us WHERE ShardID = ?"
                      + " ORDER BY SequenceNumber DESC LIMIT 1"))
          .contains("us_by_shard");
    } finally {
      database.dispose();
    }
  }

  private static String plan(SQLiteConnection database, String question) throws SQLiteException {
    SQLiteStatement plan = database.prepare("EXPLAIN QUERY PLAN " + question);
    assertThat(plan.step()).isTrue();
    return plan.columnString(3);
  }

  @Test
  void a_stream_goes_on_after_the_tables_rested_for_days(@TempDir Path folder) throws Exception {
    List<String> before;
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      provisioned(aws);
      aws.clients().dynamoDb().putItem(request -> request.tableName("t-Table").item(ITEM));
      before = changesAfter(aws, null);
    }
    inTables(folder, "UPDATE us SET CreationDateTime = 1700000000000");
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      assertThat(changesAfter(aws, null)).as("may be unread").isEqualTo(before);
      aws.clients().dynamoDb().deleteItem(request -> request.tableName("t-Table").key(ITEM));
      assertThat(changesAfter(aws, before.getLast())).hasSize(1);
    }
  }

  @Test
  void a_stream_goes_on_from_where_it_began_when_nothing_has_changed_since(@TempDir Path folder)
      throws Exception {
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      provisioned(aws);
    }
    inTables(folder, "UPDATE ss SET InitialSequenceNumberStart = 1000");
    try (EmbeddedAws aws = EmbeddedAws.start(keptIn(folder))) {
      aws.clients().dynamoDb().putItem(request -> request.tableName("t-Table").item(ITEM));
      assertThat(changesAfter(aws, null)).hasSize(1);
    }
  }

  private static void inTables(Path folder, String statement) throws SQLiteException {
    SQLiteConnection database =
        new SQLiteConnection(
            folder.resolve("dynamodb").resolve("shared-local-instance.db").toFile());
    try {
      database.open(false).exec(statement);
    } finally {
      database.dispose();
    }
  }

  /// @param after the change to begin after, null for the first that is known
  private static List<String> changesAfter(EmbeddedAws aws, @Nullable String after) {
    DynamoDbStreamsClient streams = aws.clients().streams();
    String arn =
        aws.clients()
            .dynamoDb()
            .describeTable(request -> request.tableName("t-Table"))
            .table()
            .latestStreamArn();
    String shard =
        streams
            .describeStream(request -> request.streamArn(arn))
            .streamDescription()
            .shards()
            .getLast()
            .shardId();
    String iterator =
        streams
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(shard)
                        .shardIteratorType(
                            after == null
                                ? ShardIteratorType.TRIM_HORIZON
                                : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(after))
            .shardIterator();
    return streams.getRecords(request -> request.shardIterator(iterator)).records().stream()
        .map(change -> change.dynamodb().sequenceNumber())
        .toList();
  }

  @Test
  void a_folder_in_use_is_refused_and_free_again_after_closing(@TempDir Path folder)
      throws IOException {
    EmbeddedAws.start(keptIn(folder)).close();
    Path messages = folder.resolve("sqs").resolve("messages.mv.db");
    try (FileChannel channel = FileChannel.open(messages, StandardOpenOption.WRITE)) {
      // As another process would: fails when closing left the file locked.
      try (FileLock lock = channel.lock()) {
        assertThat(lock.isValid()).isTrue();
        assertThatThrownBy(() -> EmbeddedAws.start(keptIn(folder)))
            .hasMessageContaining("is in use. Stop the other system");
      }
    }
    EmbeddedAws.start(keptIn(folder)).close();
  }

  @Test
  void no_thread_that_keeps_the_machine_alive_is_left_behind() throws InterruptedException {
    Set<Thread> before = threadsThatHoldTheMachine();
    EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful());
    provisioned(aws);
    aws.close();
    Set<Thread> left = threadsThatHoldTheMachine();
    left.removeAll(before);
    for (Thread thread : left) {
      assertThat(thread.join(Duration.ofSeconds(5))).as("%s ends", thread).isTrue();
    }
  }

  private static Set<Thread> threadsThatHoldTheMachine() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> thread.isDaemon());
    return threads;
  }
}
