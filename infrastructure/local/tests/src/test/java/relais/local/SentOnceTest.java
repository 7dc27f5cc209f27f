package relais.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.conversation.Channel;
import relais.conversation.ChatAct;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.Scheduling;
import relais.conversation.StoredFile;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.delivery.OutboundHandler;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.rules.InboundHandler;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.runtime.InboundItemJson;
import relais.runtime.Job;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.schedule.MinuteHandler;
import relais.schedule.WaitingHandler;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Intake;
import relais.table.OutboundMessages;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// A reply reaches the provider once, wherever the function that delivers it is killed. The pieces
/// are the real handlers of delivery, rules and schedule; the queue's redelivery, the passing of
/// time and the provider's word are played by the test.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SentOnceTest {
  private final AwsParts aws;
  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Decisions decisions;
  private final Arrivals arrivals;
  private final OutboundMessages messages;
  private final TestClock clock = new TestClock();
  private final ProviderDouble provider = ProviderDouble.start();
  private final AtomicInteger names = new AtomicInteger();

  SentOnceTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    caseNumbers = new CaseNumbers(table);
    decisions = new Decisions(table);
    arrivals = new Arrivals(table);
    messages = new OutboundMessages(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name(
                        aws.environment("DeliveryFunction").get("PARAMETER_PREFIX")
                            + "/"
                            + HarbourGoods.WHATSAPP_INBOX)
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value("{\"appSecret\":\"s\",\"verifyToken\":\"v\",\"accessToken\":\"t\"}"));
  }

  @BeforeEach
  void storeFiles() {
    TWO_FILES.forEach(
        file ->
            aws.clients()
                .s3()
                .putObject(
                    put ->
                        put.bucket(aws.environment("DeliveryFunction").get("FILES_BUCKET"))
                            .key(((StoredFile.State.Stored) file.state()).key()),
                    RequestBody.fromString("png")));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void a_reply_killed_at_any_write_arrives_once(Channel channel) {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        MessageReference.Ours reply = queuedReply(channel);
        crashed = crashes(reply, write, when);
        deliver(reply, 1);
        settle(reply, channel);
        assertThat(provider.taken(reply)).as("%s write %d", when, write).isEqualTo(1);
        assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sent.class);
      } while (crashed);
      assertThat(write).as("writes of one delivery").isGreaterThan(2);
    }
  }

  @Test
  void each_portion_of_a_reply_killed_at_any_write_arrives_once() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        MessageReference.Ours reply = queuedReply(Channel.WHATSAPP, TWO_FILES);
        crashed = crashes(reply, write, when);
        deliver(reply, 1);
        // Each portion that was on its way may be lost sight of once.
        settle(reply, Channel.WHATSAPP);
        for (MessageReference.Ours portion : portions(reply)) {
          assertThat(provider.taken(portion))
              .as("%s write %d portion %d", when, write, portion.portion())
              .isEqualTo(1);
        }
        assertThat(status(reply))
            .as("%s write %d", when, write)
            .isInstanceOf(DeliveryStatus.Sent.class);
      } while (crashed);
      assertThat(write).as("writes of one delivery").isGreaterThan(4);
    }
  }

  @Test
  void the_portions_that_left_before_an_answer_was_lost_do_not_leave_again() {
    MessageReference.Ours reply = queuedReply(Channel.WHATSAPP, TWO_FILES);
    provider.loseAnswer(2);
    deliver(reply, 1);
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sending.class);
    assertThat(messages.find(reply.conversation(), reply.message()).orElseThrow().portions())
        .containsExactly(ProviderDouble.providerId(reply), "", "");
    settle(reply, Channel.WHATSAPP);
    assertThat(portions(reply)).allSatisfy(portion -> assertThat(provider.taken(portion)).isOne());
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sent.class);
  }

  @Test
  void a_template_with_a_picture_killed_at_any_write_arrives_once_with_it() {
    arrivesOnce(
        List.of(file(0)), WITH_A_PICTURE, List.of("/template/components/0/parameters/0/image/id"));
  }

  @Test
  void a_template_with_cards_killed_at_any_write_arrives_once_with_all_of_them() {
    String card = "/template/components/0/cards/%d/components/0/parameters/0/image/id";
    arrivesOnce(TWO_FILES, WITH_CARDS, List.of(card.formatted(0), card.formatted(1)));
  }

  private void arrivesOnce(List<StoredFile> files, ChatAct act, List<String> filesAt) {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        MessageReference.Ours reply = reply(Channel.WHATSAPP, files, null, act);
        crashed = crashes(reply, write, when);
        deliver(reply, 1);
        settle(reply, Channel.WHATSAPP);
        assertThat(provider.taken(reply)).as("%s write %d", when, write).isEqualTo(1);
        assertThat(filesAt)
            .allSatisfy(
                place ->
                    assertThat(provider.request(reply).at(place).textValue())
                        .isEqualTo(ProviderDouble.FILE));
        assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sent.class);
      } while (crashed);
      assertThat(write).as("writes of one delivery").isGreaterThan(2);
    }
  }

  private static final ChatAct WITH_A_PICTURE =
      new ChatAct.Template(
          "new_collection",
          "en",
          new ChatAct.Template.Header.Media("image"),
          List.of(),
          List.of(),
          new ChatAct.Template.Look(null, null, List.of()));

  private static final ChatAct WITH_CARDS =
      new ChatAct.Template(
          "three_coats",
          "en",
          null,
          null,
          List.of(),
          List.of(),
          List.of(
              new ChatAct.Template.Card("A", List.of(), List.of(), List.of()),
              new ChatAct.Template.Card("B", List.of(), List.of(), List.of())),
          new ChatAct.Template.Look(null, null, List.of()));

  private static final List<StoredFile> TWO_FILES = List.of(file(0), file(1));

  private static StoredFile file(int place) {
    return new StoredFile(
        "lamp-%d.png".formatted(place),
        "image/png",
        3,
        null,
        false,
        new StoredFile.State.Stored("attachments/lamps/" + place));
  }

  private static List<MessageReference.Ours> portions(MessageReference.Ours reply) {
    return IntStream.range(0, 3)
        .mapToObj(
            portion -> new MessageReference.Ours(reply.conversation(), reply.message(), portion))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void a_reply_whose_answer_was_lost_arrives_once(Channel channel) {
    MessageReference.Ours reply = queuedReply(channel);
    provider.loseNextAnswer();
    deliver(reply, 1);
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sending.class);
    deliver(reply, 1);
    settle(reply, channel);
    assertThat(provider.taken(reply)).isEqualTo(1);
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void without_any_word_of_the_provider_a_person_decides(Channel channel) {
    MessageReference.Ours reply = queuedReply(channel);
    provider.loseNextAnswer();
    deliver(reply, 1);
    clock.advance(Duration.ofMinutes(3));
    strikeTheMinute();
    assertThat(status(reply))
        .isInstanceOfSatisfying(
            DeliveryStatus.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("outcome-unknown");
              assertThat(failed.retryable()).isTrue();
            });
    deliver(reply, 1);
    assertThat(provider.taken(reply)).isEqualTo(1);
    report(reply, channel);
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void a_refusal_not_now_waits_and_is_then_sent(Channel channel) {
    MessageReference.Ours reply = queuedReply(channel);
    provider.refuseNextForNow();
    deliver(reply, 1);
    assertThat(status(reply))
        .isInstanceOfSatisfying(
            DeliveryStatus.Queued.class,
            queued -> assertThat(queued.notBefore()).isEqualTo(clock.instant().plusSeconds(60)));
    deliver(reply, 1);
    assertThat(provider.taken(reply)).isZero();
    clock.advance(Duration.ofSeconds(61));
    strikeTheMinute();
    deliver(reply, status(reply).attempt());
    assertThat(provider.taken(reply)).isEqualTo(1);
    assertThat(status(reply)).isEqualTo(new DeliveryStatus.Sent(clock.instant(), 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void a_reply_that_waited_killed_at_any_write_goes_out_once(Channel channel) {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        MessageReference.Ours reply = waitingReply(channel);
        waitIsOver(reply);
        assertThat(status(reply))
            .as("before its time")
            .isInstanceOf(DeliveryStatus.Scheduled.class);
        clock.advance(UNDO_WINDOW);
        crashed = crashesWhenDue(reply, write, when);
        waitIsOver(reply);
        waitIsOver(reply);
        strikeTheMinute();
        assertThat(status(reply)).isInstanceOf(DeliveryStatus.Queued.class);
        deliver(reply, 1);
        settle(reply, channel);
        assertThat(provider.taken(reply)).as("%s write %d", when, write).isEqualTo(1);
        assertThat(status(reply)).isInstanceOf(DeliveryStatus.Sent.class);
      } while (crashed);
      assertThat(write).as("writes of one release").isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void a_reply_whose_waiting_job_was_lost_goes_out_with_the_next_minute(Channel channel) {
    MessageReference.Ours reply = waitingReply(channel);
    strikeTheMinute();
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Scheduled.class);
    clock.advance(UNDO_WINDOW);
    strikeTheMinute();
    deliver(reply, 1);
    waitIsOver(reply);
    deliver(reply, 1);
    assertThat(provider.taken(reply)).isEqualTo(1);
    assertThat(status(reply)).isEqualTo(new DeliveryStatus.Sent(clock.instant(), 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "whatsapp"})
  void a_reply_that_was_taken_back_never_goes_out(Channel channel) {
    MessageReference.Ours reply = waitingReply(channel);
    Conversation conversation = conversations.find(reply.conversation()).orElseThrow();
    Entry.OutboundMessage message =
        messages.find(reply.conversation(), reply.message()).orElseThrow();
    Scheduling.Outcome.Changed back =
        (Scheduling.Outcome.Changed)
            Scheduling.cancel(conversation, message, new UserId("marco"), clock.instant());
    assertThat(messages.step(conversation, message, back)).isTrue();
    clock.advance(UNDO_WINDOW);
    waitIsOver(reply);
    strikeTheMinute();
    deliver(reply, 1);
    assertThat(provider.taken(reply)).isZero();
    assertThat(status(reply)).isInstanceOf(DeliveryStatus.Cancelled.class);
  }

  private static final Duration UNDO_WINDOW = Duration.ofSeconds(10);

  private boolean crashesWhenDue(MessageReference.Ours reply, int write, When when) {
    try {
      waitIsOver(reply, new CrashAtWrite(write, when));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }

  private void waitIsOver(MessageReference.Ours reply, Object... beans) {
    run(
        "WaitingFunction",
        context ->
            new WaitingHandler(context)
                .handleRequest(
                    queued(new Job.Waiting(reply.conversation(), reply.message(), 0).json()), null),
        beans);
  }

  /// The provider reports what it has taken, and on something newer; time passes; what is queued
  /// again is delivered.
  private void settle(MessageReference.Ours reply, Channel channel) {
    clock.advance(Duration.ofSeconds(70));
    report(reply, channel);
    MessageReference.Ours newer = queuedReply(channel);
    deliver(newer, 1);
    report(newer, channel);
    clock.advance(Duration.ofMinutes(2));
    strikeTheMinute();
    deliver(reply, status(reply).attempt());
    report(reply, channel);
  }

  private boolean crashes(MessageReference.Ours reply, int write, When when) {
    try {
      deliver(reply, 1, new CrashAtWrite(write, when));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }

  private void deliver(MessageReference.Ours reply, int attempt, Object... beans) {
    run(
        "DeliveryFunction",
        context ->
            new OutboundHandler(context)
                .handleRequest(
                    queued(new Job.Outbound(reply.conversation(), reply.message(), attempt).json()),
                    null),
        beans);
  }

  private void report(MessageReference.Ours reply, Channel channel) {
    reportOne(reply, channel);
    if (!channel.isMail()) {
      portions(reply).stream().skip(1).forEach(portion -> reportOne(portion, channel));
    }
  }

  private void reportOne(MessageReference.Ours reply, Channel channel) {
    if (provider.taken(reply) == 0) {
      return;
    }
    InboundItem.StatusReported sent =
        new InboundItem.StatusReported(
            "sent/" + ProviderDouble.providerId(reply),
            clock.instant(),
            reply,
            ProviderDouble.providerId(reply),
            channel.isMail() ? reply.message() + "@eu-west-1.amazonses.com" : null,
            new ReportedStatus(ReportedStatus.Kind.SENT, clock.instant(), null, null, false));
    run(
        "RulesFunction",
        context ->
            new InboundHandler(context).handleRequest(queued(InboundItemJson.write(sent)), null));
  }

  private void strikeTheMinute() {
    run("ScheduleFunction", context -> new MinuteHandler(context).handleRequest(Map.of(), null));
  }

  private void run(
      String function, Consumer<ApplicationContext> handle, @Nullable Object... beans) {
    Map<String, String> variables = new LinkedHashMap<>(aws.environment(function));
    variables.put("AWS_ENDPOINT_URL_SESV2", provider.address());
    variables.put("GRAPH_API_URL", provider.address());
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

  private static SQSEvent queued(String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId("m");
    message.setBody(body);
    message.setAttributes(Map.of("MessageGroupId", "g"));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }

  private DeliveryStatus status(MessageReference.Ours reply) {
    return messages.find(reply.conversation(), reply.message()).orElseThrow().status();
  }

  private MessageReference.Ours queuedReply(Channel channel) {
    return queuedReply(channel, List.of());
  }

  private MessageReference.Ours queuedReply(Channel channel, List<StoredFile> files) {
    return reply(channel, files, null, null);
  }

  private MessageReference.Ours waitingReply(Channel channel) {
    return reply(channel, List.of(), clock.instant().plus(UNDO_WINDOW), null);
  }

  private MessageReference.Ours reply(
      Channel channel, List<StoredFile> files, @Nullable Instant dueAt, @Nullable ChatAct act) {
    String name = "reply-" + names.incrementAndGet();
    Instant now = clock.instant();
    Conversation begun = begun(channel, name, now);
    Writing.Reply reply =
        new Writing.Reply(
            new UserId("marco"),
            begun.versions().current(),
            begun.origin().identity(),
            channel.isMail() ? mail(name) : null,
            MessageBody.ofText("Sorry for " + name),
            files,
            false,
            dueAt,
            act);
    EntryId message = new EntryId(Ulid.derived(now, "out-" + name));
    Decision decision =
        Writing.reply(begun, reply, message, EntryIds.derived(now, "events-" + name), now);
    assertThat(decisions.save(begun, (Decision.Changed) decision, null)).isEqualTo(Saved.DONE);
    return new MessageReference.Ours(begun.id(), message);
  }

  private Conversation begun(Channel channel, String name, Instant now) {
    boolean mail = channel.isMail();
    InboxId inbox = mail ? HarbourGoods.SUPPORT_INBOX : HarbourGoods.WHATSAPP_INBOX;
    Identity from =
        mail
            ? Identity.email(name + "@example.org")
            : new Identity("phone", "+3161%07d".formatted(names.get()));
    InboundItem.Received item =
        new InboundItem.Received(
            "in/" + name,
            now,
            inbox,
            channel,
            from,
            "Jo",
            now,
            mail ? mail("question-" + name) : null,
            MessageBody.ofText("Where is it?"),
            List.of(),
            name,
            "raw/" + name,
            null);
    Contact contact =
        new Contact(
            new ContactId(Ulid.derived(now, "contact-" + name)),
            "Jo",
            new TreeSet<>(List.of(from)));
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(now, name)),
                caseNumbers.next(),
                contact.id(),
                "Jo",
                HarbourGoods.SUPPORT),
            HarbourGoods.settings(),
            EntryIds.derived(now, name),
            now);
    assertThat(
            arrivals.begin(
                begun, new Intake(item.source(), now, contact, null, mail ? null : from)))
        .isEqualTo(Saved.DONE);
    return begun.conversation();
  }

  private static MailFields mail(String name) {
    return new MailFields(
        "Re: " + name,
        List.of(new Mailbox("Jo", MailAddress.parse(name + "@example.org"))),
        List.of(),
        new MimeMessageId(name.getBytes(UTF_8).length + "." + name + "@harbourgoods.example"),
        null,
        List.of());
  }
}
