package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import relais.conversation.ConversationId;
import relais.conversation.InboundItem;
import relais.embedded.AwsClients;
import relais.embedded.EmbeddedAws;
import relais.embedded.FunctionDefinition;
import relais.embedded.Provisioning;
import relais.embedded.QueueDefinition;
import relais.embedded.Template;
import relais.table.Conversations;
import relais.table.Quarantine;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// One customer's mail and the team's answer, then a picture by WhatsApp, played through every
/// function of template.yaml as it is built: each zip in a process of its own under Lambda's
/// runtime, on embedded AWS parts, with the variables the template gives and no others. What one
/// function leaves in a queue is what the next one gets.
///
/// Between functions and AWS stands a recorder, so a rehearsal also tells what a mail costs and
/// which rights each function really uses.
final class Rehearsal implements AutoCloseable {
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

  private Rehearsal(Path checkout, Path folder) {
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
    new SettingsStore(table).saveAll(Workspace.settings());
    aws.clients()
        .ssm()
        .putParameter(
            r ->
                r.name(template.parameter("ParameterPrefix") + "/" + Workspace.WHATSAPP_INBOX)
                    .type(ParameterType.SECURE_STRING)
                    .value(Workspace.secrets()));
  }

  /// Plays everything.
  ///
  /// @param checkout the folder with template.yaml
  /// @param folder an empty folder for the unpacked zips and the logs
  /// @throws IllegalStateException when a function fails or does something else than it should
  static Rehearsal play(Path checkout, Path folder) {
    Rehearsal rehearsal = new Rehearsal(checkout, folder);
    try {
      Customer ines = new Customer("ines", "Ines Moreau");
      Arrived mail = rehearsal.aMailArrives(ines);
      rehearsal.theTeamLooks(mail.conversation());
      rehearsal.theTeamAnswers(ines, mail.conversation());
      rehearsal.aReplyWaits(mail.conversation());
      rehearsal.aPictureArrives();
      rehearsal.aVisitorWrites();
      rehearsal.aMessageFailsAgainAndAgain(mail.item());
      rehearsal.aMinutePasses();
      return rehearsal;
    } catch (RuntimeException e) {
      rehearsal.close();
      throw e;
    }
  }

  /// Webhooks with a text each, answered by a warm function.
  ///
  /// @param times how long each took, from the event at the runtime's door to the answer
  /// @param oneCore whether the function had one core alone
  record Webhooks(List<Duration> times, boolean oneCore) {
    Webhooks {
      times = List.copyOf(times);
    }
  }

  /// A text arrives by webhook and is taken in; then many more arrive, to be timed.
  ///
  /// @param warming how many go before those that are timed
  Webhooks textsArrive(int warming, int timed) {
    textArrives(0);
    noFailures(
        call(
            "RulesFunction",
            "a text has come in",
            queued("InboundQueue", take("InboundQueue", 1))));
    passOn("a text is passed on");
    boolean oneCore = process("IngestWebhookFunction").keepOnOneCore();
    List<Duration> times = new ArrayList<>();
    for (int i = 1; i <= warming + timed; i++) {
      Step step = textArrives(i);
      if (i > warming) {
        times.add(step.took());
      }
    }
    return new Webhooks(times, oneCore);
  }

  private Step textArrives(int number) {
    whatsAppCalls(number == 0 ? "a text has been sent" : "one more", textWebhook(number));
    return steps.getLast();
  }

  /// What happened, in order.
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /// One mail more, and its answer until it is reported delivered, by functions that are warm.
  ///
  /// What is written once in a while, such as when an inbox last heard something, was written for
  /// the mail before, which nobody counts.
  List<Step> oneMailMore() {
    exchange(new Customer("jo", "Jo Peeters"));
    int before = steps.size();
    exchange(new Customer("kim", "Kim de Boer"));
    return List.copyOf(steps.subList(before, steps.size()));
  }

  private void exchange(Customer customer) {
    theTeamAnswers(customer, aMailArrives(customer).conversation());
  }

  /// Everything that functions asked of AWS, in order.
  List<AwsCall> calls() {
    return List.copyOf(calls);
  }

  Template template() {
    return template;
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

  // ----------------------------------------------------------------------- the story

  /// Who writes.
  ///
  /// @param word in their address, and in the names of what they cause
  private record Customer(String word, String name) {
    String address() {
      return word + "@customer.example";
    }
  }

  /// A mail that has come in.
  ///
  /// @param conversation the one it began
  /// @param item what went through the inbound queue
  private record Arrived(String conversation, Message item) {}

  private Arrived aMailArrives(Customer customer) {
    String sesId = "0102incoming" + customer.word();
    aws.clients()
        .s3()
        .putObject(
            r -> r.bucket(bucket("RawBucket")).key("mail/" + sesId),
            RequestBody.fromString(mail(customer)));
    call(
        "IngestEmailFunction",
        "a mail has been stored",
        Events.mailReceived(sesId, customer.address(), Workspace.SALES, Instant.now()));
    List<Message> items = take("InboundQueue", 1);
    noFailures(call("RulesFunction", "a message has come in", queued("InboundQueue", items)));
    String conversation =
        new Conversations(table)
            .findReceipt("email/sales/" + sesId)
            .orElseThrow(() -> new IllegalStateException("The mail began no conversation"))
            .conversation()
            .value();
    passOn("a conversation has begun");
    noFailures(
        call(
            "AssignmentFunction",
            "a conversation has no owner",
            queued("AssignmentQueue", take("AssignmentQueue", 1))));
    if (new Conversations(table)
            .find(new ConversationId(conversation))
            .orElseThrow()
            .ownership()
            .assignee()
        == null) {
      throw new IllegalStateException("Nobody owns the conversation");
    }
    passOn("a conversation has an owner");
    return new Arrived(conversation, items.getFirst());
  }

  private void theTeamLooks(String conversation) {
    JsonNode session = api("GET", "/v1/session", Map.of(), "");
    expect("Amélie Laurent", session.path("user").path("name").asText());
    JsonNode list = api("GET", "/v1/conversations?view=team&team=sales", Map.of(), "");
    expect(conversation, list.path("items").path(0).path("id").asText());
    JsonNode page = api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    expect("Is the harbour lamp in stock?", page.path("conversation").path("subject").asText());
    connect();
  }

  private void theTeamAnswers(Customer customer, String conversation) {
    int told = outside.pushes().size();
    JsonNode page = api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    String version = page.path("conversation").path("version").asText();
    JsonNode reply =
        api(
            "POST",
            "/v1/conversations/" + conversation + "/replies",
            Map.of(
                "if-match", "\"" + version + "\"", "idempotency-key", "reply-" + customer.word()),
            Json.object().put("html", "<p>Yes, it is.</p>").put("text", "Yes, it is.").toString());
    expect("queued", reply.path("entry").path("status").path("state").asText());
    passOn("a reply has been written");
    if (outside.pushes().size() == told) {
      throw new IllegalStateException("No browser was told of the reply");
    }
    noFailures(
        call(
            "DeliveryFunction",
            "a reply is to be sent",
            queued("OutboundQueue", take("OutboundQueue", 1))));
    JsonNode sent = outside.mails().getLast();
    expect(customer.address(), address(sent.at("/Destination/ToAddresses/0").asText()));
    String raw = decoded(sent.at("/Content/Raw/Data").asText());
    if (!raw.contains("Yes, it is.")) {
      throw new IllegalStateException("The reply was sent without its words");
    }
    passOn("a reply has been sent");

    Map<String, String> tags = new HashMap<>();
    sent.path("EmailTags")
        .forEach(tag -> tags.put(tag.path("Name").asText(), tag.path("Value").asText()));
    call(
        "MailEventFunction",
        "a reply has been delivered",
        Events.mailDelivered(
            outside.lastSesId(),
            customer.address(),
            sent.path("ConfigurationSetName").asText(),
            tags,
            Instant.now()));
    noFailures(
        call(
            "RulesFunction",
            "a delivery has been reported",
            queued("InboundQueue", take("InboundQueue", 1))));
    passOn("a reply has arrived");
    JsonNode after = api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    for (JsonNode entry : after.path("timeline")) {
      if (entry.path("direction").asText().equals("out")) {
        expect("delivered", entry.path("status").path("state").asText());
        return;
      }
    }
    throw new IllegalStateException("The reply is not on the timeline");
  }

  private void aReplyWaits(String conversation) {
    JsonNode page = api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    JsonNode reply =
        api(
            "POST",
            "/v1/conversations/" + conversation + "/replies",
            Map.of(
                "if-match",
                "\"" + page.path("conversation").path("version").asText() + "\"",
                "idempotency-key",
                "reply-2"),
            Json.object()
                .put("html", "<p>It ships tomorrow.</p>")
                .put("sendAt", Instant.now().plusSeconds(2).toString())
                .toString());
    expect("scheduled", reply.path("entry").path("status").path("state").asText());
    passOn("a reply waits for its time");
    noFailures(
        call(
            "WaitingFunction",
            "a reply has waited",
            queued("WaitingQueue", take("WaitingQueue", 1))));
    passOn("a reply goes out");
    noFailures(
        call(
            "DeliveryFunction",
            "a reply that waited is to be sent",
            queued("OutboundQueue", take("OutboundQueue", 1))));
    expect("2", String.valueOf(outside.mails().size()));
    passOn("a reply that waited has been sent");
  }

  private void connect() {
    JsonNode ticket = api("POST", "/v1/live/tickets", Map.of("idempotency-key", "ticket-1"), "");
    String word = ticket.path("ticket").asText();
    JsonNode allowed =
        call("LiveAuthorizerFunction", "a browser may connect", Events.mayConnect(word));
    expect("Allow", allowed.at("/policyDocument/Statement/0/Effect").asText());
    ObjectNode authorizer = Json.object();
    authorizer.put("principalId", allowed.path("principalId").asText());
    allowed.path("context").properties().forEach(it -> authorizer.set(it.getKey(), it.getValue()));
    JsonNode connected =
        call("LiveFunction", "a browser connects", Events.connected(word, authorizer));
    expect("200", connected.path("statusCode").asText());
  }

  private void whatsAppCalls(String situation, String webhook) {
    JsonNode taken =
        call(
            "IngestWebhookFunction",
            situation,
            Events.request(
                "POST",
                "POST /webhooks/{channel}",
                "/webhooks/whatsapp",
                Map.of("x-hub-signature-256", "sha256=" + signature(webhook)),
                "",
                webhook));
    expect("200", taken.path("statusCode").asText());
  }

  private void aPictureArrives() {
    JsonNode handshake =
        call(
            "IngestWebhookFunction",
            "a provider asks whether we are we",
            Events.request(
                "GET",
                "GET /webhooks/{channel}",
                "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
                    + Workspace.VERIFY_TOKEN,
                Map.of(),
                "",
                ""));
    expect("1158201444", handshake.path("body").asText());
    whatsAppCalls("a picture has been sent", pictureWebhook());
    noFailures(
        call(
            "RulesFunction",
            "a picture has come in",
            queued("InboundQueue", take("InboundQueue", 1))));
    passOn("a picture is to be fetched");
    noFailures(
        call(
            "MediaFunction",
            "a picture is to be fetched",
            queued("MediaQueue", take("MediaQueue", 1))));
    long pictures =
        aws.clients()
            .s3()
            .listObjectsV2(r -> r.bucket(bucket("FilesBucket")).prefix("media/"))
            .contents()
            .size();
    if (pictures != 1) {
      throw new IllegalStateException("%d pictures were fetched".formatted(pictures));
    }
  }

  private void aVisitorWrites() {
    JsonNode session =
        visitor("POST", "session", Map.of(), Json.object().put("name", "Jo").toString(), 200);
    Map<String, String> known = Map.of("authorization", "Bearer " + session.path("token").asText());
    String message =
        Json.object().put("id", "message-1").put("text", "Is it waterproof?").toString();
    expect("message-1", visitor("POST", "messages", known, message, 202).path("sentAs").asText());
    noFailures(
        call(
            "RulesFunction",
            "a visitor has written",
            queued("InboundQueue", take("InboundQueue", 1))));
    passOn("a chat has begun");
    JsonNode shown = visitor("GET", "messages", known, "", 200);
    expect("Is it waterproof?", shown.at("/messages/0/text").asText());
  }

  /// What a visitor's browser asks of the chat.
  private JsonNode visitor(
      String method, String what, Map<String, String> headers, String body, int expected) {
    Map<String, String> sent = new HashMap<>(headers);
    sent.put("origin", Workspace.SITE);
    JsonNode answer =
        call(
            "PortalFunction",
            method + " " + what,
            Events.request(
                method,
                "ANY /chat/{chat}/{what}",
                "/chat/" + Workspace.CHAT + "/" + what,
                sent,
                "",
                body));
    expect(String.valueOf(expected), answer.path("statusCode").asText());
    return Json.read(answer.path("body").asText());
  }

  /// What the queue gave up on becomes an entry that people see.
  private void aMessageFailsAgainAndAgain(Message takenMail) {
    Message failing =
        takenMail.toBuilder().messageId("00000000-0000-0000-0000-000000000003").build();
    noFailures(
        call(
            "QuarantineFunction",
            "a message failed five times",
            queued("InboundDlq", List.of(failing))));
    List<Quarantine.Kept> kept = new Quarantine(table).page(null, 10);
    if (kept.size() != 1
        || kept.getFirst().item().reason() != InboundItem.Reason.PROCESSING_FAILED) {
      throw new IllegalStateException("In quarantine: " + kept);
    }
  }

  private void aMinutePasses() {
    call("ScheduleFunction", "a minute has passed", Events.minute(Instant.now()));
  }

  // ------------------------------------------------------------------------ the stage

  private JsonNode api(String method, String path, Map<String, String> headers, String body) {
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

  private JsonNode call(String function, String situation, JsonNode event) {
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

  private LambdaProcess process(String function) {
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

  private void passOn(String situation) {
    List<Record> news =
        stream.news().stream().filter(it -> !it.eventNameAsString().equals("REMOVE")).toList();
    noFailures(call("RelayFunction", situation, Events.changed(stream.arn(), news)));
  }

  private JsonNode queued(String queue, List<Message> messages) {
    return Events.queued(template.queue(queue).arn(), messages);
  }

  /// Takes messages off a queue as Lambda would.
  private List<Message> take(String queue, int expected) {
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

  private String bucket(String id) {
    return template.buckets().stream()
        .filter(bucket -> bucket.logicalId().equals(id))
        .findFirst()
        .orElseThrow()
        .name();
  }

  // ----------------------------------------------------------------------- the props

  private static String mail(Customer customer) {
    return String.join(
        "\r\n",
        "From: %s <%s>".formatted(customer.name(), customer.address()),
        "To: " + Workspace.SALES,
        "Subject: Is the harbour lamp in stock?",
        "Message-ID: <lamp-%s@customer.example>".formatted(customer.word()),
        "Date: Sat, 21 Nov 2026 12:00:00 +0000",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Good morning, I would like two of them and an invoice.",
        "");
  }

  private static String pictureWebhook() {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",\
    "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"31205550142","phone_number_id":"%s"},\
    "contacts":[{"profile":{"name":"Jan"},"wa_id":"31612345678"}],\
    "messages":[{"from":"31612345678","id":"wamid.picture","timestamp":"%d","type":"image",\
    "image":{"caption":"The lamp","mime_type":"image/png","sha256":"x","id":"1003383421387256"}}]}}]}]}\
    """
        .formatted(Workspace.PHONE_NUMBER_ID, Instant.now().getEpochSecond());
  }

  private static String textWebhook(int number) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",\
    "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"31205550142","phone_number_id":"%s"},\
    "contacts":[{"profile":{"name":"Jan"},"wa_id":"31612345678"}],\
    "messages":[{"from":"31612345678","id":"wamid.text%d","timestamp":"%d","type":"text",\
    "text":{"body":"Do you still have the lamp that stood in the window last week?"}}]}}]}]}\
    """
        .formatted(Workspace.PHONE_NUMBER_ID, number, Instant.now().getEpochSecond());
  }

  private static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(Workspace.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String address(String mailbox) {
    return mailbox.replaceFirst(".*<(.*)>", "$1");
  }

  /// An empty answer says that nothing failed.
  private static void noFailures(JsonNode answer) {
    if (!answer.path("batchItemFailures").isEmpty()) {
      throw new IllegalStateException("Not everything was handled: " + answer);
    }
  }

  private static void expect(String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("Expected '%s', got '%s'".formatted(expected, actual));
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
