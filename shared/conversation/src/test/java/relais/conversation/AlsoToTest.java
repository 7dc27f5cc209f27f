package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AlsoToTest {
  private static final InboxId SUPPORT = new InboxId("support");
  private static final InboxId SALES = new InboxId("sales");
  private static final Settings SETTINGS =
      new Settings(
          1,
          Fixtures.settings().workspace(),
          List.of(
              inbox(SUPPORT, "help@example.org", "hulp@example.org"),
              inbox(SALES, "sales@example.org")),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static Inbox inbox(InboxId id, String address, String... aliases) {
    return new Inbox.Email(
        id,
        id.value(),
        Fixtures.SUPPORT,
        MailAddress.parse(address),
        Stream.of(aliases).map(MailAddress::parse).toList(),
        "Shop");
  }

  private static MailFields mail(List<String> to, List<String> cc) {
    return new MailFields("A lamp", mailboxes(to), mailboxes(cc), null, null, List.of());
  }

  private static List<Mailbox> mailboxes(List<String> addresses) {
    return addresses.stream()
        .map(address -> new Mailbox(null, MailAddress.parse(address)))
        .toList();
  }

  @Test
  void C89_a_mail_is_also_to_the_other_inboxes_of_its_headers_each_once() {
    MailFields mail =
        mail(
            List.of("help@example.org", "jan@example.net"),
            List.of("sales+spring@example.org", "sales@example.org"));
    assertThat(Linking.alsoTo(SUPPORT, mail, SETTINGS)).containsExactly(SALES);
    assertThat(Linking.alsoTo(SALES, mail, SETTINGS)).containsExactly(SUPPORT);
  }

  @Test
  void C89_another_address_of_the_same_inbox_is_no_other_inbox() {
    assertThat(
            Linking.alsoTo(
                SUPPORT,
                mail(List.of("help@example.org", "hulp@example.org"), List.of()),
                SETTINGS))
        .isEmpty();
  }
}
