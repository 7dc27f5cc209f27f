package relais.channels.meta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.Handshake;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MetaWebhookTest {
  private static final byte[] BODY = "{\"words\":\"caf\\u00e9\"}".getBytes(UTF_8);

  private static SignatureCheck check(byte[] body, String signature, List<String> secrets) {
    return MetaWebhook.check(
        new WebhookCall(body, Map.of(MetaWebhook.SIGNATURE_HEADER, signature), null, null),
        secrets);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void P1_a_signature_known_from_elsewhere_holds() {
    // HMAC-SHA-256, RFC 4231 section 4.3.
    assertThat(
            check(
                "what do ya want for nothing?".getBytes(UTF_8),
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                List.of("Jefe")))
        .isEqualTo(SignatureCheck.VALID);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P1_what_a_secret_signed_is_valid_and_a_changed_byte_is_not(long seed) {
    Random random = new Random(seed);
    byte[] body = new byte[1 + random.nextInt(300)];
    random.nextBytes(body);
    String secret = Long.toHexString(random.nextLong());
    String signature = MetaWebhook.sign(body, secret);

    assertThat(check(body, signature, List.of("other", secret))).isEqualTo(SignatureCheck.VALID);

    body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    assertThat(check(body, signature, List.of("other", secret))).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P1_without_any_secret_nothing_is_valid() {
    assertThat(check(BODY, MetaWebhook.sign(BODY, "s"), List.of()))
        .isEqualTo(SignatureCheck.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha1=%s",
        "%s",
        "SHA256=%s",
        "sha256= %s",
        "sha256=%s0",
        "sha256=",
        "sha256=%s,sha256=%s"
      })
  void P2_another_form_is_invalid(String form) {
    String digits = MetaWebhook.sign(BODY, "s").substring("sha256=".length());
    assertThat(check(BODY, form.replace("%s", digits), List.of("s")))
        .isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P2_upper_case_digits_are_not_what_the_provider_documents() {
    String digits = MetaWebhook.sign(BODY, "s").substring("sha256=".length());
    assertThat(check(BODY, "sha256=" + digits.toUpperCase(Locale.ROOT), List.of("s")))
        .isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P2_no_signature_is_told_apart_from_a_wrong_one() {
    assertThat(MetaWebhook.check(WebhookCall.of(BODY), List.of("s")))
        .isEqualTo(SignatureCheck.MISSING);
    assertThat(check(BODY, " ", List.of("s"))).isEqualTo(SignatureCheck.MISSING);
  }

  @Test
  void P2_the_name_of_the_header_may_be_in_any_case() {
    assertThat(
            MetaWebhook.check(
                new WebhookCall(
                    BODY, Map.of("X-HUB-Signature-256", MetaWebhook.sign(BODY, "s")), null, null),
                List.of("s")))
        .isEqualTo(SignatureCheck.VALID);
  }

  @Test
  void P3_a_handshake_with_one_of_our_tokens_gets_its_challenge_back() {
    assertThat(
            MetaWebhook.answer(
                Map.of(
                    "hub.mode",
                    "subscribe",
                    "hub.verify_token",
                    "b",
                    "hub.challenge",
                    "1158201444"),
                List.of("a", "b")))
        .isEqualTo(new Handshake.Confirmed("1158201444"));
  }

  @Test
  void P3_any_other_handshake_is_refused() {
    List<Map<String, String>> wrong =
        List.of(
            Map.of(),
            Map.of("hub.mode", "subscribe", "hub.verify_token", "c", "hub.challenge", "1"),
            Map.of("hub.mode", "unsubscribe", "hub.verify_token", "a", "hub.challenge", "1"),
            Map.of("hub.mode", "subscribe", "hub.challenge", "1"),
            Map.of("hub.mode", "subscribe", "hub.verify_token", "a"),
            Map.of("hub.mode", "subscribe", "hub.verify_token", "", "hub.challenge", "1"));
    for (Map<String, String> query : wrong) {
      assertThat(MetaWebhook.answer(query, List.of("a", ""))).isEqualTo(new Handshake.Refused());
    }
  }
}
