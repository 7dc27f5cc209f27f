package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForwardedMailTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "english|Lamp|The lamp flickers.",
        "french|Lampe|La lampe clignote.",
        "french-apple|Lampe|La lampe clignote.",
        "italian|Lampada|La lampada lampeggia.",
        "dutch|Lamp|De lamp knippert.",
        "german|Lampe|Die Lampe flackert.",
        "spanish|Lámpara|La lámpara parpadea.",
        "portuguese|Candeeiro|O candeeiro pisca.",
        "swedish|Lampa|Lampan blinkar.",
        "polish|Lampa|Lampa miga.",
        "japanese|ランプ|ランプがちらつきます。"
      })
  void M39_the_sender_of_a_forwarded_mail_is_known(String language, String subject, String text) {
    ReceivedMail mail = Golden.mail("forward-in-" + language);
    ForwardedMail forwarded = Objects.requireNonNull(mail.forwarded());
    assertThat(forwarded.findSender())
        .contains(new Mailbox("Omar Haddad", MailAddress.parse("omar@example.net")));
    assertThat(forwarded.subject()).isEqualTo(subject);
    assertThat(forwarded.date()).contains("1");
    assertThat(forwarded.text()).startsWith(text);
    assertThat(forwarded.attached()).isFalse();
    assertThat(mail.visibleText()).contains(text);
  }

  @Test
  void M39_a_date_with_its_zone_is_a_moment() {
    assertThat(Golden.mail("forward-in-english").forwarded())
        .extracting(ForwardedMail::sentAt)
        .isEqualTo(Instant.parse("2026-11-01T17:02:00Z"));
    assertThat(Golden.mail("forward-in-german").forwarded())
        .extracting(ForwardedMail::sentAt)
        .isNull();
  }

  @Test
  void M39_a_name_without_address_is_a_name() {
    ForwardedMail forwarded =
        Objects.requireNonNull(Golden.mail("forward-without-an-address").forwarded());
    assertThat(forwarded.name()).isEqualTo("Omar Haddad");
    assertThat(forwarded.findSender()).isEmpty();
  }

  @Test
  void M39_an_attached_mail_is_passed_on() {
    assertThat(Golden.mail("forward-attached").forwarded())
        .isEqualTo(
            new ForwardedMail(
                "Omar Haddad",
                MailAddress.parse("omar@example.net"),
                "Sun, 1 Nov 2026 18:02:11 +0100",
                Instant.parse("2026-11-01T17:02:11Z"),
                "Lámpa",
                "The lamp flickers.",
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reply-outlook-german",
        "reply-gmail",
        "bounce-rfc-3464",
        "plain-text",
        "newsletter"
      })
  void M39_answers_and_machines_pass_nothing_on(String oddity) {
    assertThat(Golden.mail(oddity).forwarded()).isNull();
  }
}
