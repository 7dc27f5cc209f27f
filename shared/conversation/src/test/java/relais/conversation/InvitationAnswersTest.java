package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relais.mail.Invitation;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.Participation;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvitationAnswersTest {
  private static final Mailbox ORGANISER = box("Olga", "olga@example.org");
  private static final Inbox.Email INBOX =
      new Inbox.Email(
          new InboxId("support"),
          "Support",
          Fixtures.SUPPORT,
          MailAddress.parse("support@harbourgoods.example"),
          List.of(MailAddress.parse("help@harbourgoods.example")),
          "Harbour Goods");

  private static Mailbox box(@Nullable String name, String address) {
    return new Mailbox(name, MailAddress.parse(address));
  }

  private static Invitation invitation(
      Invitation.Method method, int sequence, @Nullable Mailbox organiser, Mailbox... invited) {
    return new Invitation(
        method,
        "uid-1",
        sequence,
        null,
        "Visit",
        "",
        "",
        null,
        null,
        false,
        organiser,
        List.of(invited).stream()
            .map(each -> new Invitation.Attendee(each, Participation.NEEDS_ACTION, true))
            .toList());
  }

  private static MailFields mailTo(String address) {
    return new MailFields("Visit", List.of(box(null, address)), List.of(), null, null, List.of());
  }

  @Test
  void C220_the_invited_address_answers_in_the_invitations_spelling() {
    Invitation invitation =
        invitation(
            Invitation.Method.REQUEST,
            0,
            ORGANISER,
            box("Ben", "ben@example.org"),
            box("The help desk", "Help@HarbourGoods.example"));
    InvitationAnswers.Invited invited =
        InvitationAnswers.invited(invitation, mailTo("support@harbourgoods.example"), INBOX);
    assertThat(invited.attendee()).isEqualTo(box("The help desk", "Help@HarbourGoods.example"));
    assertThat(invited.from()).isEqualTo(box("Harbour Goods", "help@harbourgoods.example"));
  }

  @Test
  void C220_where_a_list_is_invited_the_address_the_mail_came_to_answers() {
    Invitation invitation =
        invitation(Invitation.Method.REQUEST, 0, ORGANISER, box(null, "all@example.org"));
    Mailbox help = box("Harbour Goods", "help@harbourgoods.example");
    assertThat(InvitationAnswers.invited(invitation, mailTo("help@harbourgoods.example"), INBOX))
        .isEqualTo(new InvitationAnswers.Invited(help, help));
  }

  private static Entry later(Invitation invitation) {
    return new Entry.InboundMessage(
        new EntryId(Ulid.derived(Fixtures.NOON.plusSeconds(60), "later")),
        Fixtures.NOON.plusSeconds(60),
        Fixtures.CONTACT,
        Fixtures.CUSTOMER,
        "Jo",
        mailTo("support@harbourgoods.example").with(invitation, null),
        MessageBody.ofText("Changed"),
        List.of(),
        null,
        "mail/later",
        Entry.Evidence.MESSAGE_ID);
  }

  private static boolean settles(Invitation later) {
    return InvitationAnswers.isSettled(
        invitation(Invitation.Method.REQUEST, 1, ORGANISER),
        Fixtures.entry("invitation"),
        List.of(later(later)));
  }

  @Test
  void C221_a_newer_version_or_a_cancellation_of_the_same_organiser_settles() {
    assertThat(settles(invitation(Invitation.Method.REQUEST, 2, ORGANISER))).isTrue();
    assertThat(settles(invitation(Invitation.Method.CANCEL, 1, ORGANISER))).isTrue();
    assertThat(settles(invitation(Invitation.Method.REQUEST, 1, ORGANISER))).isFalse();
    assertThat(settles(invitation(Invitation.Method.CANCEL, 0, ORGANISER))).isFalse();
    assertThat(settles(invitation(Invitation.Method.REPLY, 2, ORGANISER))).isFalse();
    assertThat(settles(invitation(Invitation.Method.CANCEL, 9, box("Eve", "eve@example.net"))))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void C222_an_answer_says_what_it_is_about_and_who_answers(Language language) {
    for (Participation answer :
        List.of(Participation.ACCEPTED, Participation.TENTATIVE, Participation.DECLINED)) {
      InvitationAnswers.Words words =
          InvitationAnswers.words(answer, language, "Visit", "Harbour Goods", "#10482");
      assertThat(words.subject()).endsWith(": Visit [#10482]");
      assertThat(words.text()).startsWith("Harbour Goods ").endsWith("Visit");
    }
    assertThatThrownBy(
            () ->
                InvitationAnswers.words(
                    Participation.NEEDS_ACTION, language, "Visit", "Harbour Goods", "#1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
