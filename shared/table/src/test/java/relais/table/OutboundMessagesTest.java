package relais.table;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.table.TestConversations.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.Scheduling;
import relais.conversation.Sending;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutboundMessagesTest {
  private final Conversations conversations;
  private final Decisions decisions;
  private final Arrivals arrivals;
  private final OutboundMessages messages;

  OutboundMessagesTest(AwsParts aws) {
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    arrivals = new Arrivals(table);
    messages = new OutboundMessages(table);
  }

  @Test
  void a_step_is_written_once_and_only_from_the_state_it_was_decided_on() {
    Conversation conversation = answered("steps");
    Entry.OutboundMessage queued = message(conversation, "steps");
    Entry.OutboundMessage sending = Sending.begin(queued, 1, NOW).orElseThrow();
    assertThat(step(conversation, queued, sending)).isTrue();
    assertThat(step(conversation, queued, sending)).isFalse();
    Entry.OutboundMessage sent = Sending.accepted(sending, "ses-1", NOW.plusSeconds(1));
    assertThat(
            messages.step(
                HarbourGoods.SUPPORT_INBOX,
                conversation.id(),
                sending,
                sent,
                new OutboundMessages.Names(
                    "ses-1", new MimeMessageId("ses-1@eu-west-1.amazonses.com"))))
        .isTrue();
    assertThat(message(conversation, "steps")).isEqualTo(sent);
    assertThat(messages.find(HarbourGoods.SUPPORT_INBOX, "ses-1"))
        .contains(new MessageReference.Ours(conversation.id(), sent.id()));
    assertThat(
            conversations.findByMimeMessageId(
                HarbourGoods.SUPPORT_INBOX,
                List.of(new MimeMessageId("ses-1@eu-west-1.amazonses.com"))))
        .extracting(Conversations.Mention::conversation)
        .containsExactly(conversation.id());
  }

  @Test
  void a_failure_marks_the_conversation_and_a_retry_unmarks_it() {
    Conversation conversation = answered("fails");
    Entry.OutboundMessage queued = message(conversation, "fails");
    Entry.OutboundMessage failed = Sending.refused(queued, "550", "No such user", true, NOW);
    assertThat(step(conversation, queued, failed)).isTrue();
    Conversation marked = conversations.find(conversation.id()).orElseThrow();
    assertThat(marked.activity().outbox().failed()).isTrue();
    assertThat(marked.versions().current()).isEqualTo(conversation.versions().current() + 1);
    assertThat(marked.versions().message()).isEqualTo(conversation.versions().message());
    Entry.OutboundMessage again = Sending.retry(failed, 1, NOW.plusSeconds(5)).orElseThrow();
    assertThat(step(conversation, failed, again)).isTrue();
    assertThat(message(conversation, "fails")).isEqualTo(again);
    assertThat(conversations.find(conversation.id()).orElseThrow().activity().outbox().failed())
        .isFalse();
  }

  @Test
  void a_message_lost_from_sight_is_due_after_the_grace() {
    Conversation conversation = answered("lost");
    Entry.OutboundMessage queued = message(conversation, "lost");
    Entry.OutboundMessage sending = Sending.begin(queued, 1, NOW).orElseThrow();
    step(conversation, queued, sending);
    MessageReference.Ours reference = new MessageReference.Ours(conversation.id(), queued.id());
    Instant due = NOW.plus(Sending.EVIDENCE_GRACE);
    assertThat(messages.due(due.minus(Duration.ofMillis(1)), 10)).doesNotContain(reference);
    assertThat(messages.due(due.plusMillis(1), 10)).contains(reference);
    step(conversation, sending, Sending.accepted(sending, "x", NOW));
    assertThat(messages.due(due.plusMillis(1), 10)).doesNotContain(reference);
  }

  @Test
  void when_a_provider_was_heard_last_is_remembered() {
    assertThat(messages.lastHeard(HarbourGoods.SALES_INBOX)).isBefore(Instant.EPOCH);
    messages.heard(HarbourGoods.SALES_INBOX, NOW);
    assertThat(messages.lastHeard(HarbourGoods.SALES_INBOX)).isEqualTo(NOW);
  }

  @Test
  void a_reply_that_waits_is_due_at_its_time_and_goes_or_is_taken_back_but_not_both() {
    Instant dueAt = NOW.plusSeconds(10);
    Conversation conversation = answered("waits", dueAt);
    Entry.OutboundMessage waits = message(conversation, "waits");
    assertThat(waits.status()).isEqualTo(new DeliveryStatus.Scheduled(NOW, 1, dueAt, true));
    assertThat(conversations.find(conversation.id())).contains(conversation);
    MessageReference.Ours reference = new MessageReference.Ours(conversation.id(), waits.id());
    assertThat(messages.due(dueAt.minusMillis(1), 10)).doesNotContain(reference);
    assertThat(messages.due(dueAt.plusMillis(1), 10)).contains(reference);
    Scheduling.Outcome.Changed gone =
        Scheduling.release(conversation, waits, EntryIds.derived(dueAt, "release"), dueAt)
            .orElseThrow();
    Scheduling.Outcome.Changed back =
        (Scheduling.Outcome.Changed)
            Scheduling.cancel(conversation, waits, new UserId("marco"), dueAt);
    assertThat(messages.step(conversation, waits, gone)).isTrue();
    assertThat(messages.step(conversation, waits, back)).isFalse();
    assertThat(message(conversation, "waits")).isEqualTo(gone.message());
    assertThat(conversations.find(conversation.id())).contains(gone.conversation());
    assertThat(messages.due(dueAt.plusMillis(1), 10)).doesNotContain(reference);
    assertThat(conversations.page(conversation.id(), 10).orElseThrow().entries())
        .containsAll(gone.entries());
  }

  @Test
  void a_reply_that_was_taken_back_does_not_go() {
    Instant dueAt = NOW.plusSeconds(10);
    Conversation conversation = answered("back", dueAt);
    Entry.OutboundMessage waits = message(conversation, "back");
    Scheduling.Outcome.Changed gone =
        Scheduling.release(conversation, waits, EntryIds.derived(dueAt, "release"), dueAt)
            .orElseThrow();
    Scheduling.Outcome.Changed back =
        (Scheduling.Outcome.Changed)
            Scheduling.cancel(conversation, waits, new UserId("marco"), dueAt);
    assertThat(messages.step(conversation, waits, back)).isTrue();
    assertThat(messages.step(conversation, waits, gone)).isFalse();
    assertThat(message(conversation, "back")).isEqualTo(back.message());
    assertThat(messages.due(dueAt.plusMillis(1), 10))
        .doesNotContain(new MessageReference.Ours(conversation.id(), waits.id()));
  }

  @Test
  void a_reply_moved_twice_from_the_same_reading_is_moved_once() {
    Conversation conversation = answered("moves", NOW.plusSeconds(10));
    Entry.OutboundMessage waits = message(conversation, "moves");
    Scheduling.Outcome.Changed tomorrow = moved(conversation, waits, Duration.ofDays(1));
    Scheduling.Outcome.Changed nextWeek = moved(conversation, waits, Duration.ofDays(7));
    assertThat(messages.step(conversation, waits, tomorrow)).isTrue();
    assertThat(messages.step(conversation, waits, nextWeek)).isFalse();
    assertThat(message(conversation, "moves")).isEqualTo(tomorrow.message());
    assertThat(conversations.find(conversation.id())).contains(tomorrow.conversation());
  }

  @Test
  void a_customers_message_holds_what_waits_in_the_same_write() {
    Instant dueAt = NOW.plusSeconds(10);
    Conversation conversation = answered("held", dueAt);
    Entry.OutboundMessage waits = message(conversation, "held");
    Decision.Changed grown =
        Incoming.grow(
            conversation,
            mail("held-2", NOW.plusSeconds(5)),
            Entry.Evidence.MESSAGE_ID,
            HarbourGoods.settings(),
            EntryIds.derived(NOW, "held-2"),
            NOW.plusSeconds(5));
    assertThat(
            arrivals.grow(
                conversation, grown, new Intake("held-2", NOW.plusSeconds(5), null, null, null)))
        .isEqualTo(Saved.DONE);
    assertThat(message(conversation, "held").status())
        .isEqualTo(new DeliveryStatus.Held(NOW.plusSeconds(5), 1, true));
    assertThat(messages.due(dueAt.plusMillis(1), 10))
        .doesNotContain(new MessageReference.Ours(conversation.id(), waits.id()));
    assertThat(conversations.find(conversation.id())).contains(grown.conversation());
    Scheduling.Outcome.Changed gone =
        Scheduling.release(conversation, waits, EntryIds.derived(dueAt, "release"), dueAt)
            .orElseThrow();
    assertThat(messages.step(conversation, waits, gone)).isFalse();
  }

  private static Scheduling.Outcome.Changed moved(
      Conversation conversation, Entry.OutboundMessage message, Duration later) {
    return (Scheduling.Outcome.Changed)
        Scheduling.move(conversation, message, NOW.plus(later), NOW.plusSeconds(1));
  }

  private boolean step(
      Conversation conversation, Entry.OutboundMessage before, Entry.OutboundMessage after) {
    return messages.step(
        HarbourGoods.SUPPORT_INBOX, conversation.id(), before, after, OutboundMessages.Names.NONE);
  }

  private Entry.OutboundMessage message(Conversation conversation, String name) {
    return messages.find(conversation.id(), id(name)).orElseThrow();
  }

  private Conversation answered(String name) {
    return answered(name, null);
  }

  private Conversation answered(String name, @Nullable Instant dueAt) {
    Decision.Changed begun = begun(name, NOW);
    arrivals.begin(begun, intake(name, null));
    Decision.Changed answered =
        (Decision.Changed)
            Writing.reply(
                begun.conversation(),
                new Writing.Reply(
                    new UserId("marco"),
                    1,
                    JO,
                    null,
                    MessageBody.ofText("Sorry"),
                    List.of(),
                    dueAt != null,
                    dueAt),
                id(name),
                EntryIds.startingAt(NOW.plusSeconds(1), new byte[10]),
                NOW);
    assertThat(decisions.save(begun.conversation(), answered, null)).isEqualTo(Saved.DONE);
    return answered.conversation();
  }

  private static EntryId id(String name) {
    return new EntryId(Ulid.derived(NOW, "out-" + name));
  }
}
