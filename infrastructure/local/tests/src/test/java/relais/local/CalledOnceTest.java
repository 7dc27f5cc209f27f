package relais.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Calling;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.delivery.OutboundHandler;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.runtime.Job;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.schedule.MinuteHandler;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Decisions;
import relais.table.Intake;
import relais.table.OutboundMessages;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Nobody is rung twice, wherever the function that begins a call is killed, and nobody is rung
/// late.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class CalledOnceTest {
  private static final InboxId INBOX = new InboxId("voice");

  /// What the played provider does with the next call.
  private enum Mood {
    BEGINS,
    LOSES_ITS_ANSWER,
    NOT_NOW
  }

  private final AwsParts aws;
  private final CaseNumbers caseNumbers;
  private final Decisions decisions;
  private final Arrivals arrivals;
  private final OutboundMessages messages;
  private final TestClock clock = new TestClock();
  private final AtomicInteger names = new AtomicInteger();
  private final AtomicInteger rung = new AtomicInteger();
  private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.BEGINS);
  private final HttpServer twilio;

  CalledOnceTest(AwsParts parts) throws IOException {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    caseNumbers = new CaseNumbers(table);
    decisions = new Decisions(table);
    arrivals = new Arrivals(table);
    messages = new OutboundMessages(table);
    SettingsStore settings = new SettingsStore(table);
    settings.saveAll(HarbourGoods.settings());
    settings.save(
        new Inbox.Connected(
            INBOX,
            "Telephone",
            HarbourGoods.SUPPORT,
            Channel.of("voice"),
            "+31205550144",
            "+31 20 555 0144",
            Map.of("accountSid", "AC1")));
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name(aws.environment("DeliveryFunction").get("PARAMETER_PREFIX") + "/" + INBOX)
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value("{\"appSecret\":\"s\",\"verifyToken\":\"v\",\"accessToken\":\"t\"}"));
    twilio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    twilio.createContext("/2010-04-01/Accounts/AC1/Calls.json", this::answer);
    twilio.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Mood now = mood.getAndSet(Mood.BEGINS);
      if (now == Mood.NOT_NOW) {
        send(exchange, 429, "{\"code\":20429,\"message\":\"Too Many Requests\"}");
        return;
      }
      int count = rung.incrementAndGet();
      if (now == Mood.BEGINS) {
        send(exchange, 201, "{\"sid\":\"CA%d\",\"status\":\"queued\"}".formatted(count));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @AfterEach
  void close() {
    twilio.stop(0);
    aws.close();
  }

  @Test
  void a_call_killed_at_any_write_rings_at_most_once_and_says_so() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        rung.set(0);
        MessageReference.Ours call = queued();
        crashed = crashes(call, write, when);
        deliver(call);
        settle(call);
        assertThat(rung.get()).as("%s write %d", when, write).isLessThanOrEqualTo(1);
        if (status(call) instanceof DeliveryStatus.Sent) {
          assertThat(rung.get()).as("%s write %d", when, write).isEqualTo(1);
        } else {
          assertThat(failure(call)).as("%s write %d", when, write).isEqualTo("outcome-unknown");
        }
      } while (crashed);
      assertThat(write).as("writes of one delivery").isGreaterThan(2);
    }
  }

  @Test
  void a_call_whose_answer_was_lost_is_unknown_and_does_not_ring_again() {
    MessageReference.Ours call = queued();
    mood.set(Mood.LOSES_ITS_ANSWER);
    deliver(call);
    assertThat(status(call)).isInstanceOf(DeliveryStatus.Sending.class);
    settle(call);
    assertThat(failure(call)).isEqualTo("outcome-unknown");
    assertThat(rung.get()).isEqualTo(1);
  }

  @Test
  void a_refusal_not_now_is_one_for_good() {
    MessageReference.Ours call = queued();
    mood.set(Mood.NOT_NOW);
    deliver(call);
    assertThat(failure(call)).isEqualTo("20429");
    settle(call);
    assertThat(rung.get()).isZero();
  }

  @Test
  void what_was_held_up_too_long_rings_nobody() {
    MessageReference.Ours call = queued();
    clock.advance(Duration.ofMinutes(2));
    deliver(call);
    assertThat(failure(call)).isEqualTo("too-late");
    assertThat(rung.get()).isZero();
  }

  private String failure(MessageReference.Ours call) {
    return ((DeliveryStatus.Failed) status(call)).code();
  }

  private DeliveryStatus status(MessageReference.Ours call) {
    return messages.find(call.conversation(), call.message()).orElseThrow().status();
  }

  /// Others are called, and reported on; time passes; what is there to be delivered is.
  private void settle(MessageReference.Ours call) {
    clock.advance(Duration.ofSeconds(70));
    messages.heard(INBOX, clock.instant());
    clock.advance(Duration.ofMinutes(2));
    run("ScheduleFunction", context -> new MinuteHandler(context).handleRequest(Map.of(), null));
    deliver(call);
  }

  private boolean crashes(MessageReference.Ours call, int write, When when) {
    try {
      deliver(call, new CrashAtWrite(write, when));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }

  private void deliver(MessageReference.Ours call, Object... beans) {
    SQSMessage message = new SQSMessage();
    message.setMessageId("m");
    message.setBody(
        new Job.Outbound(call.conversation(), call.message(), status(call).attempt()).json());
    message.setAttributes(Map.of("MessageGroupId", "g"));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    run(
        "DeliveryFunction",
        context -> new OutboundHandler(context).handleRequest(event, null),
        beans);
  }

  private void run(String function, Consumer<ApplicationContext> handle, Object... beans) {
    Map<String, String> variables = new LinkedHashMap<>(aws.environment(function));
    variables.put("TWILIO_API_URL", "http://127.0.0.1:" + twilio.getAddress().getPort());
    List<Object> all = new ArrayList<>(List.of(beans));
    all.add(new GivenClock(clock));
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .singletons(all.toArray())
            .start()) {
      handle.accept(context);
    }
  }

  private MessageReference.Ours queued() {
    String name = "call-" + names.incrementAndGet();
    Instant now = clock.instant();
    Identity customer = new Identity("phone", "+3161%07d".formatted(names.get()));
    InboundItem.Received rings =
        new InboundItem.Received(
            "voice/" + name,
            now,
            INBOX,
            Channel.of("voice"),
            customer,
            "Jo",
            now,
            null,
            MessageBody.ofText("Call"),
            List.of(),
            name,
            "raw/" + name,
            Incoming.CALL,
            null,
            null,
            ChatFields.of("", List.of(ChatPart.Call.RINGING)));
    Contact contact =
        new Contact(
            new ContactId(Ulid.derived(now, "contact-" + name)),
            "Jo",
            new TreeSet<>(List.of(customer)));
    Decision.Changed begun =
        Incoming.begin(
            rings,
            new Incoming.Start(
                new ConversationId(Ulid.derived(now, name)),
                caseNumbers.next(),
                contact.id(),
                "Jo",
                HarbourGoods.SUPPORT),
            HarbourGoods.settings(),
            EntryIds.derived(now, name),
            now);
    assertThat(arrivals.begin(begun, new Intake(rings.source(), now, contact, null, customer)))
        .isEqualTo(Saved.DONE);
    Conversation conversation = begun.conversation();
    EntryIds ids = EntryIds.derived(now, "out-" + name);
    Decision.Changed calls =
        Calling.begin(
            conversation, new UserId("marco"), "+31205550155", customer, ids.next(), ids, now);
    assertThat(decisions.save(conversation, calls, null)).isEqualTo(Saved.DONE);
    return new MessageReference.Ours(conversation.id(), calls.entries().getFirst().id());
  }
}
