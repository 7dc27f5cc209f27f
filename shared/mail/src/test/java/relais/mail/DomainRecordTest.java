package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DomainRecordTest {
  private static final DomainRecord MX =
      DomainRecord.receiving("example.org", "eu-west-1").getFirst();
  private static final DomainRecord DMARC =
      DomainRecord.receiving("help.shop.example.org", "eu-west-1").getLast();
  private static final DomainRecord DKIM =
      DomainRecord.signing("example.org", List.of("abc"), "dkim.amazonses.com").getFirst();
  private static final DomainRecord RETURN_PATH =
      DomainRecord.returnPath("bounce.example.org", "eu-west-1").getFirst();
  private static final DomainRecord SPF =
      DomainRecord.returnPath("bounce.example.org", "eu-west-1").getLast();

  private static DomainRecord.State state(DomainRecord record, String... values) {
    return record.check(List.of(new DnsAnswer.Found(List.of(values)))).state();
  }

  @Test
  void M160_each_purpose_has_its_name_and_value() {
    assertThat(
            Stream.of(MX, DKIM, RETURN_PATH, SPF, DMARC)
                .map(
                    each -> "%s %s %s".formatted(each.name(), each.purpose().type(), each.value())))
        .containsExactly(
            "example.org MX 10 inbound-smtp.eu-west-1.amazonaws.com",
            "abc._domainkey.example.org CNAME abc.dkim.amazonses.com",
            "bounce.example.org MX 10 feedback-smtp.eu-west-1.amazonses.com",
            "bounce.example.org TXT v=spf1 include:amazonses.com ~all",
            "_dmarc.help.shop.example.org TXT v=DMARC1; p=quarantine; adkim=r; aspf=r");
  }

  @Test
  void M161_the_same_in_other_letters_is_found() {
    assertThat(state(MX, "5 Inbound-SMTP.eu-west-1.amazonaws.com."))
        .isEqualTo(DomainRecord.State.FOUND);
    assertThat(state(DKIM, "ABC.dkim.amazonses.com.")).isEqualTo(DomainRecord.State.FOUND);
    assertThat(state(DKIM, "abd.dkim.amazonses.com.")).isEqualTo(DomainRecord.State.DIFFERS);
    assertThat(state(RETURN_PATH, "10 feedback-smtp.us-east-1.amazonses.com."))
        .isEqualTo(DomainRecord.State.DIFFERS);
  }

  @Test
  void M162_who_receives_elsewhere_may_forward_but_must_not_share() {
    assertThat(state(MX, "1 smtp.google.com.")).isEqualTo(DomainRecord.State.ELSEWHERE);
    assertThat(state(MX, "10 inbound-smtp.eu-west-1.amazonaws.com.", "20 mx.example.net."))
        .isEqualTo(DomainRecord.State.DIFFERS);
    assertThat(state(MX, "10 inbound-smtp.us-east-1.amazonaws.com."))
        .isEqualTo(DomainRecord.State.DIFFERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          v=spf1 include:amazonses.com -all => FOUND
          V=SPF1 +include:AmazonSES.com mx => FOUND
          v=spf1 include:amazonses.com.evil.example ~all => DIFFERS
          v=spf1 -all => DIFFERS
          v=spf10 include:amazonses.com => MISSING
          google-site-verification=abc => MISSING
          """)
  void M163_one_record_names_SES(String text, DomainRecord.State expected) {
    assertThat(state(SPF, text, "something=else")).isEqualTo(expected);
  }

  @Test
  void M163_two_records_are_none() {
    assertThat(state(SPF, "v=spf1 include:amazonses.com ~all", "v=spf1 mx ~all"))
        .isEqualTo(DomainRecord.State.DIFFERS);
  }

  @Test
  void M164_a_policy_of_a_domain_above_counts() {
    assertThat(DMARC.names())
        .containsExactly(
            "_dmarc.help.shop.example.org", "_dmarc.shop.example.org", "_dmarc.example.org");
    assertThat(
            DMARC.check(
                List.of(
                    new DnsAnswer.Nothing(),
                    new DnsAnswer.Found(List.of("unrelated")),
                    new DnsAnswer.Found(List.of("v=DMARC1;p=reject")))))
        .isEqualTo(
            new DomainRecord.Check(
                DomainRecord.State.INHERITED, List.of("v=DMARC1;p=reject"), "_dmarc.example.org"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          v=DMARC1; p=none => FOUND
          v=DMARC1 ; P = Reject ; rua=mailto:a@example.org => FOUND
          v=DMARC1; rua=mailto:a@example.org => DIFFERS
          v=DMARC1; sp=reject => DIFFERS
          v=DMARC1; p=maybe => DIFFERS
          """)
  void M164_a_policy_says_what_to_do(String text, DomainRecord.State expected) {
    assertThat(state(DMARC, text)).isEqualTo(expected);
  }

  @Test
  void M165_silence_is_not_absence() {
    assertThat(MX.check(List.of(new DnsAnswer.Silence())).state())
        .isEqualTo(DomainRecord.State.UNKNOWN);
    assertThat(MX.check(List.of(new DnsAnswer.Nothing())).state())
        .isEqualTo(DomainRecord.State.MISSING);
    assertThat(
            DMARC
                .check(
                    List.of(
                        new DnsAnswer.Nothing(), new DnsAnswer.Silence(), new DnsAnswer.Nothing()))
                .state())
        .isEqualTo(DomainRecord.State.UNKNOWN);
  }
}
