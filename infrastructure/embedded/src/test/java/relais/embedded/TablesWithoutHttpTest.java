package relais.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The tables are asked directly here and over HTTP there: both are the same tables, and fail
/// alike.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TablesWithoutHttpTest {
  private static final String TABLE = "t-Table";
  private static final Map<String, AttributeValue> ITEM =
      Map.of(
          "pk", AttributeValue.fromS("a"),
          "sk", AttributeValue.fromS("b"),
          "many", AttributeValue.fromL(List.of()),
          "number", AttributeValue.fromN("7"));
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

  private static EmbeddedAws aws;
  private static AwsClients overHttp;

  @BeforeAll
  static void start() {
    aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful());
    overHttp = new AwsClients(aws.endpoints());
    Template template =
        Template.read(
            SmallTemplateTest.file(),
            aws.endpoints().places("t-"),
            Map.of("Domain", "relais.example"));
    Provisioning.everything(template, aws.clients());
    aws.clients().dynamoDb().putItem(request -> request.tableName(TABLE).item(ITEM));
  }

  @AfterAll
  static void stop() {
    overHttp.close();
    aws.close();
  }

  @Test
  void what_is_written_on_one_side_is_read_on_the_other() {
    for (AwsClients clients : both()) {
      GetItemResponse found =
          clients.dynamoDb().getItem(request -> request.tableName(TABLE).key(KEY));
      assertThat(found.item()).isEqualTo(ITEM);
      GetItemResponse missing =
          clients
              .dynamoDb()
              .getItem(
                  request ->
                      request
                          .tableName(TABLE)
                          .key(Map.of("pk", KEY.get("sk"), "sk", KEY.get("pk"))));
      assertThat(missing.hasItem()).isFalse();
    }
  }

  @Test
  void a_refused_condition_fails_alike() {
    failsAlike(
        tables ->
            tables.putItem(
                request ->
                    request
                        .tableName(TABLE)
                        .item(ITEM)
                        .conditionExpression("attribute_not_exists(pk)")));
  }

  @Test
  void a_refused_transaction_names_the_same_reasons() {
    Consumer<DynamoDbClient> write =
        tables ->
            tables.transactWriteItems(
                request -> request.transactItems(putIfAbsent("b"), putIfAbsent("a")));
    failsAlike(write);
    for (AwsClients clients : both()) {
      assertThat(
              catchThrowableOfType(
                      TransactionCanceledException.class, () -> write.accept(clients.dynamoDb()))
                  .cancellationReasons())
          .extracting(CancellationReason::code)
          .containsExactly("None", "ConditionalCheckFailed");
    }
  }

  @Test
  void an_unknown_table_and_a_wrong_request_fail_alike() {
    failsAlike(tables -> tables.getItem(request -> request.tableName("none").key(KEY)));
    failsAlike(
        tables ->
            tables.getItem(request -> request.tableName(TABLE).key(Map.of("pk", KEY.get("pk")))));
    failsAlike(
        tables ->
            tables.query(
                request -> request.tableName(TABLE).keyConditionExpression("nonsense nonsense")));
  }

  @Test
  void a_change_of_a_table_is_seen_at_once() {
    String old = stream();
    change(false);
    assertThat(aws.clients().dynamoDb().describeTable(r -> r.tableName(TABLE)).table())
        .extracting("streamSpecification")
        .isNull();
    change(true);
    assertThat(stream()).isNotEqualTo(old);
    aws.clients().dynamoDb().deleteItem(request -> request.tableName(TABLE).key(KEY));
    aws.clients().dynamoDb().putItem(request -> request.tableName(TABLE).item(ITEM));
    for (AwsClients clients : both()) {
      assertThat(records(clients.streams(), stream()))
          .extracting(change -> change.dynamodb().keys())
          .containsExactly(KEY, KEY);
    }
  }

  private static TransactWriteItem putIfAbsent(String pk) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(TABLE)
                    .item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("b")))
                    .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  private static void failsAlike(Consumer<DynamoDbClient> request) {
    AwsServiceException here =
        catchThrowableOfType(
            AwsServiceException.class, () -> request.accept(aws.clients().dynamoDb()));
    AwsServiceException there =
        catchThrowableOfType(AwsServiceException.class, () -> request.accept(overHttp.dynamoDb()));
    assertThat(here).isNotNull().hasSameClassAs(there);
    assertThat(here.awsErrorDetails().errorCode()).isEqualTo(there.awsErrorDetails().errorCode());
  }

  private static void change(boolean on) {
    aws.clients()
        .dynamoDb()
        .updateTable(
            request ->
                request
                    .tableName(TABLE)
                    .streamSpecification(
                        stream ->
                            stream
                                .streamEnabled(on)
                                .streamViewType(on ? "NEW_AND_OLD_IMAGES" : null)));
  }

  private static String stream() {
    return aws.clients()
        .dynamoDb()
        .describeTable(request -> request.tableName(TABLE))
        .table()
        .latestStreamArn();
  }

  private static List<Record> records(DynamoDbStreamsClient streams, String arn) {
    StreamDescription stream =
        streams.describeStream(request -> request.streamArn(arn)).streamDescription();
    String iterator =
        streams
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(stream.shards().getLast().shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return streams.getRecords(request -> request.shardIterator(iterator)).records();
  }

  private static List<AwsClients> both() {
    return List.of(aws.clients(), overHttp);
  }
}
