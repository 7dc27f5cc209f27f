package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import relais.embedded.AwsClients;
import relais.embedded.EmbeddedAws;
import relais.embedded.FunctionDefinition;
import relais.embedded.Provisioning;
import relais.embedded.QueueDefinition;
import relais.embedded.Template;
import relais.table.Table;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Every function of template.yaml as it is built: each zip in a process of its own under Lambda's
/// runtime, on embedded AWS parts, with the variables the template gives and no others. Between
/// functions and AWS stands a recorder.
final class Stage implements AutoCloseable {
  private static final String ANY = "ANY /v1/{proxy+}";

  private final Path checkout;
  private final Path folder;
  private final EmbeddedAws aws;
  private final Outside outside;
  private final Template template;
  private final Table table;
  private final TableStream stream;
  private final Map<String, LambdaProcess> processes = new LinkedHashMap<>();
  private final List<AwsRecorder> recorders = new ArrayList<>();
  private final List<AwsCall> calls = new CopyOnWriteArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /// One event and what came of it.
  ///
  /// @param calls what the function asked of AWS for it
  record Step(
      String function, String situation, JsonNode answer, Duration took, List<AwsCall> calls) {
    Step {
      calls = List.copyOf(calls);
    }
  }

  /// @param checkout the folder with template.yaml
  /// @param folder an empty folder for the unpacked zips and the logs
  Stage(Path checkout, Path folder) {
    this.checkout = checkout;
    this.folder = folder;
    this.aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful());
    this.outside = new Outside();
    this.template =
        Template.read(
            checkout.resolve("template.yaml"),
            aws.endpoints().places("rehearsal-"),
            Map.of(
                "SignInIssuer", "https://sign-in.example",
                "SignInAudience", "web",
                "GraphApiUrl", outside.address() + "/graph/v23.0"));
    Provisioning.everything(template, aws.clients());
    String name = template.tables().getFirst().name();
    this.table = new Table(aws.clients().dynamoDb(), name);
    this.stream =
        new TableStream(
            aws.clients().streams(),
            aws.clients()
                .dynamoDb()
                .describeTable(r -> r.tableName(name))
                .table()
                .latestStreamArn());
    Workspace.furnish(aws.clients(), template);
  }

  Table table() {
    return table;
  }

  Outside outside() {
    return outside;
  }

  Template template() {
    return template;
  }

  /// What happened, in order.
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /// From the start of its process to its first answer, by function.
  Map<String, Duration> coldStarts() {
    Map<String, Duration> times = new LinkedHashMap<>();
    processes.forEach((function, process) -> times.put(function, process.coldStart()));
    return times;
  }

  /// The rights that were used, one a line: function, action, resource in the template's own names.
  Set<String> usedRights() {
    Map<String, String> names = new HashMap<>();
    template.tables().forEach(it -> names.put(it.name(), it.logicalId()));
    template.queues().forEach(it -> names.put(it.name(), it.logicalId()));
    template.buckets().forEach(it -> names.put(it.name(), it.logicalId()));
    names.put(
        function("DeliveryFunction").environment().get("SES_CONFIGURATION_SET"),
        "ConfigurationSet");
    names.put("POST", "LiveApi/live/POST");
    Set<String> rights = new TreeSet<>();
    for (AwsCall call : calls) {
      for (AwsCall.Right right : call.rights()) {
        String resource = right.resource();
        int slash = resource.indexOf('/');
        String first = slash < 0 ? resource : resource.substring(0, slash);
        String rest = slash < 0 ? "" : resource.substring(slash);
        rights.add(
            String.join(
                "\t", call.function(), right.action(), names.getOrDefault(first, first) + rest));
      }
    }
    return rights;
  }

  JsonNode api(String method, String path, Map<String, String> headers, String body) {
    JsonNode answer =
        call(
            "ApiFunction",
            method + " " + path.replaceAll("[0-9A-HJKMNP-TV-Z]{26}", "…"),
            Events.request(method, ANY, path, headers, Workspace.ADMIN, body));
    int status = answer.path("statusCode").asInt();
    if (status < 200 || status > 299) {
      throw new IllegalStateException("%s %s answered %s".formatted(method, path, answer));
    }
    String text = answer.path("body").asText();
    return Json.read(answer.path("isBase64Encoded").asBoolean() ? decoded(text) : text);
  }

  JsonNode call(String function, String situation, JsonNode event) {
    LambdaProcess process = process(function);
    int before = calls.size();
    long began = System.nanoTime();
    JsonNode answer = Json.read(process.call(event.toString()));
    steps.add(
        new Step(
            function,
            situation,
            answer,
            Duration.ofNanos(System.nanoTime() - began),
            calls.subList(before, calls.size())));
    return answer;
  }

  LambdaProcess process(String function) {
    return processes.computeIfAbsent(function, this::start);
  }

  private LambdaProcess start(String id) {
    FunctionDefinition definition = function(id);
    Path own = folder.resolve(id);
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LambdaProcess.start(
        definition,
        new FunctionZip(checkout.resolve(definition.codeUri())),
        own,
        variables(definition));
  }

  private Map<String, String> variables(FunctionDefinition definition) {
    Map<String, String> variables = new HashMap<>(aws.endpoints().variables());
    variables.putAll(definition.environment());
    String id = definition.logicalId();
    variables.put(
        "AWS_ENDPOINT_URL_DYNAMODB", recorded(id, "dynamodb", aws.endpoints().dynamoDb()));
    variables.put("AWS_ENDPOINT_URL_SQS", recorded(id, "sqs", aws.endpoints().sqs()));
    variables.put("AWS_ENDPOINT_URL_S3", recorded(id, "s3", aws.endpoints().s3()));
    variables.put("AWS_ENDPOINT_URL_SSM", recorded(id, "ssm", aws.endpoints().ssm()));
    variables.put("AWS_ENDPOINT_URL_SESV2", recorded(id, "ses", outside.address()));
    variables.computeIfPresent(
        "LIVE_ENDPOINT", (_, _) -> recorded(id, "execute-api", outside.address()) + "/live");
    return variables;
  }

  private String recorded(String function, String service, URI target) {
    AwsRecorder recorder = new AwsRecorder(function, service, target, calls::add);
    recorders.add(recorder);
    return recorder.address().toString();
  }

  void passOn(String situation) {
    List<Record> news =
        stream.news().stream().filter(it -> !it.eventNameAsString().equals("REMOVE")).toList();
    noFailures(call("RelayFunction", situation, Events.changed(stream.arn(), news)));
  }

  JsonNode queued(String queue, List<Message> messages) {
    return Events.queued(template.queue(queue).arn(), messages);
  }

  /// Takes messages off a queue as Lambda would.
  List<Message> take(String queue, int expected) {
    AwsClients clients = aws.clients();
    QueueDefinition definition = template.queue(queue);
    List<Message> messages =
        clients
            .sqs()
            .receiveMessage(
                r ->
                    r.queueUrl(definition.url())
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    if (messages.size() != expected) {
      throw new IllegalStateException(
          "%s holds %d messages, not %d: %s".formatted(queue, messages.size(), expected, messages));
    }
    messages.forEach(
        message ->
            clients
                .sqs()
                .deleteMessage(
                    r -> r.queueUrl(definition.url()).receiptHandle(message.receiptHandle())));
    return messages;
  }

  private FunctionDefinition function(String id) {
    return template.function(id);
  }

  /// Stores an object.
  void store(String bucket, String key, String content) {
    aws.clients()
        .s3()
        .putObject(r -> r.bucket(bucket(bucket)).key(key), RequestBody.fromString(content));
  }

  /// The keys of the objects whose keys begin so.
  List<String> keys(String bucket, String prefix) {
    return aws
        .clients()
        .s3()
        .listObjectsV2(r -> r.bucket(bucket(bucket)).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private String bucket(String id) {
    return template.buckets().stream()
        .filter(bucket -> bucket.logicalId().equals(id))
        .findFirst()
        .orElseThrow()
        .name();
  }

  static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /// An empty answer says that nothing failed.
  static void noFailures(JsonNode answer) {
    if (!answer.path("batchItemFailures").isEmpty()) {
      throw new IllegalStateException("Not everything was handled: " + answer);
    }
  }

  @Override
  public void close() {
    processes.values().forEach(LambdaProcess::close);
    recorders.forEach(AwsRecorder::close);
    outside.close();
    aws.close();
  }
}
