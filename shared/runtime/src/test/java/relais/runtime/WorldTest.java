package relais.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.conversation.Channel;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorldTest {
  private final AwsParts aws;
  private final TestClock clock = new TestClock();

  WorldTest(AwsParts aws) {
    this.aws = aws;
  }

  private static ApplicationContext context(Map<String, String> variables) {
    return ApplicationContext.builder()
        .propertySources(Environment.propertySource(variables))
        .start();
  }

  @Test
  void a_function_has_the_variables_it_was_given_and_no_others() {
    try (ApplicationContext context = context(Map.of("TABLE_NAME", "t", "X", "a:${b}"))) {
      Environment environment = context.getBean(Environment.class);
      assertThat(environment.variables()).isEqualTo(Map.of("TABLE_NAME", "t", "X", "a:${b}"));
      assertThat(environment.tableName()).isEqualTo("t");
      assertThat(environment.onLambda()).isFalse();
      assertThatThrownBy(environment::rawBucket)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("RAW_BUCKET");
    }
  }

  @Test
  void two_functions_in_one_machine_do_not_see_each_others_variables() {
    try (ApplicationContext one = context(Map.of("TABLE_NAME", "one"));
        ApplicationContext two = context(Map.of("TABLE_NAME", "two"))) {
      assertThat(one.getBean(Environment.class).tableName()).isEqualTo("one");
      assertThat(two.getBean(Environment.class).tableName()).isEqualTo("two");
    }
  }

  @Test
  void an_endpoint_of_its_own_goes_before_the_common_one() {
    Environment environment =
        new Environment(
            Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_S3", "http://s3"), true);
    assertThat(environment.endpoint("S3")).isEqualTo(URI.create("http://s3"));
    assertThat(environment.endpoint("SQS")).isEqualTo(URI.create("http://all"));
    assertThat(new Environment(Map.of(), true).endpoint("S3")).isNull();
  }

  @Test
  void a_function_reaches_table_buckets_and_queues_through_its_context() {
    try (ApplicationContext context = context(aws.environment("IngestEmailFunction"))) {
      Settings settings = HarbourGoods.settings();
      context.getBean(SettingsStore.class).saveAll(settings);
      assertThat(context.getBean(SettingsStore.class).load().inboxes())
          .containsExactlyInAnyOrderElementsOf(settings.inboxes());

      RawStore raw = context.getBean(RawStore.class);
      assertThat(raw.putIfAbsent("mail/x", new byte[] {1}, "message/rfc822", Map.of())).isTrue();
      assertThat(context.getBean(FileStore.class).findFile("media/none")).isEmpty();

      context.getBean(InboundQueue.class).send(AnyItem.of(new Random(1)));
      assertThat(aws.take("InboundQueue")).hasSize(1);
    }
  }

  @Test
  void the_clients_of_few_are_there_for_those_who_bring_their_libraries() {
    Map<String, String> variables = new HashMap<>(aws.environment("IngestEmailFunction"));
    variables.put("LIVE_ENDPOINT", "http://127.0.0.1:9/live");
    try (ApplicationContext context = context(variables)) {
      assertThat(context.getBean(SesV2Client.class).serviceName()).isEqualTo("ses");
      assertThat(context.getBean(ApiGatewayManagementApiClient.class).serviceName())
          .isEqualTo("execute-api");
    }
  }

  @Test
  void a_changed_secret_is_in_use_five_minutes_later() {
    ChannelSecrets secrets = new ChannelSecrets(aws.clients().ssm(), "/test/channels", clock);
    InboxId inbox = new InboxId("whatsapp");
    assertThat(secrets.find(inbox)).isEmpty();

    put("{\"appSecret\":\"a\",\"verifyToken\":\"v\",\"accessToken\":\"t\",\"note\":\"x\"}");
    ChannelSecrets.Secrets first = new ChannelSecrets.Secrets("a", "v", "t");
    assertThat(secrets.find(inbox)).contains(first);
    assertThat(first).hasToString("Secrets");

    put("{\"appSecret\":\"b\",\"verifyToken\":\"v\",\"accessToken\":\"t\"}");
    clock.advance(Duration.ofSeconds(299));
    assertThat(secrets.find(inbox)).contains(first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(secrets.find(inbox)).contains(new ChannelSecrets.Secrets("b", "v", "t"));
  }

  private void put(String json) {
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name("/test/channels/whatsapp")
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value(json));
  }

  @Test
  void ids_bear_their_time_and_do_not_repeat() {
    Random chance = new Random(1);
    Ids ids = new Ids(clock, () -> chance);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(seen.add(ids.conversation().value())).isTrue();
      assertThat(seen.add(ids.contact().value())).isTrue();
      assertThat(seen.add(ids.entries().next().value())).isTrue();
    }
    assertThat(seen.stream().map(id -> id.substring(0, 10)).distinct()).hasSize(1);
    assertThat(ids.secret(16)).matches("[0-9a-f]{32}").isNotEqualTo(ids.secret(16));
  }

  @Test
  void a_figure_is_one_line_that_cloudwatch_understands() {
    List<String> lines = new ArrayList<>();
    new Metrics(clock, lines::add).count("MessageReceived", Channel.EMAIL);
    assertThat(lines)
        .containsExactly(
            "{\"_aws\":{\"Timestamp\":1795512600000,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"Relais\",\"Dimensions\":[[\"channel\"]],\"Metrics\":[{\"Name\":"
                + "\"MessageReceived\",\"Unit\":\"Count\"}]}]},\"channel\":\"email\","
                + "\"MessageReceived\":1}");
  }

  @Test
  void a_log_line_is_json_with_the_fields_that_were_added() {
    List<String> lines = new ArrayList<>();
    LineLogger log = new LineLogger("relais.x", Level.INFO, new LogLines(clock, lines::add, true));
    log.atInfo().addKeyValue(LogKey.COUNT.field(), 3L).log("Kept {}", "all");
    log.debug("not this");
    assertThat(lines)
        .containsExactly(
            "{\"timestamp\":\"2026-11-24T09:30:00Z\",\"level\":\"INFO\",\"logger\":\"relais.x\","
                + "\"message\":\"Kept all\",\"count\":3}");
    log.error("Broken", new IllegalStateException("why"));
    Fields line = Fields.parse(lines.getLast());
    assertThat(line.text("errorType")).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.text("stackTrace")).startsWith("java.lang.IllegalStateException: why");
  }

  @Test
  void a_log_line_for_people_is_words() {
    List<String> lines = new ArrayList<>();
    new LogLines(clock, lines::add, false)
        .write(Level.WARN, "relais.runtime.X", "Slow", List.of(new KeyValuePair("count", 3)), null);
    assertThat(lines).containsExactly("2026-11-24T09:30:00Z WARN X: Slow count=3");
  }
}
