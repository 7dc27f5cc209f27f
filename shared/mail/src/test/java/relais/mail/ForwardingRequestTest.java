package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForwardingRequestTest {
  private static final String GOOGLE = "forwarding-noreply@google.com";

  private static Optional<ForwardingRequest> find(
      String from, String subject, String text, @Nullable String html) {
    return ForwardingRequest.find(MailAddress.parse(from), subject, text, html);
  }

  private static ForwardingRequest google(String subject, String text) {
    return find(GOOGLE, subject, text, null).orElseThrow();
  }

  @Test
  void M170_Google_asks_with_a_code_and_a_link() {
    assertThat(
            google(
                "(#123456789) Gmail Forwarding Confirmation - Receive Mail from ada@example.org",
                "Refuse: https://mail.google.com/mail/uf-%5Bx%5D-abc\n"
                    + "Agree: https://mail-settings.google.com/mail/vf-%5Bx%5D-abc."))
        .isEqualTo(
            new ForwardingRequest(
                ForwardingRequest.Provider.GOOGLE,
                "ada@example.org",
                "123456789",
                "https://mail-settings.google.com/mail/vf-%5Bx%5D-abc"));
  }

  @Test
  void M170_in_other_languages_and_without_a_code_in_the_subject_too() {
    ForwardingRequest spanish =
        google(
            "Confirmación de reenvío de 317635984 (n.º Gmail) - Recibir correo de ada@example.org",
            "");
    assertThat(spanish.code()).isEqualTo("317635984");
    assertThat(spanish.forwards()).isEqualTo("ada@example.org");
    assertThat(google("(Gmail) 转发确认", "确认码: 429106883").code()).isEqualTo("429106883");
  }

  @Test
  void M170_links_in_html_are_found() {
    assertThat(
            find(
                    "noreply@zohomail.eu",
                    "Confirm email forwarding",
                    "Press the button.",
                    "<a href=\"https://mail.zoho.eu/confirmForward?a=1&amp;b=2\">Yes</a>")
                .orElseThrow()
                .link())
        .isEqualTo("https://mail.zoho.eu/confirmForward?a=1&b=2");
    assertThat(
            find("no-reply@mail.proton.me", "Ada wants to forward emails to you", "", null)
                .orElseThrow()
                .provider())
        .isEqualTo(ForwardingRequest.Provider.PROTON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mail-settings.google.com.evil.example/mail/vf-x",
        "https://evil.example/mail/vf-x",
        "https://mail.google.com@evil.example/mail/vf-x",
        "https://mail.google.com:444/mail/vf-x",
        "http://mail.google.com/mail/vf-x",
        "https://mail.google.com/mail/uf-x",
        "https://mail.google.com/url?q=https://evil.example/mail/vf-x",
        "https://[broken/mail/vf-x"
      })
  void M171_a_link_that_leads_elsewhere_is_left_out(String link) {
    assertThat(google("(#1234567) Gmail", link).link()).isNull();
  }

  @Test
  void M172_other_mail_is_no_request() {
    assertThat(find("security@google.com", "Forwarding", "123456", null)).isEmpty();
    assertThat(find("forwarding-noreply@google.com.example", "(#123456) x", "", null)).isEmpty();
    assertThat(find("sales@zoho.com", "We forward you our offer", "", null)).isEmpty();
    assertThat(find("ada@example.org", "Forward confirmation 123456", "", null)).isEmpty();
    assertThat(ForwardingRequest.find(null, "x", "", null)).isEmpty();
  }
}
