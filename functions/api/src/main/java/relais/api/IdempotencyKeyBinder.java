package relais.api;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Reads `Idempotency-Key`.
@Singleton
final class IdempotencyKeyBinder implements TypedRequestArgumentBinder<IdempotencyKey> {
  @Override
  public Argument<IdempotencyKey> argumentType() {
    return Argument.of(IdempotencyKey.class);
  }

  @Override
  public BindingResult<IdempotencyKey> bind(
      ArgumentConversionContext<IdempotencyKey> context, HttpRequest<?> request) {
    IdempotencyKey key =
        IdempotencyKey.parse(GatewayRequest.of(request).header(IdempotencyKey.HEADER));
    return () -> Optional.of(key);
  }
}
