package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.BY_ANNA;
import static relais.conversation.Fixtures.CUSTOMER;
import static relais.conversation.Fixtures.NOON;
import static relais.conversation.Fixtures.changed;
import static relais.conversation.Fixtures.happenings;
import static relais.conversation.Fixtures.ids;
import static relais.conversation.Fixtures.open;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OriginalSenderTest {
  private static final OriginalSender.Person OMAR =
      new OriginalSender.Person(
          new ContactId(Ulid.derived(NOON, "omar")), "Omar", Identity.email("omar@example.net"));
  private static final OriginalSender.Person JO =
      new OriginalSender.Person(Fixtures.CONTACT, "Jo", CUSTOMER);

  private static Decision become(Conversation conversation, OriginalSender.Person person) {
    return OriginalSender.becomes(conversation, person, BY_ANNA, ids(NOON), NOON);
  }

  @Test
  void C225_the_contact_is_another_one_and_both_take_part() {
    Conversation before = open();
    Decision.Changed after = changed(become(before, OMAR));
    assertThat(after.conversation().origin().contact()).isEqualTo(OMAR.contact());
    assertThat(after.conversation().origin().contactName()).isEqualTo("Omar");
    assertThat(after.conversation().participants()).contains(CUSTOMER, OMAR.identity());
    assertThat(happenings(after.entries()))
        .containsExactly(new Happening.ContactChanged(CUSTOMER, OMAR.identity()));
    assertThat(after.conversation().versions().message()).isEqualTo(before.versions().message());
  }

  @Test
  void C225_the_other_way_round_it_is_taken_back_and_twice_is_once() {
    Conversation before = open();
    Conversation omars = changed(become(before, OMAR)).conversation();
    assertThat(become(omars, OMAR)).isEqualTo(new Decision.Unchanged());
    assertThat(changed(become(omars, JO)).conversation().origin()).isEqualTo(before.origin());
  }

  private static InboundItem.Received passedOn(@Nullable String automatic, String original) {
    return new InboundItem.Received(
        "email/passed-on",
        NOON,
        new InboxId("support"),
        Channel.EMAIL,
        CUSTOMER,
        "Jo",
        NOON,
        new MailFields("Fwd: A lamp", List.of(), List.of(), null, null, List.of())
            .with(null, new Mailbox("Omar", MailAddress.parse(original))),
        MessageBody.ofText("See below"),
        List.of(),
        "passed-on",
        "mail/passed-on",
        automatic);
  }

  @Test
  void C226_an_inbox_that_wants_it_does_so_at_once_but_not_for_machines_nor_for_us() {
    Inbox.Email waits =
        new Inbox.Email(
            new InboxId("support"),
            "Support",
            Fixtures.SUPPORT,
            MailAddress.parse("support@harbourgoods.example"),
            List.of(),
            "Harbour Goods");
    Inbox.Email wants = waits.with(new MailPolicy(new MailPolicy.OnSpam.Deliver(), false, true));
    Settings settings =
        new Settings(
            1,
            new Workspace("Harbour Goods"),
            List.of(wants),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    InboundItem.Received omars = passedOn(null, "omar@example.net");
    assertThat(OriginalSender.wanted(omars, wants, settings))
        .contains(new Mailbox("Omar", MailAddress.parse("omar@example.net")));
    assertThat(OriginalSender.wanted(omars, waits, settings)).isEmpty();
    assertThat(OriginalSender.wanted(passedOn("auto-reply", "omar@example.net"), wants, settings))
        .isEmpty();
    assertThat(
            OriginalSender.wanted(passedOn(null, "support@harbourgoods.example"), wants, settings))
        .isEmpty();
  }

  @Test
  void C226_a_conversation_that_begins_so_is_with_them_from_its_first_version() {
    Decision.Changed begun = Fixtures.begun(NOON);
    Decision.Changed omars = OriginalSender.becomes(begun, OMAR, ids(NOON), NOON);
    assertThat(omars.conversation().versions()).isEqualTo(begun.conversation().versions());
    assertThat(omars.conversation().origin().identity()).isEqualTo(OMAR.identity());
    assertThat(omars.entries()).startsWith(begun.entries().toArray(Entry[]::new));
  }
}
