package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AddressMark;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.Marked;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.Sending;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.AddressMarks;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.OutboundMessages;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// What reports, as events and as mails, do to a message of ours.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportedMailTest {
  private static final Instant NOW = TestClock.START;
  private static final Identity JO = Identity.email("jo@example.org");
  private static final Identity EVE = Identity.email("eve@example.org");

  private final AwsParts aws;
  private final Conversations conversations;
  private final Decisions decisions;
  private final OutboundMessages messages;
  private final AddressMarks marks;
  private Conversation conversation;
  private EntryId reply;

  @SuppressWarnings("NullAway.Init") // set before each test
  ReportedMailTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    messages = new OutboundMessages(table);
    marks = new AddressMarks(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
  }

  @BeforeEach
  void answered() {
    answered("lamp");
  }

  /// A mail of Jo's and our answer, on its way.
  private void answered(String name) {
    take(RulesFunction.mail(name, "jo@example.org", "A lamp", null, NOW));
    Conversation before =
        conversations
            .find(conversations.findReceipt(name).orElseThrow().conversation())
            .orElseThrow();
    reply = new EntryId(Ulid.derived(NOW, "reply to " + name));
    Decision answer =
        Writing.reply(
            before,
            new Writing.Reply(
                new UserId("sanne"),
                99,
                JO,
                new MailFields(
                    "Re: A lamp",
                    List.of(new Mailbox(null, MailAddress.parse("jo@example.org"))),
                    List.of(),
                    ours(name),
                    null,
                    List.of()),
                MessageBody.ofText("Which one?"),
                List.of(),
                true,
                null),
            reply,
            EntryIds.startingAt(NOW, new byte[10]),
            NOW);
    Decision.Changed changed = (Decision.Changed) answer;
    assertThat(decisions.save(before, changed, null)).isEqualTo(Saved.DONE);
    conversation = changed.conversation();
    Entry.OutboundMessage queued = message();
    messages.step(
        HarbourGoods.SUPPORT_INBOX,
        conversation.id(),
        queued,
        Sending.begin(queued, 1, NOW).orElseThrow(),
        OutboundMessages.Names.NONE);
  }

  private static MimeMessageId ours(String name) {
    return new MimeMessageId("ours-" + name + "@harbourgoods.example");
  }

  private Entry.OutboundMessage message() {
    return messages.find(conversation.id(), reply).orElseThrow();
  }

  private void take(InboundItem... items) {
    assertThat(RulesFunction.handle(aws, List.of(items)).getBatchItemFailures()).isEmpty();
  }

  private static InboundItem.Received bounce(
      String source, MimeMessageId original, Identity... marked) {
    return report(
        source,
        new MailReport(
            List.of(original),
            new ReportedStatus(
                ReportedStatus.Kind.FAILED, NOW.plusSeconds(9), "bounce", "Gone", false),
            List.of(marked),
            java.util.Arrays.stream(marked).map(ReportedMailTest::bouncing).toList()),
        null);
  }

  private static Marked bouncing(Identity identity) {
    return new Marked(
        identity, new AddressMark(AddressMark.Kind.BOUNCING, NOW.plusSeconds(9), "No such user"));
  }

  private static InboundItem.Received report(
      String source, MailReport report, @Nullable Conversation answers) {
    return new InboundItem.Received(
        source,
        NOW.plusSeconds(9),
        HarbourGoods.SUPPORT_INBOX,
        relais.conversation.Channel.EMAIL,
        Identity.email("mailer-daemon@mx.example"),
        null,
        NOW.plusSeconds(9),
        new MailFields("Returned mail", List.of(), List.of(), null, null, List.of()),
        MessageBody.ofText("It could not be delivered"),
        List.of(),
        source,
        "mail/" + source,
        "bounce",
        new Envelope(answers == null ? null : answers.id(), List.of(), report, null),
        null);
  }

  @Test
  void a_bounce_that_comes_as_a_mail_fails_its_message_and_marks_the_address() {
    take(bounce("bounce", ours("lamp"), JO));
    assertThat(message().status())
        .isEqualTo(new DeliveryStatus.Failed(NOW.plusSeconds(9), 1, "bounce", "Gone", false));
    assertThat(marks.find(Set.of(JO, EVE)))
        .containsExactly(java.util.Map.entry(JO, bouncing(JO).mark()));
    Conversation now = conversations.find(conversation.id()).orElseThrow();
    assertThat(now.activity().outbox().failed()).isTrue();
    assertThat(now.status()).as("a machine reopens nothing").isEqualTo(conversation.status());
    Entry.InboundMessage kept = (Entry.InboundMessage) entryOf("bounce");
    assertThat(kept.threadedBy()).isEqualTo(Entry.Evidence.REPORT);
    assertThat(kept.automatic()).isEqualTo("bounce");
    assertThat(now.participants()).doesNotContain(Identity.email("mailer-daemon@mx.example"));
  }

  private Entry entryOf(String source) {
    Conversations.ReceiptOf receipt = conversations.findReceipt(source).orElseThrow();
    return conversations.findEntry(receipt.conversation(), receipt.entry()).orElseThrow();
  }

  @Test
  void a_report_marks_nobody_whom_the_message_was_not_for() {
    take(bounce("forged", ours("lamp"), EVE));
    assertThat(marks.find(Set.of(EVE))).isEmpty();
  }

  @Test
  void a_report_on_nothing_of_ours_is_a_mail_like_any_other() {
    take(bounce("strange", new MimeMessageId("lamp@example.org"), JO));
    assertThat(message().status()).isInstanceOf(DeliveryStatus.Sending.class);
    assertThat(marks.find(Set.of(JO))).isEmpty();
    assertThat(((Entry.InboundMessage) entryOf("strange")).threadedBy())
        .isEqualTo(Entry.Evidence.FIRST);
  }

  @Test
  void a_report_to_the_reply_address_is_about_the_newest_message_to_whom_it_names() {
    take(
        report(
            "nameless",
            new MailReport(
                List.of(),
                new ReportedStatus(
                    ReportedStatus.Kind.DELAYED, NOW.plusSeconds(9), "delayed", "Full", false),
                List.of(JO),
                List.of()),
            conversation));
    assertThat(message().status())
        .isEqualTo(new DeliveryStatus.Delayed(NOW.plusSeconds(9), 1, "Full"));
  }

  @Test
  void whichever_event_comes_first_tells_the_name_that_answers_will_quote() {
    take(
        new InboundItem.StatusReported(
            "ses-event/1",
            NOW,
            new MessageReference.Ours(conversation.id(), reply),
            "ses-1",
            "ses-1@eu-west-1.amazonses.com",
            new ReportedStatus(ReportedStatus.Kind.DELIVERED, NOW, null, null, false)));
    take(
        RulesFunction.mail(
            "answer",
            "jo@example.org",
            "Re: A lamp",
            "ses-1@eu-west-1.amazonses.com",
            NOW.plusSeconds(60)));
    assertThat(((Entry.InboundMessage) entryOf("answer")).threadedBy())
        .isEqualTo(Entry.Evidence.MESSAGE_ID);
  }

  @Test
  void a_bounce_killed_at_any_write_and_delivered_again_is_told_and_marked() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        String name = "killed-%s-%d".formatted(when, write);
        answered(name);
        InboundItem.Received bounce = bounce(name + "-bounce", ours(name), JO);
        crashed = crashes(bounce, write, when);
        take(bounce);
        assertThat(message().status()).isInstanceOf(DeliveryStatus.Failed.class);
        assertThat(marks.find(Set.of(JO))).hasSize(1);
        assertThat(conversations.page(conversation.id(), 50).orElseThrow().entries())
            .filteredOn(Entry.InboundMessage.class::isInstance)
            .hasSize(2);
      } while (crashed);
      assertThat(write).as("writes of a bounce").isGreaterThan(3);
    }
  }

  private boolean crashes(InboundItem item, int write, When when) {
    try {
      RulesFunction.handle(aws, List.of(item), new CrashAtWrite(write, when));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }
}
