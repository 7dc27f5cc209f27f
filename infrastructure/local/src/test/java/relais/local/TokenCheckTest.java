package relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static RSAKey key;
  private static RSAKey otherKey;

  private final TokenCheck tokens =
      new TokenCheck(
          "http://issuer", "relais", () -> new JWKSet(key.toPublicJWK()), InstantSource.fixed(NOW));

  @BeforeAll
  static void makeKeys() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k").generate();
    otherKey = new RSAKeyGenerator(2048).keyID("k").generate();
  }

  @Test
  void a_good_token_gives_its_claims_as_text() throws Exception {
    TokenCheck.Outcome outcome = tokens.check("Bearer " + token(claims(), key));
    assertThat(outcome)
        .isEqualTo(
            new TokenCheck.Outcome.Accepted(
                Json.object()
                    .put("iss", "http://issuer")
                    .put("sub", "marco")
                    .put("aud", "relais")
                    .put("exp", "1795262460")
                    .put("email", "marco@shop.example")));
  }

  @Test
  void a_missing_token_is_refused() {
    assertThat(tokens.check(null)).isEqualTo(refused("the token is missing"));
    assertThat(tokens.check("Bearer x.y")).isEqualTo(refused("the token is malformed"));
  }

  @Test
  void a_token_of_another_key_is_refused() throws Exception {
    assertThat(tokens.check("Bearer " + token(claims(), otherKey)))
        .isEqualTo(refused("the token's signature is wrong"));
  }

  @Test
  void an_unsigned_token_is_refused() {
    String unsigned = new PlainJWT(claims().build()).serialize();
    assertThat(tokens.check("Bearer " + unsigned)).isInstanceOf(TokenCheck.Outcome.Refused.class);
  }

  @Test
  void a_token_for_somebody_else_is_refused() throws Exception {
    assertThat(tokens.check("Bearer " + token(claims().audience("other"), key)))
        .isEqualTo(refused("the token has another audience"));
    assertThat(tokens.check("Bearer " + token(claims().issuer("http://evil"), key)))
        .isEqualTo(refused("the token has another issuer"));
  }

  @Test
  void a_token_out_of_its_time_is_refused() throws Exception {
    assertThat(tokens.check("Bearer " + token(claims().expirationTime(Date.from(NOW)), key)))
        .isEqualTo(refused("the token has expired"));
    assertThat(
            tokens.check(
                "Bearer " + token(claims().notBeforeTime(Date.from(NOW.plusSeconds(9))), key)))
        .isEqualTo(refused("the token is not valid yet"));
  }

  private static TokenCheck.Outcome refused(String reason) {
    return new TokenCheck.Outcome.Refused(reason);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("http://issuer")
        .subject("marco")
        .audience(List.of("relais"))
        .expirationTime(Date.from(NOW.plusSeconds(60)))
        .claim("email", "marco@shop.example");
  }

  private static String token(JWTClaimsSet.Builder claims, RSAKey signer) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(),
            claims.build());
    jwt.sign(new RSASSASigner(signer));
    return jwt.serialize();
  }
}
