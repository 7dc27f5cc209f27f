package relais.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Received;
import relais.conversation.InboxId;
import relais.conversation.MessageBody;
import relais.conversation.TeamId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.TestClock;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueuesTest {
  private static final ConversationId CONVERSATION =
      new ConversationId("01JD0000000000000000000000");
  private static final EntryId MESSAGE = new EntryId("01JD0000000000000000000001");

  private final AwsParts aws;
  private final InboundQueue inbound;

  QueuesTest(AwsParts aws) {
    this.aws = aws.fresh();
    this.inbound = new InboundQueue(aws.clients().sqs(), this.aws.queueUrl("InboundQueue"));
  }

  private static Received received(String source, String from, String text) {
    return new Received(
        source,
        TestClock.START,
        new InboxId("support"),
        Channel.EMAIL,
        Identity.email(from),
        null,
        TestClock.START,
        null,
        MessageBody.ofText(text),
        List.of(),
        "id",
        "mail/x",
        null);
  }

  private List<InboundItem> taken() {
    return aws.take("InboundQueue").stream()
        .map(message -> InboundItemJson.read(message.body()))
        .toList();
  }

  private static String group(Message message) {
    return Objects.requireNonNull(
        message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
  }

  @Test
  void items_of_all_kinds_arrive_as_they_were_sent() {
    Random random = new Random(3);
    // The queue takes one item of each source.
    Map<String, InboundItem> items = new LinkedHashMap<>();
    while (items.size() < 25) {
      InboundItem item = AnyItem.of(random);
      items.putIfAbsent(item.source(), item);
    }
    inbound.send(List.copyOf(items.values()));
    assertThat(taken()).containsExactlyInAnyOrderElementsOf(items.values());
  }

  @Test
  void an_item_sent_twice_arrives_once() {
    inbound.send(received("email/support/1", "jo@example.org", "hello"));
    inbound.send(received("email/support/1", "jo@example.org", "hello"));
    assertThat(taken()).hasSize(1);
  }

  @Test
  void what_one_customer_writes_to_one_inbox_stays_in_order() {
    inbound.send(
        List.of(
            received("1", "jo@example.org", "a"),
            received("2", "ann@example.org", "b"),
            received("3", "JO@example.org", "c")));
    List<Message> messages = aws.take("InboundQueue");
    assertThat(messages).hasSize(3);
    List<String> groupsOfJo =
        messages.stream()
            .filter(it -> !it.body().contains("ann@"))
            .map(QueuesTest::group)
            .distinct()
            .toList();
    assertThat(groupsOfJo).hasSize(1).allMatch(group -> group.matches("support/[0-9a-f]{32}"));
    assertThat(messages.stream().map(QueuesTest::group).distinct()).hasSize(2);
  }

  @Test
  void large_items_travel_in_several_batches() {
    String large = "x".repeat(150_000);
    List<Received> items = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      items.add(received("large/" + i, "jo" + i + "@example.org", large));
    }
    inbound.send(items);
    assertThat(taken()).hasSize(4);
  }

  @Test
  void an_item_that_should_be_a_pointer_is_refused_and_nothing_is_sent() {
    assertThatThrownBy(
            () ->
                inbound.send(
                    List.of(
                        received("small", "jo@example.org", "x"),
                        received("large", "jo@example.org", "é".repeat(100_000)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("send a pointer");
    assertThat(taken()).isEmpty();
  }

  @Test
  void jobs_go_to_the_queue_of_their_kind_once() {
    Environment environment =
        new Environment(
            Map.of(
                "OUTBOUND_QUEUE_URL", aws.queueUrl("OutboundQueue"),
                "ASSIGNMENT_QUEUE_URL", aws.queueUrl("AssignmentQueue"),
                "MEDIA_QUEUE_URL", aws.queueUrl("MediaQueue")),
            true);
    WorkQueues work = new WorkQueues(aws.clients().sqs(), environment);
    Job.Outbound outbound = new Job.Outbound(CONVERSATION, MESSAGE, 2);
    Job.Assignment assignment = new Job.Assignment(CONVERSATION, new TeamId("sales"), 7);
    Job.Media media = new Job.Media(CONVERSATION, MESSAGE, 0, 1);
    Job.CustomerName name =
        new Job.CustomerName(CONVERSATION, new ContactId(CONVERSATION.value()), 3);
    for (int i = 0; i < 2; i++) {
      work.send(List.of(media, name, outbound, assignment));
    }

    List<Message> outbounds = aws.take("OutboundQueue");
    assertThat(outbounds.stream().map(it -> Job.Outbound.read(it.body())))
        .containsExactly(outbound);
    assertThat(group(outbounds.getFirst())).isEqualTo(CONVERSATION.value());
    List<Message> assignments = aws.take("AssignmentQueue");
    assertThat(assignments.stream().map(it -> Job.Assignment.read(it.body())))
        .containsExactly(assignment);
    assertThat(group(assignments.getFirst())).isEqualTo("sales");
    List<Message> medias = aws.take("MediaQueue");
    assertThat(medias.stream().map(it -> Job.AtProvider.read(it.body())))
        .containsExactlyInAnyOrder(media, name);
    assertThat(medias.stream().map(QueuesTest::group))
        .containsExactlyInAnyOrder(MESSAGE.value(), name.contact().value());
  }

  @Test
  void a_queue_that_a_function_was_not_given_is_named() {
    WorkQueues work = new WorkQueues(aws.clients().sqs(), new Environment(Map.of(), true));
    work.send(List.of());
    assertThatThrownBy(() -> work.send(List.of(new Job.Outbound(CONVERSATION, MESSAGE, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OUTBOUND_QUEUE_URL");
  }
}
