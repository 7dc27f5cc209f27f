package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.Inbox;
import relais.conversation.MailFields;
import relais.conversation.MailPolicy;
import relais.conversation.MessageBody;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// What comes back of a forward, and what others passed on to us, through the function and the
/// table.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SideThreadMailTest {
  private static final Instant NOW = TestClock.START;
  private static final String SUPPLIER = "parts@supplier.example";
  private static final EntryId FORWARD = new EntryId(Ulid.derived(NOW.plusSeconds(5), "forward"));

  private final AwsParts aws;
  private final Conversations conversations;
  private final Decisions decisions;
  private final Contacts contacts;
  private final SettingsStore settings;

  SideThreadMailTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    contacts = new Contacts(table);
    settings = new SettingsStore(table);
    settings.saveAll(HarbourGoods.settings());
  }

  private void take(InboundItem... items) {
    assertThat(RulesFunction.handle(aws, List.of(items)).getBatchItemFailures()).isEmpty();
  }

  private Conversation of(String source) {
    return conversations
        .find(conversations.findReceipt(source).orElseThrow().conversation())
        .orElseThrow();
  }

  private Entry.InboundMessage message(String source) {
    Conversations.ReceiptOf receipt = conversations.findReceipt(source).orElseThrow();
    return (Entry.InboundMessage)
        conversations.findEntry(receipt.conversation(), receipt.entry()).orElseThrow();
  }

  private Conversation forwarded() {
    take(RulesFunction.mail("lamp", "jo@example.org", "A lamp", null, NOW));
    Conversation before = of("lamp");
    MailFields mail =
        new MailFields(
                "Fwd: A lamp",
                List.of(new Mailbox(null, MailAddress.parse(SUPPLIER))),
                List.of(),
                new MimeMessageId("forward@harbourgoods.example"),
                null,
                List.of())
            .withSide(FORWARD);
    Decision.Changed forwarded =
        (Decision.Changed)
            Writing.reply(
                before,
                new Writing.Reply(
                    new UserId("marco"),
                    99,
                    Identity.email(SUPPLIER),
                    mail,
                    MessageBody.ofText("Can you mend it?"),
                    List.of(),
                    false,
                    null),
                FORWARD,
                EntryIds.derived(NOW.plusSeconds(5), "forward"),
                NOW.plusSeconds(5));
    assertThat(decisions.save(before, forwarded, "api/marco/forward")).isEqualTo(Saved.DONE);
    return forwarded.conversation();
  }

  private static InboundItem.Received answer(
      String source, String from, @Nullable String inReplyTo, @Nullable EntryId side) {
    return RulesFunction.mail(
        source,
        HarbourGoods.SUPPORT_INBOX,
        from,
        new MailFields(
            "Re: Fwd: A lamp",
            List.of(),
            List.of(),
            new MimeMessageId(source + "@supplier.example"),
            inReplyTo == null ? null : new MimeMessageId(inReplyTo),
            List.of()),
        side == null ? null : new Envelope(null, List.of(), null, null, side),
        NOW.plusSeconds(60));
  }

  @Test
  void C212_an_answer_to_the_address_of_a_side_thread_stands_in_it() {
    Conversation lamp = forwarded();
    take(answer("answer", SUPPLIER, null, FORWARD));
    assertThat(of("answer").id()).isEqualTo(lamp.id());
    assertThat(message("answer").side()).isEqualTo(FORWARD);
    assertThat(message("answer").threadedBy()).isEqualTo(Entry.Evidence.REPLY_ADDRESS);
    assertThat(of("answer").participants()).doesNotContain(Identity.email(SUPPLIER));
  }

  @Test
  void C213_an_answer_that_quotes_the_forward_stands_in_its_side_thread() {
    forwarded();
    take(answer("answer", SUPPLIER, "forward@harbourgoods.example", null));
    assertThat(message("answer").side()).isEqualTo(FORWARD);
    take(answer("next", SUPPLIER, "answer@supplier.example", null));
    assertThat(message("next").side()).isEqualTo(FORWARD);
  }

  @Test
  void C213_a_stranger_who_quotes_the_forward_begins_their_own() {
    Conversation lamp = forwarded();
    take(answer("eve", "eve@example.net", "forward@harbourgoods.example", null));
    assertThat(of("eve").id()).isNotEqualTo(lamp.id());
  }

  @Test
  void C213_the_customer_stays_the_customer_wherever_they_write() {
    Conversation lamp = forwarded();
    take(answer("customers", "jo@example.org", "forward@harbourgoods.example", FORWARD));
    assertThat(of("customers").id()).isEqualTo(lamp.id());
    assertThat(message("customers").side()).isNull();
    assertThat(of("customers").findSide(FORWARD).orElseThrow().participants())
        .containsExactly(Identity.email(SUPPLIER));
  }

  @Test
  void C226_an_inbox_that_wants_it_is_with_the_original_sender_at_once() {
    Inbox.Email support =
        (Inbox.Email) settings.load().findInbox(HarbourGoods.SUPPORT_INBOX).orElseThrow();
    settings.save(support.with(new MailPolicy(new MailPolicy.OnSpam.Deliver(), false, true)));
    take(
        RulesFunction.mail(
            "passed-on",
            HarbourGoods.SUPPORT_INBOX,
            "colleague@example.org",
            new MailFields("Fwd: A lamp", List.of(), List.of(), null, null, List.of())
                .with(null, new Mailbox("Omar", MailAddress.parse("omar@example.net"))),
            null,
            NOW));
    Conversation.Origin origin = of("passed-on").origin();
    assertThat(origin.contactName()).isEqualTo("Omar");
    assertThat(origin.identity()).isEqualTo(Identity.email("omar@example.net"));
    assertThat(contacts.find(origin.identity()).orElseThrow().id()).isEqualTo(origin.contact());
    assertThat(of("passed-on").participants())
        .contains(Identity.email("colleague@example.org"), origin.identity());
  }
}
