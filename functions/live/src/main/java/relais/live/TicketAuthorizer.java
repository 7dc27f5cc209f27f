package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;

/// Lets a browser connect that brings a ticket. Wiring only: see [RedeemTicket].
public class TicketAuthorizer
    extends MicronautRequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {
  /// Under which name the handler of the connection finds who it is.
  static final String USER = "user";

  @Inject RedeemTicket redeemTicket; // package-private: a private field is set by reflection

  /// Lambda calls this one.
  public TicketAuthorizer() {}

  /// Whoever runs it in another JVM calls this one.
  public TicketAuthorizer(ApplicationContext context) {
    super(context);
  }

  @Override
  public IamPolicyResponse execute(APIGatewayCustomAuthorizerEvent event) {
    return redeemTicket.redeem(event);
  }
}
