package relais.api;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Reads `If-Match`.
@Singleton
final class ReadVersionBinder implements TypedRequestArgumentBinder<ReadVersion> {
  @Override
  public Argument<ReadVersion> argumentType() {
    return Argument.of(ReadVersion.class);
  }

  @Override
  public BindingResult<ReadVersion> bind(
      ArgumentConversionContext<ReadVersion> context, HttpRequest<?> request) {
    ReadVersion version = ReadVersion.parse(GatewayRequest.of(request).header(ReadVersion.HEADER));
    return () -> Optional.of(version);
  }
}
