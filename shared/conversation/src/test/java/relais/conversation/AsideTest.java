package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;
import relais.mail.MimeMessageId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AsideTest {
  private static final Inbox.Email INBOX =
      new Inbox.Email(
          new InboxId("support"),
          "Support",
          SUPPORT,
          MailAddress.parse("Support@example.com"),
          List.of(),
          "Harbour Goods");
  private static final Rule ALL =
      rule("all", 1, List.of("mail"), actions(List.of(URGENT), null, false));

  private static Decision.Changed test() {
    return TestMessage.begin(
        INBOX,
        new Incoming.Start(
            new ConversationId(Ulid.derived(NOON, "test")), 7, CONTACT, "Support", SUPPORT),
        CARL,
        new EntryId(Ulid.derived(NOON, "message")),
        NOON);
  }

  private static MailFields sent() {
    return Objects.requireNonNull(((Entry.OutboundMessage) test().entries().getFirst()).mail());
  }

  /// SES gives each mail an id of its own.
  private static InboundItem.Received back() {
    InboundItem.Received item = mail("back", NOON, "Test mail", "This mail came back");
    MailFields sent = sent();
    return new InboundItem.Received(
        item.source(),
        item.receivedAt(),
        item.inbox(),
        item.channel(),
        Identity.email("support@example.com"),
        null,
        item.at(),
        new MailFields(
            sent.subject(),
            sent.to(),
            List.of(),
            new MimeMessageId("ses@eu-west-1.amazonses.com"),
            null,
            sent.references()),
        item.body(),
        List.of(),
        item.providerId(),
        item.rawKey(),
        null,
        null,
        null);
  }

  @Test
  void C190_a_test_message_goes_to_the_inbox_itself_and_stands_aside() {
    Decision.Changed begun = test();
    Entry.OutboundMessage mail = (Entry.OutboundMessage) begun.entries().getFirst();
    assertThat(begun.conversation().status()).isEqualTo(new Status.Aside());
    assertThat(mail.status()).isEqualTo(new DeliveryStatus.Queued(NOON, 1));
    assertThat(mail.to()).isEqualTo(Identity.email("support@example.com"));
    assertThat(Ownerships.wantsOwner(begun.conversation(), settings())).isFalse();
  }

  @Test
  void C191_what_comes_back_is_found_by_the_mail_itself_and_troubles_nobody() {
    Conversation sent = test().conversation();
    assertThat(Threading.quoted(Objects.requireNonNull(back().mail())))
        .containsExactly(Objects.requireNonNull(sent().messageId()));
    assertThat(
            Threading.choose(
                Set.of(back().from()),
                List.of(new Threading.Candidate(sent, Entry.Evidence.MESSAGE_ID))))
        .isPresent();
    Decision.Changed grown =
        Incoming.grow(
            sent,
            back(),
            Entry.Evidence.MESSAGE_ID,
            settings(ALL),
            EntryIds.derived(NOON, "back"),
            NOON.plusSeconds(3));
    assertThat(grown.conversation().status()).isEqualTo(new Status.Aside());
    assertThat(grown.conversation().labels()).isEmpty();
    assertThat(grown.conversation().activity().waitingSince()).isNull();
    assertThat(grown.conversation().activity().lastInboundAt()).isEqualTo(NOON.plusSeconds(3));
    assertThat(grown.entries()).hasSize(1).first().isInstanceOf(Entry.InboundMessage.class);
  }

  @Test
  void C196_an_address_that_is_right_after_all_is_noted_and_crosses_nobody() {
    Conversation before = test().conversation();
    AddressMark mark = new AddressMark(AddressMark.Kind.BOUNCING, NOON, "user unknown");
    Decision.Changed after =
        Sorting.unmark(before, BY_ANNA, CUSTOMER, mark, EntryIds.derived(NOON, "unmark"), NOON);
    assertThat(after.conversation().versions().message()).isEqualTo(before.versions().message());
    assertThat(after.conversation().versions().current())
        .isEqualTo(before.versions().current() + 1);
    assertThat(((Entry.Event) after.entries().getFirst()).what())
        .isEqualTo(new Happening.Unmarked(CUSTOMER, AddressMark.Kind.BOUNCING));
  }

  @Test
  void C192_a_request_to_forward_begins_aside() {
    Decision.Changed begun =
        Incoming.begin(
            automatic("ask", NOON, Incoming.FORWARDING_REQUEST),
            new Incoming.Start(
                new ConversationId(Ulid.derived(NOON, "ask")), 8, CONTACT, "Google", SUPPORT),
            settings(rule("away", 1, List.of("away"), actions(List.of(URGENT), null, false))),
            EntryIds.derived(NOON, "ask"),
            NOON);
    assertThat(begun.conversation().status()).isEqualTo(new Status.Aside());
    assertThat(begun.conversation().labels()).isEmpty();
  }
}
