package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TwilioSignatureTest {
  private static final String TOKEN = "12345";
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final String FORM =
      "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309"
          + "&From=%2B14158675309";
  private static final String JSON = "{\"property\": \"value\", \"boolean\": true}";
  private static final String JSON_DIGEST =
      "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

  /// The signatures are those of the example in Twilio's documentation, for every port.
  @ParameterizedTest
  @CsvSource({
    "https://mycompany.com/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "https://mycompany.com:1234/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
    "https://mycompany.com:443/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
    "http://mycompany.com/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4=",
    "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU="
  })
  void P37_a_form_is_proved_with_the_port_and_without(String url, String signature) {
    assertThat(check(url, FORM, signature)).isEqualTo(SignatureCheck.VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mycompany.com/myapp.php?foo=1",
        "https://mycompany.com/MyApp.php?foo=1&bar=2",
        "http://mycompany.com/myapp.php?foo=1&bar=2",
        "https://mycompany.org/myapp.php?foo=1&bar=2"
      })
  void P37_another_address_is_not(String url) {
    assertThat(check(url, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P37_one_more_parameter_or_another_value_is_not() {
    String signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    assertThat(check(URL, FORM + "&More=1", signature)).isEqualTo(SignatureCheck.INVALID);
    assertThat(check(URL, FORM.replace("1234&", "1235&"), signature))
        .isEqualTo(SignatureCheck.INVALID);
    assertThat(check(URL, FORM, "not" + signature)).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P37_of_a_name_with_several_values_each_counts_once_in_order() {
    String once = TwilioSignature.sign(URL, "a=1&a=2".getBytes(UTF_8), TOKEN);
    assertThat(check(URL, "a=2&a=1&a=2", once)).isEqualTo(SignatureCheck.VALID);
    assertThat(check(URL, "a=2", once)).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P37_empty_values_and_blanks_count() {
    String signature = TwilioSignature.sign(URL, "a=&b=+x+".getBytes(UTF_8), TOKEN);
    assertThat(check(URL, "b=%20x%20&a=", signature)).isEqualTo(SignatureCheck.VALID);
    assertThat(check(URL, "b=x", signature)).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P37_a_quote_in_the_address_may_be_written_either_way() {
    String signature = TwilioSignature.sign(URL + "&name=O'Neil", FORM.getBytes(UTF_8), TOKEN);
    assertThat(check(URL + "&name=O%27Neil", FORM, signature)).isEqualTo(SignatureCheck.VALID);
    assertThat(check(URL + "&name=O'Neil", FORM, signature)).isEqualTo(SignatureCheck.VALID);
  }

  @Test
  void P38_another_body_is_proved_by_its_digest_in_the_address() {
    String url = URL + "&bodySHA256=" + JSON_DIGEST;
    assertThat(check(url, JSON, "a9nBmqA0ju/hNViExpshrM61xv4=")).isEqualTo(SignatureCheck.VALID);
    assertThat(check(url, JSON + " ", "a9nBmqA0ju/hNViExpshrM61xv4="))
        .isEqualTo(SignatureCheck.INVALID);
    assertThat(
            check(
                "https://mycompany.com/myapp.php?bodySHA256=" + JSON_DIGEST,
                JSON,
                "y77kIzt2vzLz71DgmJGsen2scGs="))
        .isEqualTo(SignatureCheck.VALID);
    assertThat(check(URL, JSON, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P37_without_an_address_nothing_is_proved() {
    assertThat(check(null, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")).isEqualTo(SignatureCheck.INVALID);
    assertThat(
            TwilioSignature.check(
                new WebhookCall(FORM.getBytes(UTF_8), Map.of(), URL, null), List.of(TOKEN)))
        .isEqualTo(SignatureCheck.MISSING);
  }

  private static SignatureCheck check(@Nullable String url, String body, String signature) {
    return TwilioSignature.check(
        new WebhookCall(body.getBytes(UTF_8), Map.of("x-twilio-signature", signature), url, null),
        List.of("other", TOKEN));
  }
}
