package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Acknowledgement;
import relais.conversation.Acknowledging;
import relais.conversation.Acknowledging.HeldMail;
import relais.conversation.AddressMark;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Answerable;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.Inbox;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.runtime.GivenClock;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.AddressMarks;
import relais.table.AutomaticMail;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class AcknowledgedOnceTest {
  private static final Instant NOW = TestClock.START;

  private final AwsParts aws;
  private final TestClock clock = new TestClock();
  private final Conversations conversations;
  private final Decisions decisions;
  private final Contacts contacts;
  private final AddressMarks marks;
  private final AutomaticMail automaticMail;
  private final SettingsStore settings;

  AcknowledgedOnceTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    contacts = new Contacts(table);
    marks = new AddressMarks(table);
    automaticMail = new AutomaticMail(table);
    settings = new SettingsStore(table);
    settings.saveAll(HarbourGoods.settings());
    for (Inbox inbox : HarbourGoods.settings().inboxes()) {
      if (inbox instanceof Inbox.Email email) {
        settings.save(acknowledging(email, 5, 4));
      }
    }
  }

  private static Inbox.Email acknowledging(Inbox.Email inbox, int perRecipient, int perInbox) {
    return inbox.with(
        new Acknowledgement(
            true,
            Language.ENGLISH,
            Map.of(Language.ENGLISH, new Acknowledgement.Wording("We have it: {{case}}", null)),
            new Acknowledgement.Limits(perRecipient, perInbox)));
  }

  private static InboundItem.Received mail(String source, String from, @Nullable String answers) {
    return RulesFunction.mail(source, from, "A lamp", answers, NOW)
        .with(new Envelope(null, List.of(), null, new Answerable(null)));
  }

  private void take(InboundItem.Received... mails) {
    assertThat(
            RulesFunction.handle(aws, List.of(mails), new GivenClock(clock)).getBatchItemFailures())
        .isEmpty();
  }

  @Test
  void a_mail_killed_at_any_write_and_delivered_again_is_acknowledged_once() {
    settings.save(acknowledging(support(), 5, 1_000));
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        String name = "first-%s-%d".formatted(when, write);
        InboundItem.Received mail = mail(name, name + "@example.org", null);
        crashed = crashes(mail, write, when);
        take(mail);
        assertThat(told(name + "@example.org")).hasSize(1);
      } while (crashed);
      assertThat(write).as("writes of a mail that is acknowledged").isGreaterThan(1);
    }
  }

  @Test
  void who_writes_again_within_a_day_is_told_once_and_after_it_again() {
    take(mail("one", "jo@example.org", null), mail("two", "jo@example.org", null));
    assertThat(told("jo@example.org")).hasSize(1);
    clock.advance(Duration.ofHours(24));
    take(mail("three", "jo@example.org", null));
    assertThat(told("jo@example.org")).hasSize(2);
  }

  @Test
  void the_customer_goes_on_waiting_and_can_answer_the_acknowledgement() {
    take(mail("one", "jo@example.org", null));
    Conversation conversation = conversations("jo@example.org").getFirst();
    assertThat(conversation.activity().waitingSince()).isEqualTo(NOW);
    assertThat(conversation.activity().lastOutboundAt()).isNull();
    Entry.OutboundMessage told = told("jo@example.org").getFirst();
    assertThat(told.body().text()).isEqualTo("We have it: " + conversation.caseReference());
    MailFields fields = Objects.requireNonNull(told.mail());
    take(mail("two", "jo@example.org", Objects.requireNonNull(fields.messageId()).value()));
    assertThat(conversations("jo@example.org")).hasSize(1);
  }

  @Test
  void an_address_that_bounces_is_told_nothing() {
    marks.save(
        Identity.email("gone@example.org"),
        new AddressMark(AddressMark.Kind.BOUNCING, NOW, "No such mailbox"));
    take(mail("one", "gone@example.org", null));
    assertThat(told("gone@example.org")).isEmpty();
  }

  @Test
  void a_storm_is_taken_in_and_what_would_answer_it_is_held_and_sent_once_when_allowed() {
    for (int i = 0; i < 7; i++) {
      clock.advance(Duration.ofSeconds(1));
      take(mail("storm-" + i, "storm-" + i + "@example.org", null));
    }
    List<HeldMail> held = automaticMail.held(10);
    assertThat(held).extracting(HeldMail::why).containsOnly(Acknowledging.Brake.INBOX).hasSize(3);
    assertThat(told("storm-3@example.org")).hasSize(1);
    assertThat(told("storm-6@example.org")).isEmpty();
    assertThat(conversations("storm-6@example.org")).hasSize(1);
    assertThat(release(held.getFirst())).isEqualTo(Saved.DONE);
    assertThat(release(held.getFirst())).isEqualTo(Saved.ALREADY_RECEIVED);
    assertThat(told("storm-4@example.org")).hasSize(1);
    assertThat(automaticMail.discard(held.getLast())).isTrue();
    assertThat(automaticMail.discard(held.getLast())).isFalse();
    assertThat(automaticMail.held(10)).containsExactly(held.get(1));
    clock.advance(Duration.ofMinutes(90));
    take(mail("after", "after@example.org", null));
    assertThat(told("after@example.org")).hasSize(1);
  }

  @Test
  void a_stranger_who_writes_without_end_and_our_own_inboxes_come_to_rest() {
    String[] inboxes = {"support", "sales"};
    int sent = 0;
    String answers = null;
    for (int turn = 0; turn < 12; turn++) {
      // The stranger goes on under its last mail, or begins anew.
      InboundItem.Received mail =
          mail("turn-" + turn, "machine@example.org", turn % 3 == 0 ? null : answers);
      take(mail);
      // Inboxes of ours write as well: our own addresses are told nothing.
      take(mail("own-" + turn, inboxes[turn % 2] + "@harbourgoods.example", null));
      List<Entry.OutboundMessage> told = told("machine@example.org");
      sent = told.size();
      answers = "turn-" + turn + "@example.org";
    }
    assertThat(sent).isEqualTo(1);
    assertThat(told("support@harbourgoods.example")).isEmpty();
    assertThat(told("sales@harbourgoods.example")).isEmpty();
    assertThat(automaticMail.held(10)).isEmpty();
  }

  private Saved release(HeldMail held) {
    Conversation conversation = conversations.find(held.conversation()).orElseThrow();
    Entry answered = conversations.findEntry(held.conversation(), held.answered()).orElseThrow();
    EntryIds ids = EntryIds.derived(clock.instant(), held.id().value());
    Decision.Changed released =
        Acknowledging.release(
            conversation,
            held,
            (Entry.InboundMessage) answered,
            support(),
            ids.next(),
            clock.instant());
    return decisions.release(conversation, released, held);
  }

  private static Inbox.Email support() {
    return (Inbox.Email)
        HarbourGoods.settings().findInbox(HarbourGoods.SUPPORT_INBOX).orElseThrow();
  }

  private boolean crashes(InboundItem item, int write, When when) {
    try {
      RulesFunction.handle(
          aws, List.of(item), new CrashAtWrite(write, when), new GivenClock(clock));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }

  private List<Conversation> conversations(String email) {
    return contacts
        .find(Identity.email(email))
        .flatMap(contact -> contacts.profile(contact.id()))
        .orElseThrow()
        .conversations()
        .stream()
        .map(past -> conversations.find(past.id()).orElseThrow())
        .toList();
  }

  private List<Entry.OutboundMessage> told(String email) {
    List<Entry.OutboundMessage> told = new ArrayList<>();
    for (Conversation conversation : conversations(email)) {
      for (Entry entry : conversations.page(conversation.id(), 50).orElseThrow().entries()) {
        if (entry instanceof Entry.OutboundMessage message) {
          told.add(message);
        }
      }
    }
    return told;
  }
}
