package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.MailFields;
import relais.conversation.Postmark;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Ledger;
import relais.table.Outcome;
import relais.table.SettingsStore;
import relais.table.Table;

/// One mail that two servers bring, through the function and the table.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SameMailTest {
  private static final Instant NOW = TestClock.START;
  private static final LocalDate TODAY = NOW.atOffset(ZoneOffset.UTC).toLocalDate();
  private static final String JO = "jo@example.org";

  private final AwsParts aws;
  private final Conversations conversations;
  private final Contacts contacts;
  private final Ledger ledger;

  SameMailTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    contacts = new Contacts(table);
    ledger = new Ledger(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
  }

  private static InboundItem.Received mail(
      String sesId, InboxId inbox, String from, String id, @Nullable String digest) {
    return RulesFunction.mail(
            "email/%s/%s".formatted(inbox, sesId),
            inbox,
            from,
            new MailFields("A lamp", List.of(), List.of(), new MimeMessageId(id), null, List.of()),
            null,
            NOW)
        .with(new Postmark(NOW, 1, null, digest));
  }

  private static InboundItem.Received mail(String sesId, String from, String digest) {
    return mail(sesId, HarbourGoods.SUPPORT_INBOX, from, "lamp@example.org", digest);
  }

  private void take(InboundItem... items) {
    assertThat(RulesFunction.handle(aws, List.of(items)).getBatchItemFailures()).isEmpty();
  }

  private List<Entry.InboundMessage> messagesOf(String email) {
    List<Entry.InboundMessage> messages = new ArrayList<>();
    for (Contacts.Past past :
        contacts
            .profile(contacts.find(Identity.email(email)).orElseThrow().id())
            .orElseThrow()
            .conversations()) {
      for (Entry entry : conversations.page(past.id(), 50).orElseThrow().entries()) {
        if (entry instanceof Entry.InboundMessage message) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  @Test
  void C210_two_deliveries_of_one_mail_are_one_message() {
    take(mail("one", JO, "digest"), mail("two", JO, "digest"), mail("one", JO, "digest"));
    assertThat(messagesOf(JO)).hasSize(1);
    assertThat(conversations.findReceipt("email/support/two"))
        .isEqualTo(conversations.findReceipt("email/support/one"));
  }

  @Test
  void C210_a_copied_message_id_suppresses_nobodys_mail() {
    take(
        mail("forged", "eve@example.net", "of eve"),
        mail("real", JO, "of jo"),
        mail("again", JO, "of jo"),
        mail("forged-again", "eve@example.net", "of eve"));
    assertThat(messagesOf(JO)).hasSize(1);
    assertThat(messagesOf("eve@example.net")).hasSize(1);
  }

  @Test
  void C210_a_mail_that_cannot_be_known_again_is_always_another_one() {
    take(
        mail("one", HarbourGoods.SUPPORT_INBOX, JO, "lamp@example.org", null),
        mail("two", HarbourGoods.SUPPORT_INBOX, JO, "lamp@example.org", null));
    assertThat(messagesOf(JO)).hasSize(2);
  }

  @Test
  void C210_each_inbox_has_its_own_copy() {
    take(
        mail("one", JO, "digest"),
        mail("two", HarbourGoods.SALES_INBOX, JO, "lamp@example.org", "digest"));
    assertThat(messagesOf(JO)).hasSize(2);
  }

  private static InboundItem.Received toBoth(
      String sesId, InboxId inbox, String id, String digest) {
    return RulesFunction.mail(
            "email/%s/%s".formatted(inbox, sesId),
            inbox,
            JO,
            new MailFields(
                "A lamp",
                List.of(mailbox("support"), mailbox("jan")),
                List.of(mailbox("sales")),
                new MimeMessageId(id),
                null,
                List.of()),
            null,
            NOW)
        .with(new Postmark(NOW, 1, null, digest));
  }

  private static Mailbox mailbox(String local) {
    return new Mailbox(null, MailAddress.parse(local + "@harbourgoods.example"));
  }

  private List<Conversation.Relation.Why> relations(String source) {
    return conversations
        .findReceipt(source)
        .flatMap(receipt -> conversations.find(receipt.conversation()))
        .orElseThrow()
        .links()
        .related()
        .stream()
        .map(Conversation.Relation::why)
        .toList();
  }

  @Test
  void C89_one_mail_that_two_servers_bring_to_two_inboxes_is_two_conversations_that_know() {
    take(
        toBoth("one", HarbourGoods.SUPPORT_INBOX, "lamp@ids", "digest"),
        toBoth("two", HarbourGoods.SALES_INBOX, "lamp@ids", "digest"));
    assertThat(relations("email/support/one")).containsExactly(Conversation.Relation.Why.SAME_MAIL);
    assertThat(relations("email/sales/two")).containsExactly(Conversation.Relation.Why.SAME_MAIL);
  }

  @Test
  void C89_another_mail_with_a_copied_id_is_not_the_same_one() {
    take(
        toBoth("one", HarbourGoods.SUPPORT_INBOX, "lamp@ids", "digest"),
        toBoth("two", HarbourGoods.SALES_INBOX, "lamp@ids", "another"));
    assertThat(relations("email/support/one")).isEmpty();
    assertThat(relations("email/sales/two")).isEmpty();
  }

  @Test
  void C89_two_that_arrive_in_one_moment_know_of_each_other() throws Exception {
    for (int round = 0; round < 5; round++) {
      InboundItem.Received here =
          toBoth("one" + round, HarbourGoods.SUPPORT_INBOX, round + "@ids", "digest");
      InboundItem.Received there =
          toBoth("two" + round, HarbourGoods.SALES_INBOX, round + "@ids", "digest");
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        for (Future<Void> taken :
            both.invokeAll(
                List.<Callable<Void>>of(
                    () -> {
                      take(here);
                      return null;
                    },
                    () -> {
                      take(there);
                      return null;
                    }))) {
          taken.get();
        }
      }
      assertThat(relations(here.source())).hasSize(1);
      assertThat(relations(there.source())).hasSize(1);
    }
  }

  @Test
  void L12_the_ledger_counts_the_second_as_threaded() {
    take(mail("one", JO, "digest"), mail("two", JO, "digest"));
    assertThat(ledger.marks(TODAY, "mail/", "mail/~"))
        .extracting(Ledger.Mark::outcome)
        .containsExactly(Outcome.NEW, Outcome.THREADED);
  }

  @Test
  void a_crash_at_any_write_of_either_leaves_one_message() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        String name = when.name().toLowerCase(java.util.Locale.ROOT) + write;
        String from = name + "@example.org";
        InboundItem.Received first =
            mail(name + "-1", HarbourGoods.SUPPORT_INBOX, from, name + "@ids", "digest");
        InboundItem.Received second =
            mail(name + "-2", HarbourGoods.SUPPORT_INBOX, from, name + "@ids", "digest");
        crashed = crashes(first, write, when);
        crashed |= crashes(second, write, when);
        take(second, first);
        assertThat(messagesOf(from)).as(name).hasSize(1);
      } while (crashed);
      assertThat(write).as("writes of a mail").isGreaterThan(1);
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
