package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;

/// Browsers connect, speak and leave here. Wiring only: what that does is in [HoldConnection].
public class LiveHandler
    extends MicronautRequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  @Inject HoldConnection holdConnection; // package-private: a private field is set by reflection

  /// Lambda calls this one.
  public LiveHandler() {}

  /// Whoever runs it in another JVM calls this one.
  public LiveHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public APIGatewayV2WebSocketResponse execute(APIGatewayV2WebSocketEvent event) {
    return holdConnection.hold(event);
  }
}
