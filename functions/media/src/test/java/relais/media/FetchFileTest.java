package relais.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.FileStore;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.media.FakeGraph.Answer;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.Job;
import relais.runtime.Metrics;
import relais.runtime.ProviderHttp;
import relais.runtime.SqsBatch;
import relais.runtime.WorkQueues;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.Eventually;
import relais.samples.HarbourGoods;
import relais.table.AmendedMessages;
import relais.table.Arrivals;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Intake;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class FetchFileTest {
  private static final String FUNCTION = "MediaFunction";
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final ConversationId CONVERSATION =
      new ConversationId("01KAZZZZZZ0000000000000001");
  private static final byte[] PICTURE =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000001");

  private final AwsParts aws;
  private final FakeGraph graph = new FakeGraph();
  private final Conversations conversations;
  private final Arrivals arrivals;
  private final List<ApplicationContext> contexts = new ArrayList<>();

  FetchFileTest(AwsParts parts) {
    this.aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    this.conversations = new Conversations(table);
    this.arrivals = new Arrivals(table);
  }

  @BeforeEach
  void connect() {
    SettingsStore settings =
        new SettingsStore(new Table(aws.clients().dynamoDb(), aws.table("Table")));
    HarbourGoods.settings().inboxes().forEach(settings::save);
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name(aws.environment(FUNCTION).get("PARAMETER_PREFIX") + "/whatsapp")
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value(
                        "{\"appSecret\":\"a\",\"verifyToken\":\"v\",\"accessToken\":\"secret-token\"}"));
  }

  @AfterEach
  void close() {
    contexts.forEach(ApplicationContext::close);
    graph.close();
    aws.close();
  }

  @Test
  void a_file_becomes_ours_and_its_message_says_so() {
    Job.Media job = messageWithPicture();
    graphHasPicture();

    assertThat(run(job, 1)).isEmpty();

    String key = "media/" + job.message() + "/0";
    assertThat(file(job))
        .isEqualTo(
            new StoredFile(
                "image.jpg",
                "image/png",
                PICTURE.length,
                null,
                false,
                new StoredFile.State.Stored(key)));
    assertThat(object(key)).isEqualTo(PICTURE);
    assertThat(graph.asked()).allSatisfy(asked -> assertThat(asked).endsWith("secret-token"));
  }

  @Test
  void the_same_job_again_asks_nobody() {
    Job.Media job = messageWithPicture();
    graphHasPicture();
    run(job, 1);
    int asked = graph.asked().size();
    assertThat(run(job, 1)).isEmpty();
    assertThat(graph.asked()).hasSize(asked);
  }

  @Test
  void a_crash_after_the_object_was_stored_is_made_good_by_the_next_try() {
    Job.Media job = messageWithPicture();
    graphHasPicture();
    aws.clients()
        .s3()
        .putObject(
            put -> put.bucket(aws.bucket("FilesBucket")).key("media/" + job.message() + "/0"),
            RequestBody.fromString("half"));
    assertThat(run(job, 2)).isEmpty();
    assertThat(object("media/" + job.message() + "/0")).isEqualTo(PICTURE);
    assertThat(file(job).state()).isInstanceOf(StoredFile.State.Stored.class);
  }

  @Test
  void what_cannot_come_any_more_is_said_at_once() {
    Job.Media job = messageWithPicture();
    graph.with("/v23.0/77", Answer.json(400, "{\"error\":{\"code\":100,\"message\":\"gone\"}}"));
    assertThat(run(job, 1)).isEmpty();
    assertThat(trouble(job)).isEqualTo(FileTrouble.GONE);
    assertThat(objects()).isEmpty();
  }

  @Test
  void a_provider_in_trouble_is_asked_again_until_the_last_try_which_says_so() {
    Job.Media job = messageWithPicture();
    graph.with("/v23.0/77", Answer.json(503, ""));
    MediaTries tries = triesWithoutPauses();
    queue().send(List.of(job));

    for (int attempt = 1; attempt < MediaTries.MAX; attempt++) {
      Message message = receive();
      assertThat(message.attributes())
          .containsEntry(
              MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(attempt));
      SQSBatchResponse response = SqsBatch.eachOf(event(message), tries::attempt);
      assertThat(response.getBatchItemFailures()).hasSize(1);
      assertThat(file(job).state()).isInstanceOf(StoredFile.State.Fetching.class);
    }
    SQSBatchResponse last = SqsBatch.eachOf(event(receive()), tries::attempt);
    assertThat(last.getBatchItemFailures()).isEmpty();
    assertThat(trouble(job)).isEqualTo(FileTrouble.UNAVAILABLE);
  }

  @Test
  void a_provider_that_recovers_hands_the_file_over_after_all() {
    Job.Media job = messageWithPicture();
    graph.with("/v23.0/77", Answer.json(503, ""));
    MediaTries tries = triesWithoutPauses();
    queue().send(List.of(job));
    assertThat(SqsBatch.eachOf(event(receive()), tries::attempt).getBatchItemFailures()).hasSize(1);
    graphHasPicture();
    assertThat(SqsBatch.eachOf(event(receive()), tries::attempt).getBatchItemFailures()).isEmpty();
    assertThat(file(job).state()).isInstanceOf(StoredFile.State.Stored.class);
  }

  @Test
  void the_function_gives_up_on_the_last_try_the_queue_allows() {
    assertThat(requireNonNull(aws.template().queue("MediaQueue").deadLetters()).maxReceiveCount())
        .isEqualTo(MediaTries.MAX);
    assertThat(MediaTries.USUAL_PAUSES).hasSize(MediaTries.MAX - 1);
  }

  @Test
  void an_inbox_without_access_token_says_so_in_the_end() {
    aws.clients()
        .ssm()
        .deleteParameter(
            delete -> delete.name(aws.environment(FUNCTION).get("PARAMETER_PREFIX") + "/whatsapp"));
    Job.Media job = messageWithPicture();
    assertThat(run(job, MediaTries.MAX)).isEmpty();
    assertThat(trouble(job)).isEqualTo(FileTrouble.SIGN_IN);
  }

  @Test
  void a_job_for_something_that_is_not_there_goes_back() {
    Job.Media job =
        new Job.Media(CONVERSATION, EntryIds.startingAt(NOW, new byte[10]).next(), 0, 1);
    assertThat(run(job, 1)).containsExactly("message-1");
  }

  private void graphHasPicture() {
    graph
        .with(
            "/v23.0/77",
            Answer.json(200, "{\"url\":\"%s/files/77\",\"id\":\"77\"}".formatted(graph.origin())))
        .with("/files/77", Answer.bytes(PICTURE));
  }

  private Job.Media messageWithPicture() {
    InboundItem.Received item =
        new InboundItem.Received(
            "whatsapp/106540352242922/wamid.1",
            NOW,
            HarbourGoods.WHATSAPP_INBOX,
            Channel.WHATSAPP,
            new Identity("phone", "+31612345678"),
            "Lotte",
            NOW,
            null,
            MessageBody.ofText("Look"),
            List.of(
                new StoredFile(
                    "image.jpg",
                    "image/jpeg",
                    0,
                    null,
                    false,
                    new StoredFile.State.Fetching("77"))),
            "wamid.1",
            "webhook/whatsapp/2026-11-21/0",
            null);
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                CONVERSATION,
                10482,
                new ContactId("01KAZZZZZZ0000000000000003"),
                "Lotte",
                HarbourGoods.SUPPORT),
            HarbourGoods.settings(),
            EntryIds.startingAt(NOW, "abcdefghij".getBytes(UTF_8)),
            NOW);
    assertThat(arrivals.begin(begun, new Intake(item.source(), NOW, null, null, item.from())))
        .isEqualTo(Saved.DONE);
    return new Job.Media(CONVERSATION, Incoming.messageId(item), 0, 1);
  }

  private StoredFile file(Job.Media job) {
    Entry entry = conversations.findEntry(job.conversation(), job.message()).orElseThrow();
    return ((Entry.InboundMessage) entry).files().get(job.file());
  }

  private FileTrouble trouble(Job.Media job) {
    return ((StoredFile.State.Failed) file(job).state()).trouble();
  }

  /// Hands a job to the real handler.
  private List<String> run(Job.Media job, int receiveCount) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("message-1");
    message.setBody(job.json());
    message.setReceiptHandle("none");
    message.setAttributes(
        Map.of(
            "ApproximateReceiveCount",
            Integer.toString(receiveCount),
            "MessageGroupId",
            job.message().value()));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    SQSBatchResponse response = new MediaHandler(context()).handleRequest(event, null);
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private ApplicationContext context() {
    Map<String, String> variables = new HashMap<>(aws.environment(FUNCTION));
    variables.put("GRAPH_API_URL", graph.address().toString());
    ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .build()
            .start();
    contexts.add(context);
    return context;
  }

  private MediaTries triesWithoutPauses() {
    ApplicationContext context = context();
    Lines lines =
        new Lines(
            context.getBean(SettingsStore.class),
            context.getBean(ChannelSecrets.class),
            context.getBean(Environment.class));
    FetchFile fetchFile =
        new FetchFile(
            conversations,
            new AmendedMessages(context.getBean(Table.class)),
            lines,
            new ProviderFiles(ProviderFiles.Limits.usual()),
            context.getBean(FileStore.class),
            context.getBean(Metrics.class));
    FetchName fetchName =
        new FetchName(
            conversations,
            new Decisions(context.getBean(Table.class)),
            new Contacts(context.getBean(Table.class)),
            lines,
            context.getBean(ProviderHttp.class),
            context.getBean(Metrics.class),
            InstantSource.fixed(NOW));
    return new MediaTries(
        fetchFile,
        fetchName,
        context.getBean(SqsClient.class),
        aws.queueUrl("MediaQueue"),
        Collections.nCopies(4, Duration.ZERO));
  }

  private WorkQueues queue() {
    return context().getBean(WorkQueues.class);
  }

  private Message receive() {
    return Eventually.found(
        "a job on the media queue",
        () ->
            aws
                .clients()
                .sqs()
                .receiveMessage(
                    request ->
                        request
                            .queueUrl(aws.queueUrl("MediaQueue"))
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .stream()
                .findFirst());
  }

  private static SQSEvent event(Message received) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId(received.messageId());
    message.setBody(received.body());
    message.setReceiptHandle(received.receiptHandle());
    message.setAttributes(received.attributesAsStrings());
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }

  private List<String> objects() {
    return aws
        .clients()
        .s3()
        .listObjectsV2(list -> list.bucket(aws.bucket("FilesBucket")))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private byte[] object(String key) {
    return aws.clients()
        .s3()
        .getObjectAsBytes(get -> get.bucket(aws.bucket("FilesBucket")).key(key))
        .asByteArray();
  }
}
