package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WritingTest {
  private static final Instant LATER = NOON.plusSeconds(600);

  @Test
  void C20_a_reply_queues_a_message_and_ends_the_waiting() {
    Decision.Changed answered = changed(replyTo(ownedBy(ANNA), ANNA, 2));
    assertThat(answered.entries()).containsExactly(queued());
    assertThat(answered.conversation().activity())
        .isEqualTo(new Conversation.Activity(LATER, null, NOON, LATER, Conversation.Outbox.EMPTY));
    assertThat(answered.conversation().headline().preview()).isEqualTo("We send another");
  }

  @Test
  void C21_a_reply_is_refused_when_somebody_wrote_since() {
    Conversation seen = open();
    Conversation grown =
        Incoming.grow(
                seen,
                mail("next", LATER, "Re", "Wait"),
                Entry.Evidence.MESSAGE_ID,
                settings(),
                ids(LATER),
                LATER)
            .conversation();
    assertThat(replyTo(grown, ANNA, seen.versions().current()))
        .isEqualTo(new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE));
    Conversation answered = changed(replyTo(seen, BEN, 1)).conversation();
    assertThat(replyTo(answered, ANNA, seen.versions().current()))
        .isEqualTo(new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE));
  }

  @Test
  void C21_labels_notes_and_owners_in_between_do_not_refuse_a_reply() {
    Conversation labelled =
        changed(
                Sorting.label(
                    ownedBy(BEN), BY_ANNA, Set.of(URGENT), Set.of(), settings(), ids(NOON), NOON))
            .conversation();
    Conversation noted =
        Writing.note(labelled, BEN, MessageBody.ofText("careful"), entry("note"), NOON)
            .conversation();
    assertThat(replyTo(noted, ANNA, 1)).isInstanceOf(Decision.Changed.class);
  }

  @Test
  void C22_who_answers_what_nobody_owns_owns_it() {
    Decision.Changed answered = changed(replyTo(open(), ANNA, 1));
    assertThat(answered.conversation().ownership().assignee()).isEqualTo(ANNA);
    assertThat(happenings(answered.entries())).containsExactly(new Happening.Assigned(null, ANNA));
    assertThat(changed(replyTo(ownedBy(BEN), ANNA, 2)).conversation().ownership().assignee())
        .isEqualTo(BEN);
  }

  @Test
  void C23_whatsapp_refuses_free_text_a_day_after_the_customers_last_message() {
    Conversation chat = chat();
    Instant closes = NOON.plus(Duration.ofHours(24));
    assertThat(chat.windowClosesAt()).isEqualTo(closes);
    assertThat(
            Writing.reply(
                chat, reply(ANNA, 1, false), entry("out"), ids(closes), closes.minusMillis(1)))
        .isInstanceOf(Decision.Changed.class);
    assertThat(Writing.reply(chat, reply(ANNA, 1, false), entry("out"), ids(closes), closes))
        .isEqualTo(new Decision.Refused(Decision.Refusal.WINDOW_CLOSED));
  }

  @Test
  void C23_other_channels_have_times_of_their_own_or_none() {
    assertThat(Conversation.windowClosesAt(Channel.of("messenger"), NOON))
        .isEqualTo(NOON.plus(Duration.ofDays(7)));
    assertThat(Conversation.windowClosesAt(Channel.of("instagram"), NOON))
        .isEqualTo(NOON.plus(Duration.ofDays(7)));
    for (String word : List.of("email", "telegram", "sms", "custom", "something")) {
      assertThat(Conversation.windowClosesAt(Channel.of(word), NOON)).as(word).isNull();
    }
    assertThat(Conversation.windowClosesAt(Channel.WHATSAPP, null)).isNull();
  }

  @Test
  void C24_a_reply_may_close_in_the_same_step() {
    Decision.Changed answered =
        changed(
            Writing.reply(ownedBy(ANNA), reply(ANNA, 2, true), entry("out"), ids(LATER), LATER));
    assertThat(answered.conversation().status()).isEqualTo(new Status.Closed(LATER, BY_ANNA));
    assertThat(happenings(answered.entries())).containsExactly(new Happening.Closed());
  }

  @Test
  void C25_a_private_note_is_no_message() {
    Conversation before = open();
    Decision.Changed noted =
        Writing.note(before, ANNA, MessageBody.ofText("secret"), entry("note"), LATER);
    assertThat(noted.conversation()).isEqualTo(before.with(new Conversation.Versions(2, 1, 0)));
    assertThat(noted.entries())
        .containsExactly(
            new Entry.PrivateNote(entry("note"), LATER, ANNA, MessageBody.ofText("secret")));
  }

  @Test
  void C145_who_gets_a_hidden_copy_takes_part() {
    Mailbox boss = new Mailbox(null, MailAddress.parse("boss@example.org"));
    Mailbox jo = new Mailbox("Jo", MailAddress.parse("jo@example.org"));
    Writing.Reply reply =
        new Writing.Reply(
            ANNA,
            1,
            CUSTOMER,
            new MailFields(
                "Re: A lamp",
                Addressing.sent(jo, List.of(jo), List.of(), List.of(boss)),
                null,
                null,
                List.of()),
            MessageBody.ofText("We send another"),
            List.of(),
            false,
            null);
    assertThat(
            changed(Writing.reply(open(), reply, entry("out"), ids(LATER), LATER))
                .conversation()
                .participants())
        .containsExactlyInAnyOrder(CUSTOMER, Identity.email("boss@example.org"));
  }

  @Test
  void C147_the_team_may_begin_a_conversation() {
    Conversation blank =
        Writing.blank(new InboxId("support"), Channel.EMAIL, start(), CUSTOMER, "Your lamp", LATER);
    assertThat(Threading.firstSubject(blank)).isEqualTo("Your lamp [#10482]");
    Decision.Changed begun =
        Writing.begin(blank, reply(ANNA, 0, false), entry("out"), ids(LATER), LATER);
    assertThat(begun.entries().getFirst()).isEqualTo(queued());
    assertThat(happenings(begun.entries()))
        .containsExactly(
            new Happening.Assigned(null, ANNA),
            new Happening.Created(new InboxId("support"), SUPPORT));
    Conversation conversation = begun.conversation();
    assertThat(conversation.ownership()).isEqualTo(new Conversation.Ownership(SUPPORT, ANNA));
    assertThat(conversation.activity())
        .isEqualTo(new Conversation.Activity(LATER, null, null, LATER, Conversation.Outbox.EMPTY));
    assertThat(conversation.participants()).containsExactly(CUSTOMER);
    assertThat(conversation.status()).isEqualTo(new Status.Open());
  }

  @Test
  void C146_a_mail_for_an_alias_or_its_reply_address_names_its_sender() {
    Inbox.Email inbox =
        new Inbox.Email(
            new InboxId("support"),
            "Support",
            SUPPORT,
            MailAddress.parse("support@shop.example"),
            List.of(MailAddress.parse("Help@shop.example")),
            "The shop");
    Mailbox help = new Mailbox("The shop", MailAddress.parse("Help@shop.example"));
    assertThat(inbox.senders()).containsExactly(inbox.sender(), help);
    assertThat(inbox.findSender(MailAddress.parse("help+c01.sig@shop.example"))).contains(help);
    assertThat(inbox.findSender(MailAddress.parse("sales@shop.example"))).isEmpty();
  }

  @Test
  void C26_a_subject_has_one_re_and_the_case_number_once() {
    assertThat(Threading.replySubject(open())).isEqualTo("Re: A lamp [#10482]");
    Conversation quoted = open().with(new Conversation.Headline("RE: Aw: A lamp [#10482]", ""));
    assertThat(Threading.replySubject(quoted)).isEqualTo("Re: A lamp [#10482]");
  }

  private static Decision replyTo(Conversation conversation, UserId author, long seen) {
    return Writing.reply(conversation, reply(author, seen, false), entry("out"), ids(LATER), LATER);
  }

  private static Entry queued() {
    return new Entry.OutboundMessage(
        entry("out"),
        LATER,
        BY_ANNA,
        CUSTOMER,
        null,
        MessageBody.ofText("We send another"),
        List.of(),
        null,
        new DeliveryStatus.Queued(LATER, 1));
  }

  static Conversation chat() {
    InboundItem.Received mail = mail("wamid.1", NOON, "", "Hi");
    InboundItem.Received item =
        new InboundItem.Received(
            mail.source(),
            mail.receivedAt(),
            new InboxId("whatsapp"),
            Channel.WHATSAPP,
            new Identity("phone", "+31612345678"),
            "Jo",
            NOON,
            null,
            mail.body(),
            List.of(),
            "wamid.1",
            "webhook/whatsapp/x",
            null);
    return Incoming.begin(item, start(), settings(), ids(NOON), NOON).conversation();
  }
}
