package relais.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Actor;
import relais.conversation.Channel;
import relais.conversation.ChatPresence;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.conversation.TeamId;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Visitor;
import relais.conversation.Writing;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.runtime.Job;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.Eventually;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Arrivals;
import relais.table.Connections;
import relais.table.ConversationList;
import relais.table.Counts;
import relais.table.Intake;
import relais.table.MailIds;
import relais.table.SettingsStore;
import relais.table.Table;
import relais.table.TableChange;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class WhatFollowsTest {
  private final AwsParts aws;
  private final Table table;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final HttpServer browsers;

  WhatFollowsTest(AwsParts parts) throws IOException {
    aws = parts.fresh();
    table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    new SettingsStore(table).saveAll(HarbourGoods.settings());
    browsers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    browsers.createContext(
        "/",
        exchange -> {
          String connection = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
          String frame = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          if (connection.startsWith("gone")) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "GoneException");
            exchange.sendResponseHeaders(410, -1);
          } else {
            told.add(connection + " " + frame);
            exchange.sendResponseHeaders(200, -1);
          }
          exchange.close();
        });
    browsers.start();
  }

  @AfterEach
  void close() {
    browsers.stop(0);
  }

  @Test
  void a_new_conversation_asks_for_an_owner_once_is_counted_and_told_to_whom_it_concerns() {
    Connections connections = new Connections(table);
    connections.open("tom", new UserId("tom"), TestClock.START);
    connections.open("chiara", new UserId("chiara"), TestClock.START);
    connections.open("gone", new UserId("tom"), TestClock.START);
    Decision.Changed begun = begun("one", HarbourGoods.SALES);
    List<TableChange> changes =
        List.of(
            new TableChange.EntryAdded(begun.conversation().id(), begun.entries().getFirst()),
            new TableChange.ConversationChanged(null, begun.conversation()));
    passOn(changes);
    passOn(changes);

    assertThat(aws.take("AssignmentQueue"))
        .extracting(Message::body)
        .containsExactly(
            new Job.Assignment(begun.conversation().id(), HarbourGoods.SALES, 1).json());
    assertThat(
            Counts.of(new Counts(table).load(), new ConversationList.Unowned(HarbourGoods.SALES)))
        .isEqualTo(1);
    assertThat(told)
        .anySatisfy(
            frame ->
                assertThat(frame)
                    .startsWith("tom ")
                    .contains(begun.conversation().id().value())
                    .contains("\"causes\":[\"created\",\"message-in\"]")
                    .contains("{\"type\":\"counts\"}"))
        .noneSatisfy(
            frame ->
                assertThat(frame)
                    .startsWith("chiara ")
                    .contains(begun.conversation().id().value()));
    assertThat(connections.all()).extracting(Connections.Connection::id).doesNotContain("gone");
  }

  @Test
  void a_queued_message_becomes_one_job_and_a_waiting_one_none() {
    Conversation conversation = begun("two", HarbourGoods.SUPPORT).conversation();
    Entry.OutboundMessage queued = reply(conversation);
    Entry.OutboundMessage waiting =
        queued.with(
            new DeliveryStatus.Queued(
                TestClock.START, 1, "429", "Too many", TestClock.START.plusSeconds(60)));
    Entry.OutboundMessage again =
        queued.with(new DeliveryStatus.Queued(TestClock.START.plusSeconds(60), 2));
    passOn(
        List.of(
            new TableChange.EntryAdded(conversation.id(), queued),
            new TableChange.EntryAdded(conversation.id(), queued),
            new TableChange.EntryChanged(conversation.id(), queued, waiting),
            new TableChange.EntryChanged(conversation.id(), waiting, again)));
    assertThat(aws.take("OutboundQueue"))
        .extracting(Message::body)
        .containsExactly(
            new Job.Outbound(conversation.id(), queued.id(), 1).json(),
            new Job.Outbound(conversation.id(), queued.id(), 2).json());
  }

  @Test
  void files_that_are_still_at_the_provider_are_asked_for_and_notes_lead_nowhere() {
    Decision.Changed begun = begun("three", HarbourGoods.SUPPORT);
    Entry.InboundMessage message = (Entry.InboundMessage) begun.entries().getFirst();
    passOn(
        List.of(
            new TableChange.EntryAdded(
                begun.conversation().id(),
                message.withFiles(
                    List.of(
                        file(new StoredFile.State.Stored("attachments/x/0")),
                        file(new StoredFile.State.Fetching("media-1"))))),
            new TableChange.EntryAdded(
                begun.conversation().id(),
                new Entry.PrivateNote(
                    new EntryId(Ulid.derived(TestClock.START, "note")),
                    TestClock.START,
                    new UserId("marco"),
                    MessageBody.ofText("secret")))));
    assertThat(aws.take("MediaQueue"))
        .extracting(Message::body)
        .containsExactly(new Job.Media(begun.conversation().id(), message.id(), 1, 1).json());
    assertThat(aws.take("OutboundQueue")).isEmpty();
    assertThat(told).noneSatisfy(frame -> assertThat(frame).contains("secret"));
  }

  @Test
  void C680_who_has_no_name_where_messages_tell_none_is_asked_for() {
    Identity ana = new Identity("messenger", "5614879045272581");
    Decision.Changed begun =
        begun("four", HarbourGoods.SUPPORT, Channel.of("messenger"), ana, ana.value());
    Conversation conversation = begun.conversation();
    passOn(
        List.of(
            new TableChange.ConversationChanged(null, conversation),
            new TableChange.ConversationChanged(conversation, conversation.touched()),
            new TableChange.ConversationChanged(
                null, begun("five", HarbourGoods.SUPPORT).conversation())));
    assertThat(aws.take("MediaQueue"))
        .extracting(Message::body)
        .containsExactly(
            new Job.CustomerName(conversation.id(), conversation.origin().contact(), 1).json());
  }

  @Test
  void a_visitor_is_told_that_something_was_said_and_never_of_a_note_or_by_its_words() {
    Visitor visitor = Visitor.browser(new InboxId("shop-chat"), "0123456789abcdef".repeat(2));
    Connections connections = new Connections(table);
    connections.open("visitor", visitor, TestClock.START);
    connections.open("gone-visitor", visitor, TestClock.START);
    connections.open("marco", new UserId("marco"), TestClock.START);
    Conversation conversation = begun("chat", HarbourGoods.SUPPORT).conversation();
    Entry.OutboundMessage queued =
        new Entry.OutboundMessage(
            new EntryId(Ulid.derived(TestClock.START, "said")),
            TestClock.START,
            new Actor.Agent(new UserId("marco")),
            visitor.identity(),
            null,
            MessageBody.ofText("Ahoy"),
            List.of(),
            null,
            new DeliveryStatus.Queued(TestClock.START, 1));
    Entry.PrivateNote note =
        new Entry.PrivateNote(
            new EntryId(Ulid.derived(TestClock.START, "note")),
            TestClock.START,
            new UserId("marco"),
            MessageBody.ofText("between us"));
    passOn(
        List.of(
            new TableChange.EntryAdded(conversation.id(), queued),
            new TableChange.EntryAdded(conversation.id(), note)));
    assertThat(told).noneMatch(frame -> frame.startsWith("visitor "));
    Entry.OutboundMessage sent = queued.with(new DeliveryStatus.Sent(TestClock.START, 1));
    passOn(
        List.of(
            new TableChange.EntryChanged(conversation.id(), queued, sent),
            new TableChange.EntryChanged(
                conversation.id(), sent, sent.with(new DeliveryStatus.Read(TestClock.START, 1)))));
    assertThat(told.stream().filter(frame -> frame.startsWith("visitor ")))
        .containsExactly("visitor {\"type\":\"messages\"}");
    assertThat(connections.of(visitor)).containsExactly("visitor");
  }

  @Test
  void who_sits_at_a_chat_is_told_to_whom_it_concerns_and_who_types_to_the_visitor() {
    Visitor visitor = Visitor.browser(new InboxId("shop-chat"), "f".repeat(32));
    Connections connections = new Connections(table);
    connections.open("visitor", visitor, TestClock.START);
    connections.open("sanne", new UserId("sanne"), TestClock.START);
    connections.open("tom", new UserId("tom"), TestClock.START);
    Decision.Changed begun = begun("presence", HarbourGoods.SUPPORT);
    new Arrivals(table).begin(begun, intake("presence"));
    ChatPresence here =
        new ChatPresence(visitor, TestClock.START, true, null, null, null, null, null);
    ChatPresence stillHere =
        new ChatPresence(
            visitor, TestClock.START.plusSeconds(25), true, null, null, null, null, null);
    passOn(List.of(new TableChange.PresenceChanged(begun.conversation().id(), here, stillHere)));
    assertThat(told).isEmpty();
    passOn(List.of(new TableChange.PresenceChanged(begun.conversation().id(), null, here)));
    assertThat(told)
        .containsExactly(
            "sanne {\"updates\":[{\"type\":\"presence\",\"id\":\"%s\"}]}"
                .formatted(begun.conversation().id()));
    told.clear();
    passOn(
        List.of(
            new TableChange.PresenceChanged(
                begun.conversation().id(),
                here,
                new ChatPresence(
                    visitor,
                    TestClock.START,
                    true,
                    null,
                    null,
                    null,
                    "Marco",
                    TestClock.START.plusSeconds(6)))));
    assertThat(told).containsExactly("visitor {\"type\":\"typing\"}");
  }

  private static Intake intake(String source) {
    return new Intake(source, TestClock.START, null, MailIds.NONE, List.of(), null, null, null);
  }

  @Test
  void a_reply_that_waits_comes_up_at_its_time_and_a_later_one_is_left_to_the_schedule() {
    Conversation conversation = begun("waits", HarbourGoods.SUPPORT).conversation();
    Entry.OutboundMessage reply = reply(conversation);
    passOn(
        List.of(
            new TableChange.EntryAdded(
                conversation.id(), reply.with(scheduled(TestClock.START.plusSeconds(1)))),
            new TableChange.EntryAdded(
                conversation.id(), reply.with(scheduled(TestClock.START.plusSeconds(900))))));
    assertThat(aws.take("OutboundQueue")).isEmpty();
    List<Message> due =
        Eventually.found(
            "a reply that is due",
            () -> Optional.of(aws.take("WaitingQueue")).filter(taken -> !taken.isEmpty()));
    assertThat(due)
        .extracting(Message::body)
        .containsExactly(new Job.Waiting(conversation.id(), reply.id(), 0).json());
    // By the queue's own clock: a second may pass before anybody can look that nothing is there
    // yet.
    assertThat(
            moment(due.getFirst(), MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)
                - moment(due.getFirst(), MessageSystemAttributeName.SENT_TIMESTAMP))
        .isGreaterThanOrEqualTo(1000);
  }

  private static long moment(Message message, MessageSystemAttributeName which) {
    return Long.parseLong(requireNonNull(message.attributes().get(which)));
  }

  @Test
  void a_draft_is_told_to_its_author_alone_and_without_its_words() {
    Connections connections = new Connections(table);
    connections.open("one", new UserId("marco"), TestClock.START);
    connections.open("other", new UserId("marco"), TestClock.START);
    connections.open("admin", new UserId("amelie"), TestClock.START);
    ConversationId conversation = begun("draft", HarbourGoods.SUPPORT).conversation().id();
    passOn(
        List.of(
            new TableChange.DraftChanged(
                new Draft(
                    new Draft.Place(conversation, new UserId("marco"), Draft.Kind.REPLY),
                    7,
                    TestClock.START,
                    "secret words")),
            new TableChange.DraftChanged(
                new Draft(
                    Draft.Place.outside(new UserId("marco")),
                    8,
                    TestClock.START,
                    "more of them"))));
    String update =
        "{\"updates\":[{\"type\":\"draft\",\"id\":\"%s\",\"kind\":\"reply\",\"version\":7},{\"type\":\"draft\",\"id\":null,\"kind\":\"first\",\"version\":8}]}"
            .formatted(conversation);
    assertThat(told).containsExactlyInAnyOrder("one " + update, "other " + update);
  }

  private static DeliveryStatus scheduled(Instant dueAt) {
    return new DeliveryStatus.Scheduled(TestClock.START, 1, dueAt, false);
  }

  private void passOn(List<TableChange> changes) {
    Map<String, String> variables = new LinkedHashMap<>(aws.environment("RelayFunction"));
    variables.put("LIVE_ENDPOINT", "http://127.0.0.1:" + browsers.getAddress().getPort());
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .singletons(new GivenClock(new TestClock()))
            .start()) {
      context.getBean(PassOn.class).all(changes);
    }
  }

  private static StoredFile file(StoredFile.State state) {
    return new StoredFile("a.jpg", "image/jpeg", 0, null, false, state);
  }

  private static Entry.OutboundMessage reply(Conversation conversation) {
    Decision decision =
        Writing.reply(
            conversation,
            new Writing.Reply(
                new UserId("marco"),
                conversation.versions().current(),
                conversation.origin().identity(),
                null,
                MessageBody.ofText("Sorry"),
                List.of(),
                false,
                null),
            new EntryId(Ulid.derived(TestClock.START, "out")),
            EntryIds.derived(TestClock.START, "events"),
            TestClock.START);
    return (Entry.OutboundMessage) ((Decision.Changed) decision).entries().getFirst();
  }

  private static Decision.Changed begun(String name, TeamId team) {
    return begun(name, team, Channel.WHATSAPP, new Identity("phone", "+31612345678"), "Jo");
  }

  private static Decision.Changed begun(
      String name, TeamId team, Channel channel, Identity from, String called) {
    InboundItem.Received item =
        new InboundItem.Received(
            name,
            TestClock.START,
            HarbourGoods.WHATSAPP_INBOX,
            channel,
            from,
            called,
            TestClock.START,
            null,
            MessageBody.ofText("Hello"),
            List.of(),
            name,
            "raw",
            null);
    return Incoming.begin(
        item,
        new Incoming.Start(
            new ConversationId(Ulid.derived(TestClock.START, name)),
            10_001,
            new ContactId(Ulid.derived(TestClock.START, "c" + name)),
            called,
            team),
        HarbourGoods.settings(),
        EntryIds.derived(TestClock.START, name),
        TestClock.START);
  }
}
