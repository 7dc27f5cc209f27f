package relais.channels.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
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
class StandardWebhooksTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330L);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  /// The example that the libraries of the specification test themselves with.
  private static final Map<String, String> HEADERS =
      Map.of(
          "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "webhook-timestamp", "1614265330",
          "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

  @Test
  void P40_the_example_of_the_specification_holds() {
    assertThat(check(HEADERS, AT, SECRET)).isEqualTo(SignatureCheck.VALID);
    assertThat(check(HEADERS, AT, SECRET.substring("whsec_".length())))
        .isEqualTo(SignatureCheck.VALID);
    assertThat(StandardWebhooks.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY, SECRET))
        .isEqualTo(HEADERS);
  }

  @ParameterizedTest
  @CsvSource({
    "webhook-id, msg_other",
    "webhook-timestamp, 1614265331",
    "webhook-timestamp, soon",
    "'webhook-signature', 'v1,AAAA'",
    "'webhook-signature', 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='",
    "'webhook-signature', 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='"
  })
  void P40_anything_else_does_not(String header, String value) {
    assertThat(check(with(header, value), AT, SECRET)).isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P40_another_secret_or_none_at_all_does_not() {
    assertThat(check(HEADERS, AT, "whsec_AAAA")).isEqualTo(SignatureCheck.INVALID);
    assertThat(check(HEADERS, AT, "whsec_not base 64")).isEqualTo(SignatureCheck.INVALID);
    assertThat(check(HEADERS, AT, "whsec_")).isEqualTo(SignatureCheck.INVALID);
    assertThat(check(Map.of("webhook-id", "1"), AT, SECRET)).isEqualTo(SignatureCheck.MISSING);
  }

  @Test
  void P40_one_of_several_signatures_is_enough() {
    assertThat(
            check(
                with("webhook-signature", "v1,AAAA v9,x " + HEADERS.get("webhook-signature")),
                AT,
                SECRET))
        .isEqualTo(SignatureCheck.VALID);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, 86_400})
  void P41_a_time_far_from_ours_is_invalid(long seconds) {
    assertThat(check(HEADERS, AT.plusSeconds(seconds), SECRET)).isEqualTo(SignatureCheck.INVALID);
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 0, 300})
  void P41_within_five_minutes_it_is_not(long seconds) {
    assertThat(check(HEADERS, AT.plus(Duration.ofSeconds(seconds)), SECRET))
        .isEqualTo(SignatureCheck.VALID);
    assertThat(check(HEADERS, null, SECRET)).isEqualTo(SignatureCheck.VALID);
  }

  @Test
  void P42_a_key_pair_proves_it_too() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    String key =
        "whpk_"
            + Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(
        "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}".getBytes(UTF_8));
    Map<String, String> headers =
        with("webhook-signature", "v1a," + Base64.getEncoder().encodeToString(signature.sign()));

    assertThat(check(headers, AT, key)).isEqualTo(SignatureCheck.VALID);
    assertThat(check(with(headers, "webhook-id", "other"), AT, key))
        .isEqualTo(SignatureCheck.INVALID);
    // Who knows the public key must not be able to sign with it as if it were a secret.
    assertThat(
            check(
                StandardWebhooks.headers(
                    "msg", AT, BODY, "whsec_" + key.substring("whpk_".length())),
                AT,
                key))
        .isEqualTo(SignatureCheck.INVALID);
  }

  @Test
  void P40_what_is_no_secret_signs_nothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardWebhooks.headers("1", AT, BODY, "whsec_"));
  }

  private static SignatureCheck check(
      Map<String, String> headers, @Nullable Instant now, String secret) {
    return StandardWebhooks.check(new WebhookCall(BODY, headers, null, now), List.of(secret));
  }

  private static Map<String, String> with(String header, String value) {
    return with(HEADERS, header, value);
  }

  private static Map<String, String> with(
      Map<String, String> headers, String header, String value) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(header, value);
    return changed;
  }
}
