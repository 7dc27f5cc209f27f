package relais.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.TeamId;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.runtime.Environment;
import relais.runtime.Job;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Conversations;
import relais.table.Intake;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnersInTurnTest {
  private final AwsParts aws;
  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Arrivals arrivals;
  private final SettingsStore settings;

  OwnersInTurnTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    caseNumbers = new CaseNumbers(table);
    arrivals = new Arrivals(table);
    settings = new SettingsStore(table);
    settings.saveAll(HarbourGoods.settings());
  }

  @Test
  void the_members_of_a_team_take_turns() {
    List<Conversation> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiting.add(begun("turn-" + i, HarbourGoods.FINANCE));
    }
    handle(waiting);
    assertThat(waiting)
        .extracting(this::owner)
        .containsExactly(
            new UserId("amelie"), new UserId("chiara"), new UserId("noor"), new UserId("amelie"));
  }

  @Test
  void a_job_that_comes_twice_gives_one_owner_and_one_event() {
    Conversation conversation = begun("twice", HarbourGoods.FINANCE);
    handle(List.of(conversation, conversation));
    handle(List.of(conversation));
    assertThat(assignments(conversation)).hasSize(1);
  }

  @Test
  void killed_at_any_write_and_delivered_again_gives_one_owner() {
    for (When when : When.values()) {
      Conversation conversation = begun("killed-" + when, HarbourGoods.SALES);
      try {
        handle(List.of(conversation), new CrashAtWrite(1, when));
        throw new AssertionError("Nothing was written");
      } catch (CrashAtWrite.Crash _) {
        handle(List.of(conversation));
      }
      assertThat(assignments(conversation)).hasSize(1);
    }
  }

  @Test
  void nobody_available_leaves_it_unowned_and_teams_that_assign_by_hand_are_left_alone() {
    for (String member : List.of("amelie", "marco", "tom")) {
      settings.saveAvailability(new UserId(member), false);
    }
    Conversation inSales = begun("nobody", HarbourGoods.SALES);
    Conversation inSupport = begun("manual", HarbourGoods.SUPPORT);
    handle(List.of(inSales, inSupport));
    assertThat(owner(inSales)).isNull();
    assertThat(owner(inSupport)).isNull();
    settings.saveAvailability(new UserId("tom"), true);
    handle(List.of(inSales));
    assertThat(owner(inSales)).isEqualTo(new UserId("tom"));
  }

  private @Nullable UserId owner(Conversation conversation) {
    return conversations.find(conversation.id()).orElseThrow().ownership().assignee();
  }

  private List<Happening> assignments(Conversation conversation) {
    List<Happening> assignments = new ArrayList<>();
    for (Entry entry : conversations.page(conversation.id(), 50).orElseThrow().entries()) {
      if (entry instanceof Entry.Event event && event.what() instanceof Happening.Assigned what) {
        assignments.add(what);
      }
    }
    return assignments;
  }

  private void handle(List<Conversation> waiting, Object... beans) {
    List<SQSMessage> messages = new ArrayList<>();
    for (Conversation conversation : waiting) {
      SQSMessage message = new SQSMessage();
      message.setMessageId("m" + messages.size());
      message.setBody(
          new Job.Assignment(
                  conversation.id(),
                  conversation.ownership().team(),
                  conversation.versions().current())
              .json());
      message.setAttributes(Map.of("MessageGroupId", conversation.ownership().team().value()));
      messages.add(message);
    }
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("AssignmentFunction")))
            .singletons(beans)
            .start()) {
      assertThat(new AssignmentHandler(context).handleRequest(event, null).getBatchItemFailures())
          .isEmpty();
    }
  }

  private Conversation begun(String name, TeamId team) {
    InboundItem.Received item =
        new InboundItem.Received(
            name,
            TestClock.START,
            HarbourGoods.WHATSAPP_INBOX,
            Channel.WHATSAPP,
            new Identity("phone", "+316" + Math.floorMod(name.hashCode(), 100_000)),
            "Jo",
            TestClock.START,
            null,
            MessageBody.ofText("Hello"),
            List.of(),
            name,
            "raw",
            null);
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(TestClock.START, name)),
                caseNumbers.next(),
                new ContactId(Ulid.derived(TestClock.START, "c" + name)),
                "Jo",
                team),
            HarbourGoods.settings(),
            EntryIds.derived(TestClock.START, name),
            TestClock.START);
    assertThat(arrivals.begin(begun, new Intake(name, TestClock.START, null, null, null)))
        .isEqualTo(Saved.DONE);
    return begun.conversation();
  }
}
