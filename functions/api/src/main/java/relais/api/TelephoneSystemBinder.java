package relais.api;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.table.Chats;
import relais.table.SettingsStore;
import relais.table.TelephoneTokens;

/// Finds the telephone system behind a token, and slows one down that asks too often.
@Singleton
final class TelephoneSystemBinder implements TypedRequestArgumentBinder<TelephoneSystem> {
  /// Two a second: one before each call of a busy switchboard.
  private static final int MOST = 120;

  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final String BEARER = "Bearer ";

  private final TelephoneTokens tokens;
  private final Chats rates;
  private final SettingsStore settingsStore;
  private final InstantSource clock;

  TelephoneSystemBinder(
      TelephoneTokens tokens, Chats rates, SettingsStore settingsStore, InstantSource clock) {
    this.tokens = tokens;
    this.rates = rates;
    this.settingsStore = settingsStore;
    this.clock = clock;
  }

  @Override
  public Argument<TelephoneSystem> argumentType() {
    return Argument.of(TelephoneSystem.class);
  }

  @Override
  public BindingResult<TelephoneSystem> bind(
      ArgumentConversionContext<TelephoneSystem> context, HttpRequest<?> request) {
    TelephoneSystem system = system(GatewayRequest.of(request).header("Authorization"));
    return () -> Optional.of(system);
  }

  private TelephoneSystem system(@Nullable String authorization) {
    TelephoneTokens.TelephoneToken token =
        Optional.ofNullable(authorization)
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .flatMap(header -> WrittenToken.find(header.substring(BEARER.length()).strip()))
            .flatMap(written -> tokens.find(written.id()).filter(written::isOf))
            .orElseThrow(
                () ->
                    Problem.of(
                        ProblemCode.NOT_SIGNED_IN,
                        "Send Authorization: Bearer with a token for telephone systems. An admin"
                            + " makes one in the app, and may have revoked this one."));
    Instant now = clock.instant();
    if (rates.isTooMuch("telephony/" + token.id(), MOST, WITHIN, now)) {
      throw Problem.of(
          ProblemCode.TOO_MANY_REQUESTS,
          "A token may ask %d times a minute. Wait as long as Retry-After says.".formatted(MOST));
    }
    tokens.used(token, now);
    return new TelephoneSystem(token.id(), settingsStore.load());
  }
}
