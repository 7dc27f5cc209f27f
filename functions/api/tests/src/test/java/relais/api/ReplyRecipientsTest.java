package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Addressing;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.Settings;
import relais.conversation.Ulid;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.samples.HarbourGoods;

/// Who a reply goes to unless its author says otherwise.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplyRecipientsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Settings SETTINGS = HarbourGoods.settings();

  private static final Mailbox SENDER =
      new Mailbox("Harbour Goods", MailAddress.parse("support@harbourgoods.example"));

  private static Mailbox box(String address) {
    return new Mailbox(null, MailAddress.parse(address));
  }

  private static ReplyRecipients recipients(
      String from, List<Mailbox> to, List<Mailbox> replyTo, @Nullable String automatic) {
    InboundItem.Received item =
        new InboundItem.Received(
            "email/support/x",
            NOON,
            HarbourGoods.SUPPORT_INBOX,
            Channel.EMAIL,
            Identity.email(from),
            "Jo",
            NOON,
            new MailFields(
                "A lamp", Addressing.received(to, List.of(), replyTo), null, null, List.of()),
            MessageBody.ofText("Hello"),
            List.of(),
            "x",
            "mail/x",
            automatic);
    Conversation conversation =
        Incoming.begin(
                item,
                new Incoming.Start(
                    new ConversationId(Ulid.derived(NOON, "c")),
                    10482,
                    new ContactId(Ulid.derived(NOON, "p")),
                    "Jo",
                    HarbourGoods.SUPPORT),
                SETTINGS,
                EntryIds.startingAt(NOON, new byte[10]),
                NOON)
            .conversation();
    Entry.InboundMessage answered =
        new Entry.InboundMessage(
            Incoming.messageId(item),
            NOON,
            conversation.origin().contact(),
            item.from(),
            "Jo",
            item.mail(),
            item.body(),
            List.of(),
            "x",
            "mail/x",
            Entry.Evidence.FIRST,
            automatic,
            null);
    return ReplyRecipients.of(conversation, answered, SETTINGS);
  }

  @Test
  void answers_go_where_the_author_wants_them() {
    ReplyRecipients found =
        recipients(
            "noreply@shop.example",
            List.of(box("support@harbourgoods.example"), box("ann@shop.example")),
            List.of(box("ann@shop.example"), box("bob@shop.example")),
            "generated");
    assertThat(found)
        .isEqualTo(
            new ReplyRecipients(
                SENDER, List.of(box("ann@shop.example"), box("bob@shop.example")), List.of()));
  }

  @Test
  void answers_never_come_back_to_us() {
    ReplyRecipients found =
        recipients(
            "jo@example.org",
            List.of(box("support+c01kahmv2y0.abc@harbourgoods.example"), box("kim@example.org")),
            List.of(box("help+x@harbourgoods.example")),
            null);
    assertThat(found)
        .isEqualTo(
            new ReplyRecipients(
                SENDER,
                List.of(new Mailbox("Jo", MailAddress.parse("jo@example.org"))),
                List.of(box("kim@example.org"))));
  }

  @Test
  void answers_come_from_the_address_that_was_written_to() {
    for (String to : List.of("help@harbourgoods.example", "Help+c1.x@harbourgoods.example")) {
      assertThat(
              recipients(
                      "jo@example.org", List.of(box("kim@example.org"), box(to)), List.of(), null)
                  .from())
          .isEqualTo(new Mailbox("Harbour Goods", MailAddress.parse("help@harbourgoods.example")));
    }
    assertThat(recipients("jo@example.org", List.of(), List.of(), null).from()).isEqualTo(SENDER);
  }

  @Test
  void who_writes_through_a_list_is_answered_and_the_list_gets_a_copy() {
    ReplyRecipients found =
        recipients(
            "jo@example.org",
            List.of(box("makers@lists.example")),
            List.of(box("makers@lists.example")),
            "list");
    assertThat(found.to()).extracting(to -> to.address().local()).containsExactly("jo");
    assertThat(found.cc()).containsExactly(box("makers@lists.example"));
  }

  @Test
  void an_address_that_takes_no_mail_is_no_better_than_the_author() {
    ReplyRecipients found =
        recipients("jo@example.org", List.of(), List.of(box("do-not-reply@shop.example")), null);
    assertThat(found.to()).extracting(to -> to.address().local()).containsExactly("jo");
  }
}
