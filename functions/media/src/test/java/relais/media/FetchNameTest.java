package relais.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.Ulid;
import relais.media.FakeGraph.Answer;
import relais.runtime.Environment;
import relais.runtime.Job;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.table.Arrivals;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Intake;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class FetchNameTest {
  private static final String FUNCTION = "MediaFunction";
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Identity ANA = new Identity("messenger", "5614879045272581");
  private static final String PROFILE = "/v23.0/" + ANA.value();
  private static final String ANSWER =
      "{\"name\":\"Ana Silva\",\"first_name\":\"Ana\",\"id\":\"5614879045272581\"}";

  private final AwsParts aws;
  private final FakeGraph graph = new FakeGraph();
  private final Conversations conversations;
  private final Arrivals arrivals;
  private final Contacts contacts;
  private final List<ApplicationContext> contexts = new ArrayList<>();

  FetchNameTest(AwsParts parts) {
    this.aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    this.conversations = new Conversations(table);
    this.arrivals = new Arrivals(table);
    this.contacts = new Contacts(table);
  }

  @BeforeEach
  void connect() {
    SettingsStore settings =
        new SettingsStore(new Table(aws.clients().dynamoDb(), aws.table("Table")));
    for (String inbox : List.of("page", "page-sales")) {
      settings.save(
          new Inbox.Connected(
              new InboxId(inbox),
              "Harbour Goods",
              HarbourGoods.SUPPORT,
              Channel.of("messenger"),
              "1001",
              "Harbour Goods"));
      aws.clients()
          .ssm()
          .putParameter(
              put ->
                  put.name(aws.environment(FUNCTION).get("PARAMETER_PREFIX") + "/" + inbox)
                      .type(ParameterType.SECURE_STRING)
                      .overwrite(true)
                      .value("{\"appSecret\":\"a\",\"verifyToken\":\"v\",\"accessToken\":\"t\"}"));
    }
  }

  @AfterEach
  void close() {
    contexts.forEach(ApplicationContext::close);
    graph.close();
    aws.close();
  }

  @Test
  void a_customer_is_called_by_their_name_in_all_their_conversations_and_asked_for_once() {
    Conversation one = begun("page", "1");
    Conversation other = begun("page-sales", "2");
    graph.with(PROFILE, Answer.json(200, ANSWER));
    assertThat(run(job(one), 1)).isEmpty();
    assertThat(run(job(other), 1)).isEmpty();
    assertThat(run(job(one), 1)).isEmpty();
    assertThat(contact().name()).isEqualTo("Ana Silva");
    for (Conversation conversation : List.of(one, other)) {
      assertThat(nameIn(conversation)).isEqualTo("Ana Silva");
      assertThat(named(conversation)).containsExactly(new Happening.Named("Ana Silva"));
    }
    assertThat(graph.asked()).containsExactly(PROFILE + " Bearer t");
  }

  @Test
  void who_does_not_consent_is_never_asked_for_again() {
    Conversation conversation = begun("page", "1");
    graph.with(PROFILE, Answer.json(403, "{\"error\":{\"code\":230,\"message\":\"consent\"}}"));
    assertThat(run(job(conversation), 1)).isEmpty();
    assertThat(run(job(begun("page-sales", "2")), 1)).isEmpty();
    assertThat(graph.asked()).hasSize(1);
    assertThat(nameIn(conversation)).isEqualTo(ANA.value());
  }

  @Test
  void a_provider_in_trouble_is_asked_again_until_the_last_try_and_once_more_another_day() {
    Conversation conversation = begun("page", "1");
    graph.with(PROFILE, Answer.json(503, ""));
    assertThat(run(job(conversation), 1)).containsExactly("message-1");
    assertThat(run(job(conversation), MediaTries.MAX)).isEmpty();
    assertThat(nameIn(conversation)).isEqualTo(ANA.value());
    graph.with(PROFILE, Answer.json(200, ANSWER));
    assertThat(run(job(conversation), 1)).isEmpty();
    assertThat(nameIn(conversation)).isEqualTo("Ana Silva");
  }

  @Test
  void a_token_that_is_over_is_not_tried_again_and_holds_nothing_against_the_customer() {
    Conversation conversation = begun("page", "1");
    graph.with(PROFILE, Answer.json(401, "{\"error\":{\"code\":190,\"message\":\"over\"}}"));
    assertThat(run(job(conversation), 1)).isEmpty();
    assertThat(contacts.isUntold(ANA)).isFalse();
  }

  @Test
  void a_name_that_somebody_gave_meanwhile_stays() {
    Conversation conversation = begun("page", "1");
    assertThat(contacts.name(contact(), "Ana from Porto")).isTrue();
    graph.with(PROFILE, Answer.json(200, ANSWER));
    assertThat(run(job(conversation), 1)).isEmpty();
    assertThat(contact().name()).isEqualTo("Ana from Porto");
    assertThat(nameIn(conversation)).isEqualTo("Ana from Porto");
    assertThat(graph.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,BEFORE", "1,AFTER", "2,BEFORE", "2,AFTER", "3,BEFORE", "3,AFTER"})
  void a_crash_at_any_write_is_made_good_by_the_next_try(int write, When when) {
    Conversation one = begun("page", "1");
    Conversation other = begun("page-sales", "2");
    graph.with(PROFILE, Answer.json(200, ANSWER));
    assertThatThrownBy(() -> run(job(one), 1, new CrashAtWrite(write, when)))
        .isInstanceOf(CrashAtWrite.Crash.class);
    assertThat(run(job(one), 2)).isEmpty();
    for (Conversation conversation : List.of(one, other)) {
      assertThat(nameIn(conversation)).isEqualTo("Ana Silva");
      assertThat(named(conversation)).hasSize(1);
    }
  }

  private static Job.CustomerName job(Conversation conversation) {
    return new Job.CustomerName(
        conversation.id(), conversation.origin().contact(), conversation.versions().current());
  }

  private Contact contact() {
    return contacts.find(ANA).orElseThrow();
  }

  private String nameIn(Conversation conversation) {
    return conversations.find(conversation.id()).orElseThrow().origin().contactName();
  }

  private List<Happening> named(Conversation conversation) {
    return conversations.page(conversation.id(), 50).orElseThrow().entries().stream()
        .filter(Entry.Event.class::isInstance)
        .map(entry -> ((Entry.Event) entry).what())
        .filter(Happening.Named.class::isInstance)
        .toList();
  }

  private Conversation begun(String inbox, String source) {
    InboundItem.Received item =
        new InboundItem.Received(
            source,
            NOW,
            new InboxId(inbox),
            Channel.of("messenger"),
            ANA,
            null,
            NOW,
            null,
            MessageBody.ofText("Hello"),
            List.of(),
            source,
            "webhook/messenger/" + source,
            null);
    Contact contact = Contact.met(NOW, ANA, ANA.value());
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(NOW, source)),
                10_480 + Integer.parseInt(source),
                contact.id(),
                contact.name(),
                HarbourGoods.SUPPORT),
            HarbourGoods.settings(),
            EntryIds.derived(NOW, source),
            NOW);
    boolean known = contacts.find(ANA).isPresent();
    assertThat(
            arrivals.begin(
                begun, new Intake(source, NOW, known ? null : contact, null, item.from())))
        .isEqualTo(Saved.DONE);
    return begun.conversation();
  }

  private List<String> run(Job.CustomerName job, int receiveCount) {
    return run(job, receiveCount, null);
  }

  /// Hands a job to the real handler.
  private List<String> run(Job.CustomerName job, int receiveCount, @Nullable CrashAtWrite crash) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("message-1");
    message.setBody(job.json());
    message.setReceiptHandle("none");
    message.setAttributes(
        Map.of(
            "ApproximateReceiveCount",
            Integer.toString(receiveCount),
            "MessageGroupId",
            job.contact().value()));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    SQSBatchResponse response = new MediaHandler(context(crash)).handleRequest(event, null);
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private ApplicationContext context(@Nullable CrashAtWrite crash) {
    Map<String, String> variables = new HashMap<>(aws.environment(FUNCTION));
    variables.put("GRAPH_API_URL", graph.address().toString());
    ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .singletons(crash == null ? new Object[0] : new Object[] {crash})
            .start();
    contexts.add(context);
    return context;
  }
}
