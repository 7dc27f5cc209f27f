package relais.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SmallTemplateTest {
  static final Places PLACES =
      new Places("t-", "eu-west-1", "000000000000", URI.create("http://127.0.0.1:9"));

  static Path file() {
    try {
      return Path.of(
          Objects.requireNonNull(SmallTemplateTest.class.getResource("small.yaml")).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static Template small(Map<String, String> parameters) {
    return Template.read(file(), PLACES, parameters);
  }

  private final Template template = small(Map.of("Domain", "relais.example"));

  @Test
  void its_table_has_key_index_expiry_and_stream() {
    assertThat(template.tables())
        .containsExactly(
            new TableDefinition(
                "Table",
                "t-Table",
                new TableDefinition.Key(text("pk"), text("sk")),
                List.of(
                    new TableDefinition.Index(
                        "by_list",
                        new TableDefinition.Key(
                            text("list"), new TableDefinition.Attribute("activity", "N")),
                        "INCLUDE",
                        List.of("subject"))),
                "expiresAt",
                "NEW_AND_OLD_IMAGES"));
  }

  @Test
  void its_queues_have_names_urls_and_dead_letters() {
    assertThat(template.queue("WorkQueue"))
        .isEqualTo(
            new QueueDefinition(
                "WorkQueue",
                "t-WorkQueue.fifo",
                "http://127.0.0.1:9/000000000000/t-WorkQueue.fifo",
                "arn:aws:sqs:eu-west-1:000000000000:t-WorkQueue.fifo",
                true,
                false,
                Duration.ofMinutes(2),
                new QueueDefinition.DeadLetters(
                    "arn:aws:sqs:eu-west-1:000000000000:t-WorkDlq.fifo", 5)));
    assertThat(template.queue("LostQueue").name()).isEqualTo("t-LostQueue");
  }

  @Test
  void its_buckets_are_those_whose_condition_holds_and_those_of_nested_templates() {
    assertThat(template.buckets())
        .containsExactly(
            new BucketDefinition("RawBucket", "t-raw-bucket"),
            new BucketDefinition("SideBucket", "t-side-bucket"));
    assertThat(small(Map.of("WithArchive", "yes")).buckets())
        .contains(new BucketDefinition("ArchiveBucket", "t-archive-bucket"));
  }

  @Test
  void its_function_takes_what_it_does_not_say_from_the_globals() {
    FunctionDefinition worker = template.function("Worker");
    assertThat(worker.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(worker.memoryMegabytes()).isEqualTo(1024);
    assertThat(worker.runtime()).isEqualTo("java25");
    assertThat(worker.codeUri()).isEqualTo("functions/worker/target/function.zip");
    assertThat(worker.environment())
        .isEqualTo(
            Map.of(
                "TABLE_NAME",
                "t-Table",
                "LEVEL",
                "live-eu-west-1-${not}",
                "QUEUE_URL",
                "http://127.0.0.1:9/000000000000/t-WorkQueue.fifo",
                "BUCKET",
                "t-raw-bucket",
                "ADDRESS",
                "x.example/hello-live",
                "ORIGIN",
                "https://b.example"));
  }

  @Test
  void its_function_has_all_its_events() {
    assertThat(template.function("Worker").events())
        .containsExactly(
            new EventSource.Queue(
                "Work", "arn:aws:sqs:eu-west-1:000000000000:t-WorkQueue.fifo", 7, true),
            new EventSource.TableStream(
                "Changes",
                "arn:aws:dynamodb:eu-west-1:000000000000:table/t-Table",
                50,
                "TRIM_HORIZON",
                List.of("{\"eventName\":[\"INSERT\"]}"),
                false,
                false,
                -1,
                "arn:aws:sqs:eu-west-1:000000000000:t-LostQueue"),
            new EventSource.Schedule("Minute", "rate(1 minute)"),
            new EventSource.HttpRoute("Hook", "/hook", "POST", null),
            new EventSource.HttpRoute("Call", "/v1/{proxy+}", "ANY", "People"),
            new EventSource.BusRule("Sent", Map.of("source", List.of("aws.ses"))));
  }

  @Test
  void its_sockets_and_mail_rules_name_the_function() {
    assertThat(template.webSocketApis())
        .containsExactly(
            new WebSocketDefinition(
                "Live",
                "$request.body.action",
                "live",
                Map.of("$connect", "Worker"),
                new WebSocketDefinition.Authorizer(
                    "Worker", List.of("route.request.querystring.ticket"))));
    assertThat(template.mailRules())
        .containsExactly(
            new MailRule(
                "MailRule",
                List.of("relais.example"),
                List.of(
                    new MailRule.Action.Store("t-raw-bucket", "mail/"),
                    new MailRule.Action.Call("Worker", false))));
    assertThat(template.output("Hooks")).isEqualTo("t-Http/hook");
  }

  @Test
  void a_parameter_nobody_gave_is_named_when_it_is_needed() {
    Template incomplete = small(Map.of());
    assertThat(incomplete.queues()).hasSize(3);
    assertThatThrownBy(incomplete::mailRules)
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Parameter Domain")
        .hasMessageContaining("was not given");
  }

  private static TableDefinition.Attribute text(String name) {
    return new TableDefinition.Attribute(name, "S");
  }
}
