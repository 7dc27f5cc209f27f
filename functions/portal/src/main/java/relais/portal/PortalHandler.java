package relais.portal;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.runtime.Environment;

/// Customers ask here. Wiring only: what is asked is found out in [AnswerCustomer].
public class PortalHandler
    extends MicronautRequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Inject AnswerCustomer answerCustomer; // package-private: a private field needs reflection
  @Inject Environment environment;

  /// Lambda calls this one.
  public PortalHandler() {}

  /// Tests and the one-machine system call this one.
  public PortalHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public APIGatewayV2HTTPResponse execute(APIGatewayV2HTTPEvent event) {
    return answerCustomer.answer(PortalRequest.of(event, environment.edgeProof())).response();
  }
}
