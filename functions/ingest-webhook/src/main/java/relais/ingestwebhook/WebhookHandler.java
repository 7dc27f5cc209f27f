package relais.ingestwebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;

/// Providers call here. Wiring only: what becomes of a call is in [ReceiveWebhook].
public class WebhookHandler
    extends MicronautRequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Inject ReceiveWebhook receiveWebhook; // package-private: a private field needs reflection

  /// Lambda calls this one.
  public WebhookHandler() {}

  /// Tests and the one-machine system call this one.
  public WebhookHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public APIGatewayV2HTTPResponse execute(APIGatewayV2HTTPEvent event) {
    return receiveWebhook.receive(WebhookRequest.of(event)).response();
  }
}
