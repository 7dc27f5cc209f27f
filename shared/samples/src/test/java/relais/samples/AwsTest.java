package relais.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class AwsTest {
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

  private final AwsParts aws;

  AwsTest(AwsParts aws) {
    this.aws = aws;
  }

  @BeforeAll
  static void write(AwsParts aws) {
    aws.clients().dynamoDb().putItem(put -> put.tableName(aws.table("Table")).item(KEY));
  }

  @Test
  void all_tests_of_a_class_see_the_same_parts() {
    assertThat(item(aws)).isEqualTo(KEY);
  }

  @Test
  void fresh_parts_are_empty() {
    assertThat(item(aws.fresh())).isEmpty();
  }

  @Test
  void every_function_of_the_template_has_its_variables_and_the_endpoints() {
    assertThat(aws.template().functions())
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(aws.environment(function.logicalId()))
                    .containsAllEntriesOf(function.environment())
                    .containsKeys("AWS_REGION", "AWS_ENDPOINT_URL_SQS"));
  }

  @Test
  void what_nobody_names_is_not_made() {
    AwsParts parts = aws.fresh();
    parts.environment("IngestEmailFunction"); // names the inbound queue
    assertThat(parts.clients().sqs().listQueues().queueUrls())
        .contains(
            parts.template().queue("InboundQueue").url(),
            parts.template().queue("InboundDlq").url())
        .doesNotContain(parts.template().queue("MediaQueue").url());
    String url = parts.queueUrl("MediaQueue");
    assertThat(parts.clients().sqs().listQueues().queueUrls()).contains(url);
  }

  @Test
  void what_is_sent_is_taken_once_in_its_order() {
    for (int i = 0; i < 12; i++) {
      String body = "m" + i;
      aws.clients()
          .sqs()
          .sendMessage(
              send ->
                  send.queueUrl(aws.queueUrl("InboundQueue"))
                      .messageGroupId("g")
                      .messageDeduplicationId(body)
                      .messageBody(body));
    }
    assertThat(aws.take("InboundQueue"))
        .extracting(Message::body)
        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11");
    assertThat(aws.take("InboundQueue")).isEmpty();
  }

  @Test
  void both_buckets_take_objects() {
    for (String bucket : new String[] {"RawBucket", "FilesBucket"}) {
      aws.clients()
          .s3()
          .putObject(put -> put.bucket(aws.bucket(bucket)).key("a/b"), RequestBody.fromString("x"));
      assertThat(
              aws.clients()
                  .s3()
                  .getObjectAsBytes(get -> get.bucket(aws.bucket(bucket)).key("a/b"))
                  .asUtf8String())
          .isEqualTo("x");
    }
  }

  private static Map<String, AttributeValue> item(AwsParts parts) {
    return parts
        .clients()
        .dynamoDb()
        .getItem(get -> get.tableName(parts.table("Table")).key(KEY))
        .item();
  }
}
