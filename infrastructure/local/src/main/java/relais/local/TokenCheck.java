package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The JWT authorizer of the HTTP API: signature, issuer, audience and times of a bearer token.
final class TokenCheck {
  /// What the authorizer found.
  sealed interface Outcome {
    /// The token is good.
    ///
    /// @param claims as API Gateway hands them on: every value is text
    record Accepted(ObjectNode claims) implements Outcome {}

    /// The token is missing or bad.
    ///
    /// @param reason for the WWW-Authenticate header
    record Refused(String reason) implements Outcome {}
  }

  private final String issuer;
  private final String audience;
  private final Supplier<JWKSet> keys;
  private final InstantSource clock;

  TokenCheck(String issuer, String audience, Supplier<JWKSet> keys, InstantSource clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.keys = keys;
    this.clock = clock;
  }

  /// @param authorization the header, null when the request has none
  Outcome check(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return new Outcome.Refused("the token is missing");
    }
    String token =
        authorization.regionMatches(true, 0, "Bearer ", 0, 7)
            ? authorization.substring(7).strip()
            : authorization.strip();
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      String problem = problem(jwt, claims);
      return problem == null ? new Outcome.Accepted(claims(claims)) : new Outcome.Refused(problem);
    } catch (ParseException e) {
      return new Outcome.Refused("the token is malformed");
    } catch (JOSEException e) {
      return new Outcome.Refused("the token's signature cannot be verified");
    }
  }

  private @Nullable String problem(SignedJWT jwt, JWTClaimsSet claims) throws JOSEException {
    if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
      return "the token is not signed with RS256";
    }
    JWK key = keys.get().getKeyByKeyId(jwt.getHeader().getKeyID());
    if (key == null || !jwt.verify(new RSASSAVerifier(key.toRSAKey()))) {
      return "the token's signature is wrong";
    }
    if (!issuer.equals(claims.getIssuer())) {
      return "the token has another issuer";
    }
    if (!claims.getAudience().contains(audience)
        && !audience.equals(claims.getClaim("client_id"))) {
      return "the token has another audience";
    }
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    if (expires == null || !now.isBefore(expires.toInstant())) {
      return "the token has expired";
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && now.isBefore(notBefore.toInstant())) {
      return "the token is not valid yet";
    }
    return null;
  }

  private static ObjectNode claims(JWTClaimsSet claims) {
    ObjectNode texts = Json.object();
    for (Map.Entry<String, Object> claim : claims.getClaims().entrySet()) {
      texts.put(
          claim.getKey(),
          switch (claim.getValue()) {
            case Date date -> String.valueOf(date.toInstant().getEpochSecond());
            case Collection<?> several when several.size() == 1 ->
                several.iterator().next().toString();
            case Collection<?> several ->
                several.stream().map(Object::toString).collect(Collectors.joining(" ", "[", "]"));
            case Object other -> other.toString();
          });
    }
    return texts;
  }
}
