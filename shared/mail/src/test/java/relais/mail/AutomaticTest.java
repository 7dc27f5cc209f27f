package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AutomaticTest {
  @Test
  void M40_a_report_says_who_why_and_which_mail() {
    assertThat(Golden.mail("bounce-rfc-3464").automatic())
        .isEqualTo(
            new Automatic.Bounce(
                List.of(
                    new ReportedRecipient(
                        MailAddress.parse("nobody@example.net"),
                        "5.1.1",
                        true,
                        FailureCause.USER_UNKNOWN,
                        "550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown"),
                    new ReportedRecipient(
                        MailAddress.parse("full@example.net"),
                        "5.2.2",
                        false,
                        FailureCause.MAILBOX_FULL,
                        "552 5.2.2 Mailbox full")),
                List.of(new MimeMessageId("out-1@relais.example"))));
  }

  @ParameterizedTest
  @CsvSource({
    "bounce-delayed, delayed",
    "bounce-delayed-that-may-return, delayed",
    "delivery-receipt, delivered"
  })
  void M41_delay_and_arrival_are_no_bounce(String oddity, String kind) {
    assertThat(Golden.mail(oddity).automatic().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "bounce-of-qmail, gone@example.net, 5.1.1, true, out-3@relais.example",
    "bounce-of-exim, full@example.net, 5.2.2, false, out-4@relais.example",
    "bounce-of-exchange-german, weg@firma.example, 5.1.1, true,",
    "bounce-that-gives-up, late@example.net, 4.4.7, false, out-8@relais.example",
    "bounce-address-that-begins-like-a-word, tora@example.net, 5.2.2, false, out-9@relais.example",
    "bounce-that-encloses-a-report, gone@example.net, 5.1.1, true, out-10@relais.example",
    "bounce-from-a-topic, gone@example.net, 5.1.1, true, 0100-aa@eu-west-1.amazonses.com",
    "bounce-by-a-mailbox-that-refuses, ines@example.net, 5.2.2, false, ours-1@example.org",
    "bounce-that-came-over-a-list, li@example.cn, 5.1.1, true, ours-2@example.org",
    "bounce-of-an-old-exchange, ines@example.net, 5.1.1, true, ours-4@example.org",
    "bounce-that-asks-to-try-again, ines@example.net, 5.2.2, false, ours-3@example.org"
  })
  void M42_bounces_for_people(
      String oddity, String address, String status, boolean hard, String original) {
    Automatic automatic = Golden.mail(oddity).automatic();
    assertThat(automatic).isInstanceOf(Automatic.Bounce.class);
    ReportedRecipient recipient = automatic.recipients().getFirst();
    assertThat(recipient.address()).isEqualTo(MailAddress.parse(address));
    assertThat(recipient.status()).isEqualTo(status);
    assertThat(recipient.hard()).isEqualTo(hard);
    assertThat(automatic.originals())
        .isEqualTo(original == null ? List.of() : List.of(new MimeMessageId(original)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "5.0.0|550 5.1.1 unknown|false|5.1.1",
        "5.1.1|552 5.2.2 Over quota|false|5.2.2",
        "4.4.7|450 4.7.1 Client host rejected|true|4.7.1",
        "5.1.1|Unknown|false|5.1.1",
        "-|550 Requested action not taken|false|5.0.0",
        "-|550 no such user here|false|5.1.1",
        "-|the mailbox is full|false|5.2.2",
        "-|421 try later: mailbox full|true|4.2.2",
        "-|connection timed out|true|4.4.1",
        "-|version 5.1.1.2 of 192.5.1.1 says no|false|5.0.0",
        "-|nothing known|true|4.0.0"
      })
  void M43_status_codes(String stated, String words, boolean passing, String status) {
    assertThat(FailureStatus.of(stated, words, passing)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "5.1.1, User unknown, true",
    "5.2.2, Mailbox full, false",
    "5.7.1, rejected as spam, false",
    "5.4.4, Host not found, true",
    "4.1.1, User unknown, false",
    "5.1.6, user has moved, true"
  })
  void M43_hard_is_what_will_never_work(String status, String words, boolean hard) {
    assertThat(FailureStatus.isHard(status, words)).isEqualTo(hard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.1.1|550 no such user here|user-unknown",
        "5.5.0|550 Requested action not taken: mailbox unavailable|user-unknown",
        "5.1.6|551 user not local|moved",
        "5.2.1|525 Disabled recipient address|suspended",
        "5.2.2|552 over quota|mailbox-full",
        "5.4.4|Host not found|host-unknown",
        "5.3.4|message size exceeds fixed limit|too-large",
        "4.4.7|delivery retry timeout exceeded|expired",
        "5.0.0|Could not deliver for the last 432000 seconds. Giving up.|expired",
        "5.4.6|too many hops|loop",
        "4.4.1|connection timed out|network",
        "5.7.1|554 rejected as spam|spam",
        "5.7.1|550 blocked using zen.spamhaus.org|spam",
        "5.7.1|552 Virus found in the message|content",
        "5.7.26|550 unauthenticated mail is not accepted due to the domain's DMARC policy|policy",
        "4.7.1|450 greylisted, try again later|policy",
        "5.7.1|554 relay access denied|relay",
        "5.7.1|550 rejected|rejected",
        "5.3.0|unknown mailer error 255|system",
        "5.0.0|nothing known|other"
      })
  void M43_a_cause_in_one_word(String status, String words, String cause) {
    assertThat(FailureStatus.causeOf(status, words).word()).isEqualTo(cause);
  }

  @Test
  void M44_a_complaint_says_who_and_about_which_mail() {
    Automatic automatic = Golden.mail("complaint-arf").automatic();
    assertThat(automatic)
        .isEqualTo(
            new Automatic.Complaint(
                "abuse",
                List.of(
                    new ReportedRecipient(
                        MailAddress.parse("angry@isp.example"), "5.7.0", true, null, "abuse")),
                List.of(new MimeMessageId("out-5@relais.example"))));
  }

  @Test
  void M44_a_complaint_may_come_from_a_topic() {
    Automatic automatic = Golden.mail("complaint-from-a-topic").automatic();
    assertThat(automatic)
        .isEqualTo(
            new Automatic.Complaint(
                "not-spam",
                List.of(
                    new ReportedRecipient(
                        MailAddress.parse("angry@example.net"), "5.7.0", true, null, "not-spam")),
                List.of(new MimeMessageId("0100-bb@email.amazonses.com"))));
  }

  @Test
  void M45_a_read_receipt_says_which_mail_was_shown() {
    Automatic automatic = Golden.mail("read-receipt").automatic();
    assertThat(automatic.kind()).isEqualTo("read-receipt");
    assertThat(automatic.originals()).containsExactly(new MimeMessageId("out-6@relais.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: Automatic reply: Parcel",
        "Subject: Out of office",
        "Subject: Réponse automatique : Colis",
        "Subject: =?utf-8?Q?Automatick=C3=A1_odpov=C4=9B=C4=8F:_Bal=C3=ADk?=",
        "Subject: x\nAuto-Submitted: auto-replied (vacation)",
        "Subject: x\nX-Autoreply: yes",
        "Subject: x\nPrecedence: auto_reply"
      })
  void M46_automatic_replies(String headers) {
    assertThat(read(headers).automatic()).isEqualTo(new Automatic.AutoReply());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: x\nAuto-Submitted: no",
        "Subject: x\nX-Auto-Response-Suppress: All",
        "Subject: Re: Automatic reply: Parcel"
      })
  void M47_people(String headers) {
    assertThat(read(headers).automatic()).isEqualTo(new Automatic.Not());
  }

  @Test
  void M47_silence_is_kept_where_it_is_asked_for() {
    assertThat(read("Subject: x\nX-Auto-Response-Suppress: DR, OOF").mayBeAnsweredAutomatically())
        .isFalse();
    assertThat(read("Subject: x\nX-Auto-Response-Suppress: DR").mayBeAnsweredAutomatically())
        .isTrue();
    assertThat(read("Subject: x\nPrecedence: bulk").mayBeAnsweredAutomatically()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"mailing-list, list", "newsletter, bulk", "order-confirmation, generated"})
  void M48_lists_mass_mail_and_programs(String oddity, String kind) {
    assertThat(Golden.mail(oddity).automatic().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"person-forwards-a-bounce", "person-asks-about-delivery"})
  void M49_people_speak_of_bounces(String oddity) {
    assertThat(Golden.mail(oddity).automatic()).isEqualTo(new Automatic.Not());
  }

  private static ReceivedMail read(String headers) {
    return MailReader.read(
        ("From: ada@example.org\nTo: help@relais.example\n" + headers + "\n\nText\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
