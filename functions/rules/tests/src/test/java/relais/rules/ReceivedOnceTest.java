package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.LabelId;
import relais.runtime.GivenClock;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Quarantine;
import relais.table.SettingsStore;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReceivedOnceTest {
  private static final Instant NOW = TestClock.START;

  private final AwsParts aws;
  private final Conversations conversations;
  private final Contacts contacts;
  private final Quarantine quarantine;

  ReceivedOnceTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    contacts = new Contacts(table);
    quarantine = new Quarantine(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
  }

  @Test
  void a_first_mail_killed_at_any_write_and_delivered_again_is_one_message() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        String source = "first-%s-%d".formatted(when, write);
        InboundItem.Received mail =
            RulesFunction.mail(source, source + "@example.org", "A lamp", null, NOW);
        crashed = crashes(mail, write, when);
        assertThat(RulesFunction.handle(aws, List.of(mail)).getBatchItemFailures()).isEmpty();
        assertThat(messages(only(source + "@example.org"))).hasSize(1);
      } while (crashed);
      assertThat(write).as("writes of a first mail").isGreaterThan(2);
    }
  }

  @Test
  void an_answer_killed_at_any_write_and_delivered_again_is_one_message() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        String name = "answer-%s-%d".formatted(when, write);
        String jo = name + "@example.org";
        RulesFunction.handle(
            aws, List.of(RulesFunction.mail(name + "-1", jo, "A lamp", null, NOW)));
        InboundItem.Received answer =
            RulesFunction.mail(
                name + "-2", jo, "Re: A lamp", name + "-1@example.org", NOW.plusSeconds(60));
        crashed = crashes(answer, write, when);
        RulesFunction.handle(aws, List.of(answer));
        assertThat(messages(only(jo)))
            .extracting(Entry.InboundMessage::threadedBy)
            .containsExactly(Entry.Evidence.MESSAGE_ID, Entry.Evidence.FIRST);
      } while (crashed);
      assertThat(write).as("writes of an answer").isGreaterThan(1);
    }
  }

  @Test
  void chats_delivered_twice_in_random_order_are_the_same_as_once_in_order() {
    List<InboundItem> inOrder = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      inOrder.add(RulesFunction.chat("wamid." + i, "+3161000000" + i % 3, NOW.plusSeconds(i)));
    }
    List<InboundItem> storm = new ArrayList<>(inOrder);
    storm.addAll(inOrder);
    Collections.shuffle(storm, new Random(5));
    assertThat(RulesFunction.handle(aws, storm).getBatchItemFailures()).isEmpty();
    for (int person = 0; person < 3; person++) {
      Identity phone = new Identity("phone", "+3161000000" + person);
      Conversations.Page page = onlyOf(phone);
      List<String> texts =
          messages(page).reversed().stream().map(message -> message.body().text()).toList();
      List<String> expected = new ArrayList<>();
      for (int i = person; i < 24; i += 3) {
        expected.add("Text of wamid." + i);
      }
      assertThat(texts).isEqualTo(expected);
      assertThat(page.conversation().headline().preview()).isEqualTo(expected.getLast());
      assertThat(page.conversation().activity().waitingSince()).isEqualTo(NOW.plusSeconds(person));
    }
  }

  @Test
  void a_stranger_who_quotes_a_case_begins_a_conversation_of_their_own() {
    RulesFunction.handle(
        aws, List.of(RulesFunction.mail("case-1", "owner@example.org", "A lamp", null, NOW)));
    Conversation mine = only("owner@example.org").conversation();
    RulesFunction.handle(
        aws,
        List.of(
            RulesFunction.mail(
                "case-2",
                "stranger@example.org",
                "Re: A lamp [" + mine.caseReference() + "]",
                "case-1@example.org",
                NOW.plusSeconds(5)),
            RulesFunction.mail(
                "case-3",
                "owner@example.org",
                "About " + mine.caseReference(),
                null,
                NOW.plusSeconds(9))));
    assertThat(messages(only("owner@example.org")))
        .extracting(Entry.InboundMessage::threadedBy)
        .containsExactly(Entry.Evidence.CASE_NUMBER, Entry.Evidence.FIRST);
    assertThat(messages(only("stranger@example.org"))).hasSize(1);
  }

  @Test
  void a_rule_of_the_settings_labels_and_moves() {
    RulesFunction.handle(
        aws,
        List.of(
            RulesFunction.mail("rule-1", "payer@example.org", "My INVOICE is wrong", null, NOW)));
    Conversation conversation = only("payer@example.org").conversation();
    assertThat(conversation.labels()).containsExactly(new LabelId("invoice"));
    assertThat(conversation.ownership().team()).isEqualTo(HarbourGoods.FINANCE);
  }

  @Test
  void what_cannot_be_read_is_kept_once_and_never_holds_up_the_next() {
    InboundItem.Quarantined unreadable =
        new InboundItem.Quarantined(
            "email/broken",
            NOW,
            Channel.EMAIL,
            InboundItem.Reason.UNREADABLE,
            "This is no mail",
            null,
            null,
            null,
            "mail/broken",
            12);
    InboundItem.Received next =
        RulesFunction.mail("after-broken", "next@example.org", "Hi", null, NOW);
    List<InboundItem> batch = List.of(unreadable, unreadable, next);
    assertThat(RulesFunction.handle(aws, batch).getBatchItemFailures()).isEmpty();
    assertThat(quarantine.page(null, 10))
        .extracting(Quarantine.Kept::item)
        .containsExactly(unreadable);
    assertThat(messages(only("next@example.org"))).hasSize(1);
  }

  @Test
  void a_closed_window_of_time_changes_nothing_about_a_duplicate() {
    InboundItem.Received mail = RulesFunction.mail("dup", "dup@example.org", "A lamp", null, NOW);
    TestClock clock = new TestClock();
    RulesFunction.handle(aws, List.of(mail), new GivenClock(clock));
    clock.advance(Duration.ofDays(30));
    RulesFunction.handle(aws, List.of(mail), new GivenClock(clock));
    assertThat(messages(only("dup@example.org"))).hasSize(1);
  }

  private boolean crashes(InboundItem item, int write, When when) {
    try {
      RulesFunction.handle(aws, List.of(item), new CrashAtWrite(write, when));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }

  private Conversations.Page only(String email) {
    return onlyOf(Identity.email(email));
  }

  private Conversations.Page onlyOf(Identity identity) {
    List<Contacts.Past> past =
        contacts
            .find(identity)
            .flatMap(contact -> contacts.profile(contact.id()))
            .orElseThrow()
            .conversations();
    assertThat(past).hasSize(1);
    return conversations.page(past.getFirst().id(), 50).orElseThrow();
  }

  private static List<Entry.InboundMessage> messages(Conversations.Page page) {
    List<Entry.InboundMessage> messages = new ArrayList<>();
    for (Entry entry : page.entries()) {
      if (entry instanceof Entry.InboundMessage message) {
        messages.add(message);
      }
    }
    return messages;
  }
}
