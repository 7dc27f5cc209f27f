package relais.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RawMailTest {
  private static final byte[] MAIL =
      """
      From: "Visser, Bram" <bram@example.com>
      Message-ID:
       <old@example.com>
      Subject: one
       two
      To: a@example.com, "b, c" <b@example.com>

      Message-ID: in the body stays é
      """
          .replace("\n", "\r\n")
          .getBytes(UTF_8);

  @Test
  void the_message_id_is_replaced_with_all_its_lines_and_the_body_is_left() {
    String changed = new String(RawMail.withMessageId(MAIL, "<new@example.com>"), UTF_8);
    assertThat(changed)
        .isEqualTo(
            """
            Message-ID: <new@example.com>
            From: "Visser, Bram" <bram@example.com>
            Subject: one
             two
            To: a@example.com, "b, c" <b@example.com>

            Message-ID: in the body stays é
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void headers_are_unfolded_and_addresses_split_outside_quotes() {
    MailHeaders headers = MailHeaders.of(MAIL);
    assertThat(headers.find("subject")).contains("one two");
    assertThat(headers.find("message-id")).contains("<old@example.com>");
    assertThat(headers.addresses("To"))
        .isEqualTo(List.of("a@example.com", "\"b, c\" <b@example.com>"));
  }

  @Test
  void a_mail_of_headers_alone_has_no_body() {
    byte[] mail = "Subject: x\r\n".getBytes(US_ASCII);
    assertThat(MailHeaders.of(mail).bodyStart()).isEqualTo(mail.length);
  }

  @Test
  void rules_of_a_receipt_are_for_addresses_domains_and_subdomains() {
    assertThat(MailReceiving.applies(List.of(), "a@b.example")).isTrue();
    assertThat(MailReceiving.applies(List.of("b.example"), "A@B.example")).isTrue();
    assertThat(MailReceiving.applies(List.of("b.example"), "a@c.b.example")).isFalse();
    assertThat(MailReceiving.applies(List.of(".b.example"), "a@c.b.example")).isTrue();
    assertThat(MailReceiving.applies(List.of("a@b.example"), "x@b.example")).isFalse();
  }

  @Test
  void the_bare_address_is_found_in_what_people_write() {
    assertThat(MailSending.bare("Support <Support@Shop.EXAMPLE>"))
        .isEqualTo("Support@shop.example");
    assertThat(MailSending.bare("a@b.example")).isEqualTo("a@b.example");
  }
}
